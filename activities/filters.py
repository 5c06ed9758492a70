"""Activities in the filters of the list of people: when somebody last came, how often, to what, and what they learned."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from activities import queries
from activities.models import Activity, Participation, Skill
from activities.skills import queries as skills
from members.filters import Choice, Day, Number, OneOf
from members.requests import OrgRequest

# So many are offered to choose from: the next ones, and the latest of those that are over.
_COMING, _OVER = 40, 120
_LOOKUPS: dict[str, Any] = {
    "exact": Exact, "gt": GreaterThan, "gte": GreaterThanOrEqual, "lt": LessThan, "lte": LessThanOrEqual,
}  # fmt: skip


def _theirs() -> Any:
    return Participation.objects.filter(member=OuterRef("pk"))


def last_came(since: date | None, until: date | None, _zone: ZoneInfo) -> Q:
    """Keep those whose last time is within these days."""
    came = _theirs().came()
    within = Q(Exists(came.filter(activity__on__gte=since) if since else came))
    return within & ~Q(Exists(came.filter(activity__on__gte=until))) if until else within


def times(**lookups: Any) -> Q:
    """Compare how often somebody came; who never did came no time."""
    if "isnull" in lookups:
        return Q(Exists(_theirs().came()))
    counted = _theirs().came().order_by().values("member").annotate(n=Count("pk")).values("n")
    n = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    found = Q()
    for name, value in lookups.items():
        found &= Q(_LOOKUPS[name](n, Value(value)))
    return found


def _offered(request: OrgRequest) -> list[Choice]:
    """Offer those around today, the next first; read once for each request."""
    if "_activities" not in request.__dict__:
        today = request.organization.today()
        every: Any = Activity.objects.all()
        rows = [*every.on_the_way(today)[:_COMING][::-1], *every.over(today)[:_OVER]]
        request.__dict__["_activities"] = [(str(each.pk), _said(each)) for each in rows]
    found: list[Choice] = request.__dict__["_activities"]
    return found


def _said(activity: Activity) -> str:
    return f"{activity.name}, {date_format(activity.on, 'M j, Y')}"


def _by_activity(rows: Callable[[], Any]) -> Callable[[OrgRequest, tuple[str, ...]], Q]:
    """Keep those with a row of this kind at one of these activities. Raises ValueError for one that is none here."""

    def has(request: OrgRequest, values: tuple[str, ...]) -> Q:
        keys = {UUID(value) for value in values}
        known = {UUID(pk) for pk, _name in _offered(request)}
        if (more := keys - known) and Activity.objects.filter(pk__in=more).count() < len(more):
            raise ValueError(values)
        return Q(Exists(rows().filter(member=OuterRef("pk"), activity__in=keys)))

    return has


def _named(request: OrgRequest) -> Sequence[Choice]:
    """Name also those of long ago that stand in the address."""
    offered = _offered(request)
    asked = {value for values in request.GET.lists() for value in values[1]} - {pk for pk, _name in offered}
    older = {pk for value in asked if (pk := _uuid(value))}
    return (
        [*offered, *((str(each.pk), _said(each)) for each in Activity.objects.filter(pk__in=older))]
        if older
        else offered
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _field(name: str, label: Any, order: float, rows: Callable[[], Any]) -> OneOf:
    return OneOf(name=name, label=label, order=order, choices=_offered, names=_named, has=_by_activity(rows), many=True)


def _came() -> Any:
    return Participation.objects.all().came()


def _again(days: int) -> Callable[[], Any]:
    return lambda: _came().filter(queries.again(days))


def _skills(request: OrgRequest) -> Sequence[Choice]:
    if "_skills" not in request.__dict__:
        request.__dict__["_skills"] = [(str(pk), name) for pk, name in Skill.objects.values_list("pk", "name")]
    found: Sequence[Choice] = request.__dict__["_skills"]
    return found


def by_skill(request: OrgRequest, values: tuple[str, ...]) -> Q:
    """Keep those with one of these skills. Raises ValueError for one that is none here."""
    if not set(values) <= set(dict(_skills(request))):
        raise ValueError(values)
    return skills.has([UUID(value) for value in values])


FIELDS = (
    Day(name="last-came", label=_("Last came to an activity"), order=61, source=last_came),
    Number(name="times-came", label=_("How often they came"), order=61.1, source=times),
    _field("came-to", _("Came to"), 61.2, _came),
    _field("first-at", _("Came for the first time to"), 61.3, lambda: _came().first_times()),
    _field("again-7", _("Came again within 7 days of"), 61.4, _again(queries.SOON)),
    _field("again-30", _("Came again within 30 days of"), 61.5, _again(queries.LATER)),
    _field(
        "invited-to",
        _("Was asked to"),
        61.6,
        lambda: Participation.objects.all().standing().exclude(answer=""),
    ),
    _field(
        "hosts",
        _("Hosts"),
        61.7,
        lambda: Participation.objects.all().standing().filter(is_host=True),
    ),
    OneOf(name="skill", label=_("Skill"), order=62, choices=_skills, has=by_skill, known=skills.has_any, many=True),
)
