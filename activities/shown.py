"""What the pages of activities are told."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from activities import queries, registry
from activities.actions import when
from activities.models import Activity, Participation
from members.models import SavedView
from members.requests import OrgRequest
from organizations.access import may

Answer, Outcome = Participation.Answer, Participation.Outcome


class Line(NamedTuple):
    """A line of the list."""

    activity: Any
    when: str


def lines(activities: Iterable[Activity], today: date) -> list[Line]:
    return [Line(each, when(each, today)) for each in activities]


def page(request: OrgRequest, activity: Activity) -> dict[str, Any]:
    """Return the context of one activity's page."""
    today = request.organization.today()
    figures = queries.figures(activity)
    # Hosts first, so that none of them is left out of a page that has no room for everybody.
    found = queries.people_of(request, activity).order_by("-is_host", "member__sorted_as", "member")
    rows = sorted(found[: queries.MOST], key=lambda row: row.member.sorted_as)
    may_edit = may(request, "activity.edit")
    first = queries.first_timers(request, activity) if activity.on <= today else []
    return {
        "activity": activity,
        "when": when(activity, today),
        "is_over": activity.on < today,
        "is_open": activity.on <= today and not activity.cancelled_at,
        "figures": figures,
        "n_more": max(figures.all - len(rows), 0) if len(rows) == queries.MOST else 0,
        "n_awaited": figures.awaited,
        "people": rows,
        "hosts": [row for row in rows if row.is_host],
        "groups": _groups(rows),
        "first": _with_followed_up(first),
        "grows_until": queries.last_day_to_come_again(activity, today),
        "next_ones": _next_ones(activity, today),
        "views": _views(request, activity) if may_edit else [],
        "list_url": reverse("members:list", args=[request.organization.slug]),
        "may_edit": may_edit,
        "may_check_in": may(request, "activity.check_in"),
    }


def _groups(rows: list[Participation]) -> list[tuple[str, list[Participation]]]:
    """Put people into lists by the furthest that is known of them; hosts stand by themselves as well."""
    came = [row for row in rows if row.outcome == Outcome.CAME]
    absent = [row for row in rows if row.outcome == Outcome.ABSENT]
    waits = [row for row in rows if not row.outcome]
    named = {
        each.value: [row for row in waits if row.answer == each] for each in (Answer.YES, Answer.INVITED, Answer.NO)
    }
    groups = [("came", came), *named.items(), ("absent", absent)]
    return [(name, people) for name, people in groups if people]


def _with_followed_up(rows: list[Any]) -> list[Any]:
    """Mark whom somebody has got in touch with since."""
    waiting = [row for row in rows if row.follow_up_by_id]
    done: set[Any] = set()
    for ask in registry.followed_up if waiting else ():
        done |= ask(waiting)
    for row in rows:
        row.is_followed_up = row.pk in done
    return rows


def _next_ones(activity: Activity, today: date) -> list[Line]:
    """List the next of its series."""
    if activity.series_id is None:
        return []
    after = Activity.objects.filter(series=activity.series_id).exclude(pk=activity.pk).on_the_way(today)
    return lines(after[:3], today)


def _views(request: OrgRequest, activity: Activity) -> list[SavedView]:
    """List the saved views whose people can be invited at once."""
    if activity.cancelled_at or not may(request, "member.bulk_edit"):
        return []
    return list(SavedView.objects.open_to(request.member))
