"""The teams of one person, as a part of the query of their page, and of many, as a column of the list."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Value, When
from django.db.models.functions import JSONObject

from members.models import TeamMember, TeamRole


def current() -> Any:
    """Keep the times in teams that go on, in teams that are not put away."""
    return TeamMember.objects.current().filter(team__put_away_at=None)


def teams_of() -> ArraySubquery:
    """Return a part of a query of one person: their teams, since when, and what they answer for there.

    An empty role is the leader's, which a page names.
    """
    here = {"team": OuterRef("team"), "member": OuterRef("member")}
    held = TeamRole.objects.current().filter(**here).order_by("-is_lead", "name", "pk")
    roles = ArraySubquery(held.values(said=Case(When(is_lead=True, then=Value("")), default=F("name"))))
    shown = JSONObject(pk=F("team_id"), name=F("team__name"), since=F("since"), roles=F("held"))
    mine = current().filter(member=OuterRef("pk")).annotate(held=roles)
    return ArraySubquery(mine.order_by("team__folded", "team_id").values(json=shown))
