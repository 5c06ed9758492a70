"""What is known of somebody, field by field in words: of a member, and of what a row of a list says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from imports.models import ImportBatch
from imports.person import Person
from ladders.models import Ladder, Level, Standing
from members.fields.people import as_person, is_id
from members.fields.readers import importable
from members.fields.wording import in_words
from members.models import Belonging, ContactPoint, FieldValue, Member, MemberTag, UnitKind
from members.normal import shown_phone

# A field's key -> what stands there, each value in words.
type Side = dict[str, list[str]]
PLAIN = ("preferred_name", "pronouns", "language", "employer")


@dataclass
class Names:
    """The group's own words for what rows and members name by id."""

    # Kinds of units and fields of the group's own: key -> label.
    labels: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    # Organizers, and people in fields of the group's own.
    people: dict[str, str] = field(default_factory=dict)
    # What the member has of them.
    values: Side = field(default_factory=dict)

    @classmethod
    def of(cls, batch: ImportBatch, member: Member | None, said: Iterable[Mapping[str, Any]]) -> "Names":
        """Read everything in one statement, however many kinds and fields there are."""
        found, keys = cls(), {key for each in said for key in each.get("fields", {})}
        people = {each["columns"]["organizer_id"] for each in said if "organizer_id" in each.get("columns", {})}
        people |= {value for each in said for value in each.get("fields", {}).values() if is_id(value)}
        for what, key, name, value in _union(batch, member, people):
            match what:
                case "level":
                    found.levels[key] = f"{value} {name}"
                case "organizer":
                    found.people[key] = name
                case "tag":
                    found.values.setdefault("tags", []).append(name)
                case _:
                    found.labels[f"{what}:{key}"] = name
                    if value:
                        found.values[f"{what}:{key}"] = [value]
        found.labels |= {key: key.removeprefix("new:") for key in keys if key.startswith("new:")}
        return found


def _union(batch: ImportBatch, member: Member | None, people: Iterable[str]) -> Any:
    pk = member.pk if member else None
    belongs = Belonging.objects.filter(member=pk, kind=OuterRef("pk")).values("unit__name")
    values = FieldValue.objects.filter(member=pk, field=OuterRef("pk")).annotate(person=as_person())
    named = Member.objects.filter(pk=OuterRef("person")).values("name")
    said = Coalesce(Subquery(named), in_words(), output_field=CharField())
    holds = values.annotate(said_of_them=said).values("said_of_them")
    kinds = _told(UnitKind.objects.order_by(), "unit", "name", Subquery(belongs))
    others = (
        _told(importable().order_by(), "field", "name", Subquery(holds)),
        _told(MemberTag.objects.filter(member=pk).order_by(), "tag", "tag__name", Value("")),
        _told(Level.objects.filter(ladder=batch.ladder_id).order_by(), "level", "name", Cast("position", CharField())),
        _told(Member.objects.filter(pk__in=people).order_by(), "organizer", "name", Value("")),
    )
    return kinds.union(*others).order_by("what", "said")


def _told(rows: QuerySet[Any], what: str, name: str, value: Any) -> Any:
    key = Cast("pk", CharField())
    told = rows.annotate(what=Value(what), key=key, said=Cast(name, CharField()), worth=Cast(value, CharField()))
    return told.values_list("what", "key", "said", "worth")


def of_person(said: Mapping[str, Any], names: Names, region: str) -> Side:
    """Tell what a row says."""
    person = Person.from_stored(dict(said))
    parts = [person.columns.get(part, "") for part in ("given_name", "middle_name", "family_name", "suffix")]
    points = [(point["kind"], point["value"]) for point in person.contacts]
    side = _side(parts, {name: person.columns.get(name, "") for name in PLAIN}, points, region)
    status = person.columns.get("status")
    organizer = names.people.get(person.columns.get("organizer_id", ""))
    side |= {f"unit:{kind}": [name] for kind, name in person.units.items()}
    side |= {key: [names.people.get(value, value)] for key, value in person.fields.items()}
    side |= {
        "status": [str(Member.Status(status).label)] if status else [],
        "organizer": [organizer] if organizer else [],
        "level": [names.levels[person.level]] if person.level in names.levels else [],
        "tags": list(person.tags),
        "external_id": [f"{system} {value}".strip() for system, value in person.external_ids],
    }
    return {key: values for key, values in side.items() if values}


def of_member(member: Member, names: Names, batch: ImportBatch, region: str) -> Side:
    """Tell what is here, in two statements: contacts, and where they stand."""
    points = member.contact_points.order_by("kind", "created_at", "pk").values_list("kind", "value")
    parts = [member.given_name, member.middle_name, member.family_name, member.suffix]
    side = _side(parts, {name: getattr(member, name) for name in PLAIN}, points, region) | names.values
    ladder = Ladder.objects.filter(pk=batch.ladder_id) if batch.ladder_id else Ladder.objects.filter(is_default=True)
    standing = Standing.objects.filter(member=member, ladder__in=ladder).select_related("level").first()
    side |= {
        "status": [str(member.get_status_display())],
        "organizer": [str(member.organizer)] if member.organizer else [],
        "level": [str(standing.level)] if standing and standing.level else [],
    }
    return {key: values for key, values in side.items() if values}


def _side(parts: list[str], plain: dict[str, str], points: Iterable[tuple[str, str]], region: str) -> Side:
    side: Side = {"name": [name] if (name := " ".join(part for part in parts if part)) else []}
    side |= {name: [value] if value else [] for name, value in plain.items()}
    for kind, value in points:
        shown = shown_phone(value, region) if kind == ContactPoint.Kind.PHONE else value
        side.setdefault(kind, []).append(shown)
    return side
