"""Whom the board can be narrowed down to: who answers for an experiment, is on its team, or coaches it."""

from django.db.models import Exists, OuterRef, QuerySet

from experiments.models import Experiment, OnTeam
from members.models import Member
from members.requests import OrgRequest
from organizations.access import may


def offered(request: OrgRequest) -> "QuerySet[Member]":
    """List them by name. Who may not see people is offered those alone who have an account."""
    mine = Experiment.objects.order_by()
    answers = Exists(mine.filter(accountable=OuterRef("pk")))
    on_team = Exists(OnTeam.objects.order_by().filter(member=OuterRef("pk")))
    coaches = Exists(mine.filter(coach=OuterRef("pk")))
    found = Member.objects.filter(erased_at=None, merged_into=None).annotate(
        is_in_it=answers | on_team, is_coach=coaches
    )
    found = found.filter(answers | on_team | coaches)
    if not may(request, "member.view"):
        found = found.exclude(user_id=None)
    return found.only("given_name", "family_name", "sorted_as").order_by("sorted_as", "pk")
