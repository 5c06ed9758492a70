"""What somebody said is wrong about them: kept, put right or declined with a reason, and in the record."""

from django.db.models.functions import Now

from audit.recording import action, record
from members.models import Correction, Member

RIGHT = "member.correct"


@action
def ask(member: Member, *, what: str, wrong: str, by: Member) -> Correction:
    """Keep what they said until somebody decides."""
    made: Correction = Correction.objects.create(member=member, what=what, wrong=wrong, asked_by=by)
    record(RIGHT, of=member, by=by, fields=["asked", what])
    return made


@action
def decide(correction: Correction, *, done: bool, answer: str, by: Member) -> bool:
    """Say that it was put right, or why it stays; whether nobody had decided before."""
    waiting = Correction.objects.waiting().filter(pk=correction.pk)
    if not waiting.update(done=done, answer=answer, decided_by=by, decided_at=Now()):
        return False
    record(RIGHT, of=correction.member, by=by, fields=["done" if done else "declined", correction.what])
    return True
