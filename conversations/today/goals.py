"""The next goals on Today, a quiet line each: everyone's, and a number that somebody set themselves."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.today.parts import lines, n_of
from conversations.today.registry import Item, Section, Shown
from ladders import registry
from ladders.goals import counting, pace, said
from ladders.goals.page import open_to
from ladders.models import Goal
from members.requests import OrgRequest

# So many, the next ones first; the page of goals has all.
SHOWN = 3


def part(request: OrgRequest) -> ArraySubquery:
    """Look for goals with their day to come."""
    whose = Q(whose=Goal.Whose.EVERYONE) | Q(whose=Goal.Whose.ORGANIZER, organizer=request.member)
    ahead = Goal.objects.kept().filter(whose, due__gte=request.organization.today(), ladder__put_away_at=None)
    in_use = ahead.exclude(level__retired_at__isnull=False)
    return lines(in_use.order_by("due", "pk"), pk=F("pk"))


def show(request: OrgRequest, rows: list[dict[str, Any]]) -> Shown | None:
    """Say how far they are; where there are any, this costs two statements."""
    if not rows:
        return None
    goals = list(open_to(request).filter(pk__in=[row["pk"] for row in rows[:SHOWN]]))
    today = request.organization.today()
    now = None if registry.hides_small(request) else counting.count(goals, request, today)
    items = [_item(request, goal, now) for goal in goals]
    more = reverse("ladders:default_goals", args=[request.organization.slug])
    return Shown(_("Goals"), _("Where we want to be, and where this pace leads."), items, n_of(rows), more)


def _item(request: OrgRequest, goal: Goal, counts: dict[str, int] | None) -> Item:
    today, now = request.organization.today(), (counts or {}).get(str(goal.pk))
    url = reverse("dashboards:goal", args=[request.organization.slug, goal.pk])
    text = f"{said.stands(goal, now, today)} {pace.told(goal, now, today)}".strip()
    if counts is None:
        text = said.wanted(goal, today)
    return Item(f"{said.about(goal)}, {said.whose(goal)}", text, url=url)


SECTIONS = [Section("goals", "ladder.view", 200, part, show, is_dated=False)]
