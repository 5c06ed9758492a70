"""What people can be filtered by in this room: status, organizer, tags, ways to reach them, days."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import search
from members.choices import load
from members.filters.kinds import Choice, Day, OneOf, Operator, Says, Text, Values
from members.filters.sources import column, moments, rows
from members.models import ContactPoint, Member, MemberTag
from members.requests import OrgRequest

ME, NOBODY = "me", "nobody"
YES, NO, NOT_ASKED = "yes", "no", "not-asked"


def statuses(_request: OrgRequest) -> Sequence[Choice]:
    return [(str(value), str(label)) for value, label in Member.Status.choices]


def by_status(_request: OrgRequest, values: Values) -> Q:
    return Q(status__in=[Member.Status(value) for value in values])


def organizers(request: OrgRequest) -> Sequence[Choice]:
    return [(ME, _("me")), (NOBODY, _("nobody")), *load(request).organizers]


def by_organizer(request: OrgRequest, values: Values) -> Q:
    known, nobody = dict(load(request).organizers), Q(organizer=None) if NOBODY in values else Q()
    who = [request.member.pk if value == ME else UUID(value) for value in values if value != NOBODY]
    if more := {pk for pk in who if pk != request.member.pk and str(pk) not in known}:
        who += _no_longer_organizing(more)
    return nobody | Q(organizer__in=who) if who else nobody


def _no_longer_organizing(who: set[UUID]) -> list[UUID]:
    """Return who stands for these today. Whoever organizes nobody now is a filter still: it keeps nobody, not everybody.

    Raises ValueError when one was never here.
    """
    into = dict(Member.objects.filter(pk__in=who).values_list("pk", "merged_into"))
    if len(into) < len(who):
        raise ValueError(who)
    return [survivor for survivor in into.values() if survivor]


def tags(request: OrgRequest) -> Sequence[Choice]:
    return load(request).tags


def by_tag(request: OrgRequest, values: Values) -> Q:
    choices = load(request)
    # A tag that was put into another one is that one from then on, in links and saved views too.
    now = [choices.now_called.get(value, value) for value in values]
    if not set(now) <= set(dict(choices.tags)):
        raise ValueError(values)
    return Q(Exists(MemberTag.objects.filter(member=OuterRef("pk"), tag__in=map(UUID, now))))


def names_of_tags(request: OrgRequest) -> Sequence[Choice]:
    """Name each tag by its id, and by the ids of those that were put into it."""
    choices = load(request)
    names = dict(choices.tags)
    return [*choices.tags, *((was, names[now]) for was, now in choices.now_called.items() if now in names)]


def tagged() -> Q:
    return Q(Exists(MemberTag.objects.filter(member=OuterRef("pk"))))


def _points(kind: str) -> Q:
    return Q(Exists(ContactPoint.objects.filter(member=OuterRef("pk"), kind=kind)))


def _standing(kind: str, label: Says, order: int) -> OneOf:
    """Ask whether someone has a phone, a mail or an address that works, or one that no longer does."""

    def has(_request: OrgRequest, values: Values) -> Q:
        standings = [ContactPoint.Standing(value) for value in values]
        found = ContactPoint.objects.filter(member=OuterRef("pk"), kind=kind, standing__in=standings)
        return Q(Exists(found))

    def choices(_request: OrgRequest) -> Sequence[Choice]:
        return [(str(value), str(said).lower()) for value, said in ContactPoint.Standing.choices]

    return OneOf(name=kind, label=label, order=order, choices=choices, has=has, known=lambda: _points(kind), many=True)


def _consent(name: str, kind: str, label: Says, order: int) -> OneOf:
    """Ask what people said about being called, texted or written to, at any number or address of theirs."""

    def has(_request: OrgRequest, values: Values) -> Q:
        said = [{YES: "yes", NO: "no", NOT_ASKED: ""}[value] for value in _all_of(values, (YES, NO, NOT_ASKED))]
        return Q(Exists(ContactPoint.objects.filter(member=OuterRef("pk"), kind=kind, **{f"{name}__in": said})))

    def choices(_request: OrgRequest) -> Sequence[Choice]:
        return [(YES, _("yes")), (NO, _("no")), (NOT_ASKED, _("not asked"))]

    return OneOf(name=name.replace("_", "-"), label=label, order=order, choices=choices, has=has, many=True)


def _all_of(values: Values, known: Sequence[str]) -> Values:
    if not set(values) <= set(known):
        raise ValueError(values)
    return values


def _places() -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(kind="address").exclude(city="")


def _postal_codes() -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(kind="address").exclude(postal_code="")


@dataclass(frozen=True, kw_only=True)
class Search(Text):
    """What was typed to find a person: in their names, phones and mails."""

    operators: ClassVar[Sequence[Operator]] = (
        Operator("has", "text", gettext_lazy("finds"), gettext_lazy("Found by “%(values)s”")),
    )

    def _where(self, request: OrgRequest, op: str, values: Values) -> Q:
        return search.matching(values[0])


FIELDS = (
    Search(name="search", label=gettext_lazy("Search"), order=1, source=column("folded")),
    OneOf(name="status", label=gettext_lazy("Status"), order=20, choices=statuses, has=by_status),
    OneOf(name="organizer", label=gettext_lazy("Organizer"), order=40, choices=organizers, has=by_organizer),
    OneOf(
        name="tag",
        label=gettext_lazy("Tag"),
        order=50,
        choices=tags,
        names=names_of_tags,
        has=by_tag,
        known=tagged,
        many=True,
    ),
    _standing("phone", gettext_lazy("Phone"), 200),
    _standing("email", gettext_lazy("E-mail"), 201),
    _standing("address", gettext_lazy("Address"), 202),
    _consent("may_call", "phone", gettext_lazy("May we call"), 203),
    _consent("may_text", "phone", gettext_lazy("May we text"), 204),
    _consent("may_mail", "email", gettext_lazy("May we write"), 205),
    Text(name="city", label=gettext_lazy("City"), order=210, source=rows(_places, "city")),
    Text(name="postal-code", label=gettext_lazy("Postal code"), order=211, source=rows(_postal_codes, "postal_code")),
    Text(name="language", label=gettext_lazy("Languages"), order=220, source=column("language")),
    Text(name="work", label=gettext_lazy("Work"), order=221, source=column("employer")),
    Text(name="given-name", label=gettext_lazy("Given name"), order=222, source=column("given_name")),
    Text(name="family-name", label=gettext_lazy("Family name"), order=223, source=column("family_name")),
    Day(name="added", label=gettext_lazy("Added"), order=300, source=moments("created_at"), always=True),
    Day(name="changed", label=gettext_lazy("Changed"), order=301, source=moments("changed_at"), always=True),
)
