"""Conversations in the filters of the list of people: who was reached and when, by whom, and what came up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.heard.latest import contacts, one_to_ones
from conversations.models import Commitment, Conversation, FollowUp, Theme
from members.filters import Choice, Day, Number, OneOf
from members.filters.kinds import Operator, Values
from members.filters.periods import span
from members.filters.sources import Days, Source
from members.models import Member
from members.requests import OrgRequest
from organizations.access import may

ME = "me"
YES, NO = "yes", "no"


@dataclass(frozen=True, kw_only=True)
class LastTime(Day):
    """The last day of something that happens again and again, or never has. "Not in the last … days" takes in both."""

    operators: ClassVar[Sequence[Operator]] = (
        Day.operators[0],
        Operator(
            "not-last",
            "count",
            gettext_lazy("not in the last … days, or never"),
            gettext_lazy("%(field)s not in the last %(values)s days"),
        ),
        *Day.operators[1:-3],
        Operator("filled", "", gettext_lazy("ever"), gettext_lazy("%(field)s: ever")),
        Operator("empty", "", gettext_lazy("never"), gettext_lazy("%(field)s: never")),
    )

    def _where(self, request: OrgRequest, op: str, values: Values) -> Q:
        if op not in ("last", "not-last"):
            return super()._where(request, op, values)
        # No talk is of a day to come: one since that day is enough, and "not" is nothing but its opposite.
        since, _until = span("last", values, request.organization)
        fits = self.source(since, None, request.organization.zone)
        return ~fits if op == "not-last" else fits

    def words(self, request: OrgRequest, op: str, values: Values) -> list[str]:
        return list(values) if op == "not-last" else super().words(request, op, values)


def last_time(found: Callable[[], QuerySet[Conversation]]) -> Days:
    """Keep those whose latest fell on one of these days: there was one then, and none afterwards."""

    def within(since: date | None, until: date | None, _zone: ZoneInfo) -> Q:
        bounds = {"on__gte": since, "on__lt": until}
        fits = Q(Exists(found().filter(**{name: day for name, day in bounds.items() if day})))
        return fits & ~Q(Exists(found().filter(on__gte=until))) if until else fits

    return within


def _who_logged(request: OrgRequest) -> Sequence[Choice]:
    """List who has reached anybody, with oneself first, in one statement for each request."""
    if "_who_logged" not in request.__dict__:
        wrote = Conversation.objects.kept().reached().filter(author=OuterRef("pk"))
        people = Member.objects.filter(Exists(wrote), erased_at=None).exclude(pk=request.member.pk)
        request.__dict__["_who_logged"] = [(str(each.pk), str(each)) for each in people.by_name()]
    found: list[Choice] = request.__dict__["_who_logged"]
    return [(ME, _("me")), *found]


def reached_by(request: OrgRequest, values: Values) -> Q:
    """Keep those whom one of these has reached at any time. Raises ValueError for one who never did."""
    who = [request.member.pk if value == ME else UUID(value) for value in values]
    others = {str(pk) for pk in who if pk != request.member.pk}
    if not others <= set(dict(_who_logged(request))):
        raise ValueError(values)
    return Q(Exists(contacts().filter(author__in=who)))


def _themes(request: OrgRequest) -> Sequence[Choice]:
    return _named(request) if may(request, "note.view.organizers") else []


def _named(_request: OrgRequest) -> Sequence[Choice]:
    return [(str(theme.pk), theme.name) for theme in Theme.objects.active().by_name()]


def raised(request: OrgRequest, values: Values) -> Q:
    """Keep those with whom one of these came up, in a note that the reader may read."""
    wanted = {UUID(value) for value in values}
    now = dict(Theme.objects.filter(pk__in=wanted).values_list("pk", "merged_into"))
    if len(now) < len(wanted):
        raise ValueError(values)
    themes = [into or pk for pk, into in now.items()]
    seen = Conversation.objects.readable_by(request.roles, request.member)
    return Q(Exists(seen.filter(participants__member=OuterRef("pk"), themed__theme__in=themes)))


def _count_of(state: str) -> Source:
    """Count what somebody said yes to and is in such a state."""

    def fits(**lookups: Any) -> Q:
        rows = Commitment.objects.filter(member=OuterRef("pk"), state=state)
        rows = rows.open() if state == Commitment.State.OPEN else rows
        counted = rows.order_by().values("member").annotate(n=Count("pk")).values("n")
        count, field = Coalesce(Subquery(counted), 0, output_field=IntegerField()), IntegerField()
        # "Filled in" is anything at all; none is a number like others.
        asked = {name: value for name, value in lookups.items() if name != "isnull"} or {"gt": 0}
        found = Q()
        for name, value in asked.items():
            lookup = field.get_lookup(name)
            assert lookup is not None  # noqa: S101 - the names stand in `Number`
            found &= Q(lookup(count, value))
        return found

    return fits


def _yes_or_no(_request: OrgRequest) -> Sequence[Choice]:
    return [(YES, _("yes")), (NO, _("no"))]


def _is_owed(_request: OrgRequest, values: Values) -> Q:
    """Keep those to whom somebody here owes something. Raises ValueError for another word."""
    if not set(values) <= {YES, NO}:
        raise ValueError(values)
    owed = Q(Exists(FollowUp.objects.open().filter(member=OuterRef("pk"))))
    return Q() if len(set(values)) > 1 else owed if YES in values else ~owed


FIELDS = (
    LastTime(
        name="one-to-one", label=gettext_lazy("Last one-to-one"), order=70, source=last_time(one_to_ones)
    ),
    LastTime(name="reached", label=gettext_lazy("Last reached, in any way"), order=71, source=last_time(contacts)),
    OneOf(name="reached-by", label=gettext_lazy("Reached by"), order=72, choices=_who_logged, has=reached_by),
    OneOf(
        name="theme", label=gettext_lazy("Theme that came up"), order=73, choices=_themes, names=_named, has=raised,
        many=True,
    ),
    Number(name="promised", label=gettext_lazy("Said yes to, still open"), order=74, source=_count_of("open")),
    Number(name="kept", label=gettext_lazy("Said yes to and kept"), order=75, source=_count_of("kept")),
    OneOf(name="owed", label=gettext_lazy("We owe them something"), order=76, choices=_yes_or_no, has=_is_owed),
)  # fmt: skip
