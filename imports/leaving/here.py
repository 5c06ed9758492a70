"""What is stored of the people that a chunk of a sheet is about, in the form in which rows are compared."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from imports.leaving.values import CONSENTS, Compared, equal
from imports.models import ImportBatch
from imports.person import COLUMNS
from ladders.models import Level, LevelChange
from members.fields.people import is_id
from members.fields.wording import in_words
from members.models import Belonging, ContactPoint, ExternalId, FieldValue, Member, MemberTag
from members.normal import shown_phone


class Here:
    """Loaded for the people of one chunk, in a fixed number of statements."""

    def __init__(self, batch: ImportBatch, members: Collection[UUID], region: str) -> None:
        self.region = region
        self.of: dict[UUID, Compared] = {pk: {} for pk in members}
        self.contacts: dict[UUID, set[str]] = {pk: set() for pk in members}
        self.signs_in: set[UUID] = set()
        self._paths: dict[UUID, list[tuple[date, UUID | None]]] = {}
        self._load_columns()
        self._load_contacts()
        self._load_belongings()
        self._load_levels(batch)

    def _load_columns(self) -> None:
        rows = Member.objects.filter(pk__in=self.of).order_by()
        for pk, user, *values in rows.values_list("pk", "user_id", *COLUMNS):
            for name, value in zip(COLUMNS, values, strict=True):
                if value:
                    self.of[pk][name] = {equal(str(value)): str(value)}
            if user:
                self.signs_in.add(pk)

    def _load_contacts(self) -> None:
        points = ContactPoint.objects.filter(member__in=self.of)
        for point in points.order_by("created_at", "pk"):
            compared = self.of[point.member_id]
            text = shown_phone(point.value, self.region) if point.kind == ContactPoint.Kind.PHONE else point.value
            compared.setdefault(point.kind, {})[point.normal] = text
            self.contacts[point.member_id].add(point.normal)
            for name in CONSENTS[point.kind]:
                if said := getattr(point, name):
                    compared.setdefault(name, {})[f"{point.normal} {said}"] = said
        ids = ExternalId.objects.filter(member__in=self.of).order_by("system", "value")
        for member, system, value in ids.values_list("member_id", "system", "value"):
            self.of[member].setdefault("external_id", {})[f"{system} {value}"] = value

    def _load_belongings(self) -> None:
        rows = Belonging.objects.filter(member__in=self.of).order_by()
        for member, kind, folded, name in rows.values_list("member_id", "kind_id", "unit__folded", "unit__name"):
            self.of[member][f"unit:{kind}"] = {folded: name}
        tags = MemberTag.objects.filter(member__in=self.of).order_by("tag__folded")
        for member, folded, name in tags.values_list("member_id", "tag__folded", "tag__name"):
            self.of[member].setdefault("tags", {})[folded] = name
        values = FieldValue.objects.filter(member__in=self.of).annotate(said=in_words()).order_by()
        for member, field, value in values.values_list("member_id", "field_id", "said"):
            self.of[member][f"field:{field}"] = {equal(value): value}

    def _load_levels(self, batch: ImportBatch) -> None:
        steps = LevelChange.objects.filter(member__in=self.of, ladder=batch.ladder_id).order_by("on")
        for member, on, level in steps.values_list("member_id", "on", "level_id"):
            self._paths.setdefault(member, []).append((on, level))

    def level_on(self, member: UUID, day: date) -> dict[str, str]:
        """Return the level on which somebody stood at the end of a day, as values are; empty outside the levels."""
        path = self._paths.get(member, [])
        at = bisect_right(path, day, key=lambda step: step[0])
        level = path[at - 1][1] if at else None
        return {str(level): str(level)} if level else {}


def people_in(compared: Iterable[Compared]) -> set[str]:
    """Return whom values name by their ids: organizers, and people in fields of the group's own."""
    named = {value for of in compared for what, said in of.items() if _names(what) for value in said.values()}
    return set(filter(is_id, named))


def _names(what: str) -> bool:
    return what == "organizer_id" or what.startswith("field:")


class Names:
    """How people read the ids that rows and members name: organizers, levels, statuses."""

    def __init__(self, batch: ImportBatch, region: str) -> None:
        self.region = region
        self.levels = {str(level.pk): str(level) for level in Level.objects.filter(ladder=batch.ladder_id)}
        self.statuses = {value: str(label) for value, label in Member.Status.choices}
        self.people: dict[str, str] = {}

    def meet(self, people: Collection[str]) -> None:
        """Read the names of people whom a chunk names, those met before left out."""
        if unmet := {UUID(pk) for pk in people} - {UUID(pk) for pk in self.people}:
            self.people |= {str(member.pk): str(member) for member in Member.objects.filter(pk__in=unmet)}

    def text(self, what: str, values: dict[str, str]) -> str:
        """Write values the way a page shows them."""
        return ", ".join(self._one(what, each) for each in values.values())

    def _one(self, what: str, value: str) -> str:
        match what:
            case _ if _names(what):
                return self.people.get(value, value)
            case "status":
                return self.statuses.get(value, value)
            case "level":
                return self.levels.get(value, value)
            case "phone":
                return shown_phone(value, self.region) if value.startswith("+") else value
            case "may_call" | "may_text" | "may_mail":
                return str(ContactPoint.Consent(value).label)
        return value
