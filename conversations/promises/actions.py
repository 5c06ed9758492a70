"""What changes promises: ours, and those that people made to us. Each undo is a counted update, so two do not collide."""

from datetime import date
from typing import cast

from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.models import Commitment, FollowUp
from conversations.notices import tell
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current

HANDED, DONE = "follow_ups.handed", "follow_ups.done"


class PromiseRefused(Exception):
    """Not done, and why, in a sentence; `field` is the one it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@action
def make_follow_up(
    *, what: str, due: date | None, by: Member, member: Member | None = None, owner: Member | None = None
) -> FollowUp:
    """Write down what somebody here owes; a colleague who gets it is told."""
    owner = owner or by
    made: FollowUp = FollowUp.objects.create(
        what=what, due=due, owner=owner, member=member, made_by=by, handed_by=by if owner != by else None
    )
    record("follow_up.edit", of=made, by=by, fields=["made"])
    if owner != by:
        tell(to=owner, kind=HANDED, by=by, member=member, about=made.pk)
    return made


@action
def change_follow_up(follow_up: FollowUp, *, what: str, due: date | None, by: Member) -> FollowUp:
    """Say it otherwise, or take another day."""
    _hold_open(follow_up)
    follow_up.what, follow_up.due = what, due
    follow_up.save(update_fields=["what", "due"])
    record("follow_up.edit", of=follow_up, by=by, fields=["what", "due"])
    return follow_up


@action
def hand_over(follow_up: FollowUp, *, to: Member, by: Member, note: str = "") -> FollowUp:
    """Let a colleague do it, with a word; they are told. Raises PromiseRefused when it is done, or theirs already."""
    _hold_open(follow_up)
    if follow_up.owner_id == to.pk:
        raise PromiseRefused(_("%s has it already.") % to, "to")
    follow_up.owner, follow_up.handed_by, follow_up.handed_note = to, by, note
    follow_up.save(update_fields=["owner", "handed_by", "handed_note"])
    record("follow_up.edit", of=follow_up, by=by, fields=["handed over"])
    tell(to=to, kind=HANDED, by=by, member=follow_up.member, about=follow_up.pk)
    return follow_up


@action
def do(follow_up: FollowUp, *, by: Member, note: str = "") -> bool:
    """Mark it as done; who handed it over hears of it. False when it was done already."""
    done = {"done_on": _today(), "done_by": by, "note": note}
    if not FollowUp.objects.open().filter(pk=follow_up.pk).update(**done):
        return False
    record("follow_up.edit", of=follow_up, by=by, fields=["done"])
    if follow_up.handed_by_id:
        tell(to=[follow_up.handed_by_id], kind=DONE, by=by, member=follow_up.member, about=follow_up.pk)
    return True


@action
def undo(follow_up: FollowUp, *, by: Member) -> bool:
    """Take back that it is done; False when it is open."""
    done = FollowUp.objects.filter(pk=follow_up.pk, done_on__isnull=False)
    if not done.update(done_on=None, done_by=None, note=""):
        return False
    record("follow_up.edit", of=follow_up, by=by, fields=["opened again"])
    return True


@action
def write_down(member: Member, *, what: str, by_day: date | None, by: Member) -> Commitment:
    """Keep what a member said yes to, apart from any conversation."""
    made: Commitment = Commitment.objects.create(member=member, what=what, by=by_day, said_on=_today(), asked_by=by)
    record("commitment.edit", of=made, by=by, fields=["made"])
    return made


@action
def settle(commitment: Commitment, *, state: str, by: Member, note: str = "") -> bool:
    """Say that it was kept, or not; False when somebody has said so already."""
    if state not in (Commitment.State.KEPT, Commitment.State.NOT_KEPT):
        raise PromiseRefused(_("Say whether it was kept or not."), "state")
    settled = {"state": state, "settled_on": _today(), "settled_by": by, "note": note}
    if not Commitment.objects.open().filter(pk=commitment.pk).update(**settled):
        return False
    record("commitment.edit", of=commitment, by=by, fields=[state])
    return True


@action
def change(commitment: Commitment, *, what: str, by_day: date | None, by: Member, note: str = "") -> Commitment:
    """Let it become another one, which is open; what was said first stays to be read. Raises PromiseRefused."""
    now = Commitment.objects.open().select_for_update(of=("self",), no_key=True).filter(pk=commitment.pk).first()
    if now is None:
        raise PromiseRefused(_("Somebody has said meanwhile how it went. Look at it first."))
    became: Commitment = Commitment.objects.create(
        member=now.member, conversation=now.conversation, what=what, by=by_day, said_on=_today(), asked_by=by
    )
    now.state, now.settled_on, now.settled_by = Commitment.State.CHANGED, _today(), by
    now.note, now.became = note, became
    now.save(update_fields=["state", "settled_on", "settled_by", "note", "became"])
    record("commitment.edit", of=now, by=by, fields=["changed"])
    return became


@action
def unsettle(commitment: Commitment, *, by: Member) -> bool:
    """Take back what was said of it. What it became goes, unless that was settled since: then False."""
    now = Commitment.objects.select_for_update(of=("self",), no_key=True).filter(pk=commitment.pk).first()
    if now is None or now.state == Commitment.State.OPEN:
        return False
    if now.became_id and not Commitment.objects.open().filter(pk=now.became_id).delete()[0]:
        return False
    reopened = {"state": Commitment.State.OPEN, "settled_on": None, "settled_by": None, "note": "", "became": None}
    Commitment.objects.filter(pk=now.pk).update(**reopened)
    record("commitment.edit", of=now, by=by, fields=["opened again"])
    return True


def _hold_open(follow_up: FollowUp) -> None:
    """Lock a follow-up that is still to be done. Raises PromiseRefused."""
    locked = FollowUp.objects.open().select_for_update(of=("self",), no_key=True)
    if not locked.filter(pk=follow_up.pk).exists():
        raise PromiseRefused(_("This is done already. Open it again first."))


def _today() -> date:
    return cast("Organization", current().tenant).today()
