"""People who are only here, written in the columns of the sheet: for whoever still works in it."""

from collections.abc import Iterator

from django.db.models import FETCH_RAISE, Prefetch, QuerySet

from imports.claims import chunked
from imports.headers import system_of
from imports.models import ImportBatch
from imports.named import key as word_key
from imports.targets import ADDRESSES, is_new_field
from ladders.models import Standing
from members.models import ContactPoint, Member
from members.normal import shown_phone

CHUNK = 500
_LABELS = {"mobile": "mobile", "home_phone": "home", "work_phone": "work"}
_PARTS = {target.key for target in ADDRESSES}
_CONSENTS = {
    "consent_call": ("phone", "may_call"),
    "consent_text": ("phone", "may_text"),
    "consent_email": ("email", "may_mail"),
    "consent_mail": ("address", "may_mail"),
}


def rows(batch: ImportBatch, members: QuerySet[Member], *, region: str) -> Iterator[list[str]]:
    """Yield a row for each, in the order of the sheet's headings; a column that was left out stays empty."""
    pks = list(members.values_list("pk", flat=True))
    for chunk in chunked(pks, CHUNK):
        standings = Standing.objects.filter(ladder=batch.ladder_id).select_related("level")
        shown = Member.objects.filter(pk__in=chunk).select_related("organizer").by_name()
        points = ContactPoint.objects.order_by("created_at", "pk")
        shown = shown.prefetch_related(Prefetch("contact_points", points)).prefetch_related(
            Prefetch("standings", standings)
        )
        shown = shown.prefetch_related("external_ids", "belongings__unit", "member_tags__tag", "field_values__field")
        for member in shown.fetch_mode(FETCH_RAISE):
            person = Written(member, region)
            yield [
                person.cell(target, header) if target else ""
                for header, target in zip(batch.headers, batch.mapping, strict=True)
            ]


class Written:
    """One person; each phone and e-mail goes into one column only."""

    def __init__(self, member: Member, region: str) -> None:
        self.member, self.region = member, region
        self.points = list(member.contact_points.all())
        self.left = list(self.points)

    def cell(self, target: str, header: str) -> str:
        """Write what goes into a column that is matched so."""
        kind, _, rest = target.partition(":")
        member = self.member
        if kind == "unit":
            return next((b.unit.name for b in member.belongings.all() if str(b.kind_id) == rest), "")
        if kind == "field" or is_new_field(target):
            return self._own(rest if kind == "field" else "", word_key(header[:120]))
        if target in _PARTS:
            return self._address(target)
        if target in ("email", "phone", *_LABELS):
            return self._contact(target)
        if target in _CONSENTS:
            of, name = _CONSENTS[target]
            return next(
                (getattr(point, name) for point in self.points if point.kind == of and getattr(point, name)), ""
            )
        return self._other(target, header)

    def _other(self, target: str, header: str) -> str:
        member = self.member
        tags = {each.tag.folded: each.tag.name for each in member.member_tags.all()}
        standing = next(iter(member.standings.all()), None)
        ids = {each.system: each.value for each in member.external_ids.all()}
        written = {
            "full_name": member.name,
            "organizer": str(member.organizer or ""),
            "status": str(member.get_status_display()),
            "tags": "; ".join(tags.values()),
            "tag": "x" if word_key(header[:80]) in tags else "",
            "external_id": ids.get(system_of(header), ""),
            "level": str(standing.level) if standing and standing.level else "",
            "level_on": standing.since.isoformat() if standing and standing.level else "",
        }
        return written[target] if target in written else str(getattr(member, target, "") or "")

    def _own(self, pk: str, folded: str) -> str:
        values = self.member.field_values.all()
        return next((each.value for each in values if str(each.field_id) == pk or each.field.folded == folded), "")

    def _address(self, target: str) -> str:
        """The first address goes into the first columns, the next one into those of the second address."""
        of = [point for point in self.points if point.kind == ContactPoint.Kind.ADDRESS]
        at = 1 if target.startswith("other_") else 0
        return str(getattr(of[at], target.removeprefix("other_"), "")) if len(of) > at else ""

    def _contact(self, target: str) -> str:
        kind, label = ("email", None) if target == "email" else ("phone", _LABELS.get(target))
        fitting = [point for point in self.left if point.kind == kind and label in (None, point.label)]
        if not fitting:
            return ""
        self.left.remove(fitting[0])
        return shown_phone(fitting[0].value, self.region) if kind == "phone" else fitting[0].value
