"""What moves a queue on: a turn taken, skipped, taken back. Where people stand is changed by `ladders.actions` alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.recording import action
from ladders import actions, history
from ladders.models import Assessment, AssessQueue, Ladder, Queued
from members.models import Member

# More than anybody gets through; a longer list is one to filter first.
MOST = 2_000
TOO_LATE = gettext_lazy("You have dealt with this person already, perhaps in another window.")


class TurnRefused(Exception):
    """Why a turn cannot be taken, in a sentence for the person who tried."""


@action
def begin(members: Sequence[UUID], *, ladder: Ladder, title: str, by: Member) -> AssessQueue:
    """Line these people up, in this order."""
    queue: AssessQueue = AssessQueue.objects.create(owner=by, ladder=ladder, title=title[:200])
    turns = (Queued(queue=queue, member_id=pk, position=n) for n, pk in enumerate(members[:MOST], start=1))
    Queued.objects.bulk_create(turns, batch_size=500)
    return queue


@action
def assess(turn: Queued, *, seen: UUID | None, on: date, by: Member, **given: Any) -> Assessment:
    """Say where the person in turn stands. `seen` is the latest word on them that was shown.

    Raises TurnRefused when somebody else has spoken meanwhile, and AssessmentRefused as `ladders.actions.assess` does.
    """
    # Before the turn: whoever puts people together locks in this order.
    history.lock([turn.member_id])
    _take(turn)
    if latest(turn.member_id, turn.queue.ladder_id) != seen:
        raise TurnRefused(_("Someone has said something new about this person just now. Look again."))
    made = actions.assess(turn.member, ladder=turn.queue.ladder, on=on, by=by, **given)
    _settle(turn, Queued.Fate.ASSESSED, made)
    return made


@action
def skip(turn: Queued, *, by: Member) -> None:
    """Say nothing about the person in turn; raises TurnRefused."""
    _take(turn)
    _settle(turn, Queued.Fate.SKIPPED, None)


@action
def undo(turn: Queued, *, said: str, by: Member) -> None:
    """Give someone their turn again; what was said in it is taken back, unless that has been done already.

    `said` is the word that the page showed, by its id; empty where they were skipped. Raises TurnRefused when it is
    their turn already, or when another word was said in it since.
    """
    history.lock([turn.member_id])
    row = Queued.objects.select_for_update(of=("self",)).select_related("assessment").get(pk=turn.pk)
    if row.fate == Queued.Fate.OPEN or str(row.assessment_id or "") != said:
        raise TurnRefused(TOO_LATE)
    if row.assessment and row.assessment.voided_at is None:
        actions.void(row.assessment, reason=_("Undone in the queue"), by=by)
    Queued.objects.filter(pk=row.pk).update(fate=Queued.Fate.OPEN, at=None, assessment=None)
    _touch(row.queue_id)


@action
def skipped_again(queue: AssessQueue, *, by: Member) -> int:
    """Let those who were skipped have a turn again; returns how many they are."""
    n = queue.people.filter(fate=Queued.Fate.SKIPPED).update(fate=Queued.Fate.OPEN, at=None)
    _touch(queue.pk)
    return n


def latest(member: UUID, ladder: UUID) -> UUID | None:
    """Return the assessment by which someone stands where they stand."""
    said = Assessment.objects.counting().filter(member=member, ladder=ladder).latest_first()
    found: UUID | None = said.values_list("pk", flat=True).first()
    return found


def _take(turn: Queued) -> None:
    """Let no other tab deal with them at the same time."""
    if not Queued.objects.open().select_for_update(of=("self",)).filter(pk=turn.pk).exists():
        raise TurnRefused(TOO_LATE)


def _settle(turn: Queued, fate: Queued.Fate, made: Assessment | None) -> None:
    Queued.objects.filter(pk=turn.pk).update(fate=fate, at=Now(), assessment=made)
    _touch(turn.queue_id)


def _touch(queue: UUID) -> None:
    AssessQueue.objects.filter(pk=queue).update(touched_at=Now())
