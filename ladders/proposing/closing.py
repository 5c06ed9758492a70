"""Proposals that settle by themselves: what they say is not true any more, or somebody has said so meanwhile."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef

from ladders.models import Assessment, Ladder, Level, Place, Proposal, Standing
from ladders.proposing.due import BY_MACHINE
from ladders.queries import counted
from members.models import Member

Why = Proposal.Why


def settle(ladder: Ladder) -> None:
    """Close what does not hold any more on a ladder. What needs a rule's filter is closed where that is asked."""
    ours = Proposal.objects.filter(ladder=ladder)
    ours.filter(member__merged_into__isnull=False).close(Why.MERGED)
    still = counted(Member.objects.people(), ladder).filter(pk=OuterRef("member"))
    ours.filter(~Exists(still)).close(Why.NOT_COUNTED)
    ours.filter(level__retired_at__isnull=False).close(Why.LEVEL)
    here = Standing.objects.filter(member=OuterRef("member"), ladder=ladder)
    newer = here.filter(assessment__created_at__gt=OuterRef("created_at")).exclude(assessment__source__in=BY_MACHINE)
    ours.filter(Exists(newer)).close(Why.SAID)
    # Also where a list or an undo has put them.
    there = here.filter(level__position__gte=OuterRef("level__position"))
    ours.filter(Exists(there), place=Place.LEVEL).close(Why.SAID)
    ours.filter(~Exists(here.filter(place=Place.LEVEL)), place=Place.QUIET).close(Why.SAID)


def after_word(assessment: Assessment) -> None:
    """Somebody has just said where a person stands: whatever was proposed for them on that ladder is answered."""
    Proposal.objects.filter(member=assessment.member_id, ladder=assessment.ladder_id).close(Why.SAID)


def after_merge(members: Collection[UUID]) -> None:
    """Two were put together or taken apart: nothing is proposed for the row that is put away."""
    Proposal.objects.filter(member__in=members, member__merged_into__isnull=False).close(Why.MERGED)


def after_moving(ladder: Ladder, members: Collection[UUID]) -> None:
    """A level went from under them: what was proposed for them began there. The next look asks anew."""
    Proposal.objects.filter(ladder=ladder, member__in=members).close(Why.LEVEL)


def after_retiring(level: Level) -> None:
    """Nobody new is placed on a level that is retired."""
    Proposal.objects.filter(level=level).close(Why.LEVEL)
