"""What moves an hour on: booked, answered, begun, somebody taken from the queue, closed."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.models import Conversation, DataHour, HourGuest, HourTurn
from conversations.notices import tell
from members.models import Member
from members.models.person import MemberQuerySet

CALLED = "hours.called"


class HourRefused(Exception):
    """Why it cannot be done, in a sentence for the person who tried."""


@action
def call(
    *, begins_at: datetime, ends_at: datetime, guests: Collection[Member], by: Member, place: str = ""
) -> DataHour:
    """Book an hour and ask these people to it; who books it comes. Raises HourRefused when one is booked already."""
    try:
        with transaction.atomic():
            made: DataHour = DataHour.objects.create(begins_at=begins_at, ends_at=ends_at, place=place, called_by=by)
    except IntegrityError as error:
        raise HourRefused(_("There is a data hour at that time already. Come to that one.")) from error
    others = [each for each in guests if each != by]
    HourGuest.objects.bulk_create(
        [HourGuest(hour=made, member=by, answer="yes"), *(HourGuest(hour=made, member=each) for each in others)]
    )
    tell(to=others, kind=CALLED, by=by, about=made.pk)
    record("data_hour.call", of=made, by=by, fields=[f"asked:{len(others)}"])
    return made


@action
def answer(hour: DataHour, *, comes: bool, by: Member) -> None:
    """Say whether one comes; who was not asked may come as well. Raises HourRefused: what is over has its figures."""
    if hour.is_over:
        raise HourRefused(_("This hour is over. What it brought is counted already."))
    said = HourGuest.Answer.YES if comes else HourGuest.Answer.NO
    HourGuest.objects.update_or_create(hour=hour, member=by, defaults={"answer": said})


@action
def begin(hour: DataHour, *, by: Member) -> None:
    """Begin now what was booked for later, for as long as it was to be. Raises HourRefused."""
    now, row = timezone.now(), _locked(hour)
    if row.is_over or not row.is_ahead:
        return
    try:
        with transaction.atomic():
            DataHour.objects.filter(pk=row.pk).update(begins_at=now, ends_at=now + (row.ends_at - row.begins_at))
    except IntegrityError as error:
        raise HourRefused(_("Another data hour would go on at the same time. Close or call off that one.")) from error
    record("data_hour.begin", of=row, by=by)


@action
def take(hour: DataHour, *, waiting: MemberQuerySet, by: Member) -> HourTurn | None:
    """Give somebody the next person of the queue, or whom they have already; None when nobody waits.

    One at a time for the whole hour, so that no two get the same person. Raises HourRefused when it does not go on.
    """
    if not _locked(hour).goes_on:
        raise HourRefused(_("The hour does not go on, so nobody is handed out."))
    answer(hour, comes=True, by=by)
    if mine := hour.turns.held().filter(taken_by=by).first():
        return mine
    member = waiting.first()
    if member is None:
        return None
    turn, _made = HourTurn.objects.update_or_create(
        hour=hour, member=member, defaults={"taken_by": by, "taken_at": Now(), "outcome": ""}
    )
    return turn


@action
def leave(turn: HourTurn, *, by: Member) -> bool:
    """Leave somebody for another time; False when that was said, or they were written up, already."""
    left = HourTurn.objects.filter(pk=turn.pk, taken_by=by, outcome="")
    return bool(left.update(outcome=HourTurn.Outcome.LATER))


@action
def close(hour: DataHour, *, by: Member) -> bool:
    """End an hour that goes on before its time; False when it does not."""
    now = timezone.now()
    going = DataHour.objects.filter(pk=hour.pk, closed_at=None, begins_at__lt=now, ends_at__gt=now)
    if not going.update(closed_at=now):
        return False
    record("data_hour.close", of=hour, by=by)
    return True


@action
def call_off(hour: DataHour, *, by: Member) -> bool:
    """Take an hour that has not begun out of the book; False when it has."""
    if not _locked(hour).is_ahead:
        return False
    record("data_hour.call_off", of=hour, by=by)
    hour.delete()
    return True


def logged(conversation: Conversation, people: Sequence[Member]) -> None:
    """Whoever was taken from a queue and is now written up had their turn. Called by logging."""
    turns = HourTurn.objects.filter(taken_by=conversation.author, member__in=people, outcome="")
    turns.update(outcome=HourTurn.Outcome.LOGGED, conversation=conversation)


def taken_back(conversation: Conversation, _by: Member) -> None:
    """What was taken back was not written up: the person waits again."""
    HourTurn.objects.filter(conversation=conversation).update(outcome="", conversation=None)


def forget(member: Member) -> None:
    """Let go of whom somebody took, once that person is erased."""
    HourTurn.objects.filter(member=member).delete()
    HourGuest.objects.filter(member=member).delete()


def _locked(hour: DataHour) -> DataHour:
    """Let nobody else move this hour on at the same time. Raises HourRefused when it was called off."""
    row = DataHour.objects.select_for_update(of=("self",), no_key=True).filter(pk=hour.pk).first()
    if row is None:
        raise HourRefused(_("This hour was called off."))
    return row
