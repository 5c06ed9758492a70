"""Files for texting tools: one row for each person who may be texted, and why the others are not in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.acting import again
from members.exporting.lists import CHUNK, Row, chosen, read
from members.exporting.typed import loader
from members.models import ContactPoint, Export, Member
from members.requests import OrgRequest

# Of those who share a phone so many are named.
NAMED = 200
# RumbleUp takes so many columns of one's own.
MOST_OWN = 5
REASONS: dict[str, str | Promise] = {
    "refused": _("do not want to be texted"),
    "not_asked": _("were never asked whether we may text"),
    "no_mobile": _("have no phone that takes texts"),
    "no_phone": _("have no phone, or none that works"),
    "shared": _("share their phone with somebody else, who would read it too"),
}


class Texted(NamedTuple):
    """Someone who may be texted."""

    member: Member
    phone: str
    email: str
    postal_code: str


@dataclass
class LeftOut:
    """Who is not in the file, by the reason."""

    counts: Counter[str] = field(default_factory=Counter)
    shared: list[UUID] = field(default_factory=list)

    def add(self, member: Member, reason: str) -> None:
        self.counts[reason] += 1
        if reason == "shared" and len(self.shared) < NAMED:
            self.shared.append(member.pk)


def headings(request: OrgRequest, export: Export) -> list[str]:
    own = [str(column.label) for column in chosen(request, export)]
    if export.shape == Export.Shape.SPOKE:
        return ["firstName", "lastName", "cell", "zip", "external_id", *own]
    if export.shape == Export.Shape.HUSTLE:
        return ["first_name", "last_name", "phone_number", "email", "follow_up", *own]
    return ["phone", "first_name", "email", *(f"custom{n}" for n, _label in enumerate(own[:MOST_OWN], start=1))]


def chunks(request: OrgRequest, export: Export, ids: Sequence[UUID], left_out: LeftOut) -> Iterator[list[Row]]:
    """Yield the rows of so many people at a time; who may not be texted goes to `left_out`."""
    own, shared = chosen(request, export), _shared_phones()
    if export.shape == Export.Shape.RUMBLEUP:
        own = own[:MOST_OWN]
    for some in batched(ids, CHUNK):
        mine = again(request)
        texted = list(_texted(read(mine, some), shared, left_out))
        members = [each.member for each in texted]
        loaded = [loader(mine, column)(mine, members) for column in own] if members else []
        yield [[*_begins(export, each), *(cells.get(each.member.pk) for cells in loaded)] for each in texted]


def _begins(export: Export, texted: Texted) -> Row:
    given, family = texted.member.preferred_name or texted.member.given_name, texted.member.family_name
    if export.shape == Export.Shape.SPOKE:
        return [given, family, texted.phone, texted.postal_code, texted.member.pk]
    if export.shape == Export.Shape.HUSTLE:
        return [given, family, texted.phone, texted.email, ""]
    return [texted.phone, given, texted.email]


def _texted(members: Sequence[Member], shared: set[str], left_out: LeftOut) -> Iterator[Texted]:
    points = _points(members)
    for member in members:
        phones = [point for point in points[member.pk] if point.kind == ContactPoint.Kind.PHONE]
        reason, phone = _phone(phones, shared)
        if reason:
            left_out.add(member, reason)
            continue
        codes = (each.postal_code for each in points[member.pk] if each.kind == ContactPoint.Kind.ADDRESS)
        email: str = getattr(member, "email", None) or ""
        yield Texted(member, phone, email, next(filter(None, codes), ""))


def _phone(phones: Iterable[ContactPoint], shared: set[str]) -> tuple[str, str]:
    """Return why somebody cannot be texted, or the phone at which they agreed to be."""
    yes, no, unknown = ContactPoint.Consent.YES, ContactPoint.Consent.NO, ContactPoint.Consent.UNKNOWN
    works = [point for point in phones if point.works]
    landlines = (ContactPoint.Label.HOME, ContactPoint.Label.WORK)
    mobiles = [point for point in works if point.label not in landlines and ";ext=" not in point.normal]
    agreed = [point.normal for point in mobiles if point.may_text == yes]
    if own := [phone for phone in agreed if phone not in shared]:
        return "", own[0]
    if agreed:
        return "shared", ""
    if any(point.may_text == no for point in works):
        return "refused", ""
    if any(point.may_text == unknown for point in mobiles):
        return "not_asked", ""
    return ("no_mobile" if works else "no_phone"), ""


def _points(members: Sequence[Member]) -> dict[UUID, list[ContactPoint]]:
    found: dict[UUID, list[ContactPoint]] = defaultdict(list)
    points = ContactPoint.objects.filter(member__in=[member.pk for member in members]).exclude(kind="email")
    # Mobiles first, then as they were written down.
    for point in points.order_by("created_at", "pk"):
        found[point.member_id].append(point)
    for each in found.values():
        each.sort(key=lambda point: point.label != ContactPoint.Label.MOBILE)
    return found


def _shared_phones() -> set[str]:
    """Return the phones that several people here have, whoever of them is on the list."""
    here = ContactPoint.objects.filter(kind=ContactPoint.Kind.PHONE, member__in=Member.objects.people().order_by())
    works = here.exclude(standing=ContactPoint.Standing.GONE).order_by()
    counted: QuerySet[ContactPoint, str] = (
        works.values("normal")
        .annotate(n=Count("member", distinct=True))
        .filter(n__gt=1)
        .values_list("normal", flat=True)
    )
    return set(counted)
