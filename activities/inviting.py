"""Who is asked to an activity, what they answer, and who hosts it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import newcomers
from activities.models import Activity, Participation
from audit.recording import action, record
from members.changing.cells import Change
from members.models import CellChange, ChangeSet, Member

RIGHT = "activity.edit"
# The cell of a change set that keeps which row was made.
FIELD = "activities"
Answer = Participation.Answer


@action
def invite(
    activity: Activity, people: Collection[Member], *, answer: str = Answer.INVITED, host: bool = False, by: Member
) -> list[Participation]:
    """Write down who is asked, has said yes already, or hosts; who stands there already stays. Returns the new rows."""
    here = set(activity.people.filter(member__in=people).values_list("member_id", flat=True))
    new = [member for member in people if member.pk not in here]
    said = "" if host else answer
    rows = [Participation(activity=activity, member=member, answer=said, is_host=host, added_by=by) for member in new]
    made = _written(rows)
    if host:
        activity.people.filter(member__in=here, is_host=False).update(is_host=True)
    if made or host:
        record(RIGHT, of=activity, by=by, fields=["hosts" if host else "invited", f"people:{len(made)}"])
    return made


@action
def take_back(activity: Activity, rows: Collection[UUID], *, by: Member) -> int:
    """Undo that people were put down just now: as if it had not been, where nothing else is known of them by now."""
    gone: int = _untouched(activity.people.filter(pk__in=rows, added_by=by)).delete()[0]
    if gone:
        record(RIGHT, of=activity, by=by, fields=["invited", f"people:{gone}"])
    return gone


@action
def say(row: Participation, *, answer: str, outcome: str, role: str, is_host: bool, by: Member) -> bool:
    """Write what is known of one person: answer, whether they came, what they did. With nothing, the row goes."""
    locked = Participation.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if outcome != Participation.Outcome.CAME:
        newcomers.was_not_there(locked, by=by)
    if not (answer or outcome or role or is_host):
        locked.delete()
        record(RIGHT, of=row.activity, by=by, fields=["people:1"])
        return False
    if locked.answer != answer:
        locked.answer, locked.answered_at = answer, timezone.now()
    if outcome != locked.outcome:
        # From now on it is somebody's word, which no list takes back.
        locked.from_list = locked.came_by_list = None
    if outcome != Participation.Outcome.CAME:
        locked.checked_in_at = locked.checked_in_by = None
    locked.outcome, locked.role, locked.is_host = outcome, role, is_host
    columns = ["answer", "answered_at", "outcome", "checked_in_at", "checked_in_by", "role", "is_host"]
    locked.save(update_fields=[*columns, "from_list", "came_by_list"])
    record(RIGHT, of=row.activity, by=by, fields=["people:1"])
    return True


def check(asked: Mapping[str, Any]) -> None:
    """Refuse an activity that is gone or was cancelled since it was chosen."""
    _activity(asked)


def apply(made: ChangeSet, rows: dict[UUID, Member], _ready: Any) -> Sequence[Change]:
    """Invite everybody who does not stand there; the row is kept, so that its undo takes back this one alone."""
    activity = _activity(made.asked)
    here = set(activity.people.filter(member__in=rows).values_list("member_id", flat=True))
    new = [
        Participation(activity=activity, member_id=pk, answer=Answer.INVITED, added_by=made.by)
        for pk in rows
        if pk not in here
    ]
    return [Change(row.member_id, FIELD, None, {"row": str(row.pk)}) for row in _written(new)]


def take_back_many(cells: Sequence[CellChange], _by: Member) -> set[UUID]:
    """Take back the invitations of a set. Who has answered since, or came, is left alone."""
    kept = {UUID(cell.after["row"]): cell.member_id for cell in cells if cell.after}
    rows = _untouched(Participation.objects.filter(pk__in=kept))
    gone = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    Participation.objects.filter(pk__in=gone).delete()
    return set(kept.values()) - {kept[pk] for pk in gone}


def _written(rows: Sequence[Participation]) -> list[Participation]:
    """Write rows, and return those that are ours: a phone at the door may have been quicker for one of them."""
    if not rows:
        return []
    Participation.objects.bulk_create(rows, ignore_conflicts=True)
    ours = Participation.objects.filter(activity=rows[0].activity, member__in=[row.member_id for row in rows])
    return list(ours.filter(added_by=rows[0].added_by, outcome="").select_related("activity"))


def _untouched(rows: Any) -> Any:
    """Keep those of which nothing is known but how they were put down: invited, coming, or as host."""
    return rows.filter(outcome="", role="", follow_up_by=None, answered_at=None).filter(Q(answer="") | Q(is_host=False))


def _activity(asked: Mapping[str, Any]) -> Activity:
    activity: Activity | None = Activity.objects.held().filter(pk=UUID(asked["activity"])).first()
    if activity is None:
        raise ValidationError(_("This activity is gone or was cancelled. Choose another."))
    return activity
