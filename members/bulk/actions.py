"""Changing many at once: asked for, done in chunks that are each complete, stopped, undone.

A chunk is one transaction: the people's rows, what stood there, and how far the set is. So a worker that is killed
loses nothing but its last chunk, and the next one goes on behind the last person that was dealt with.
"""

import logging
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from members import choosing, long_work, registry
from members.acting import NoLongerMay, request_as
from members.bulk.registry import Doing, doings
from members.changing import stored
from members.changing.recording import audited
from members.models import UNDONE_FOR, CellChange, ChangeSet, Member
from members.requests import OrgRequest

logger = logging.getLogger("stpnet.bulk")
RIGHT = "member.bulk_edit"
Status = ChangeSet.Status
CHUNK = 1_000
# Up to so many are done while the page waits.
AT_ONCE = 300
# Of those whom an undo left alone so many are named.
NAMED = 200


def change(doing: Doing, chosen: choosing.Chosen, *, wanted: dict[str, Any], n: int, request: OrgRequest) -> ChangeSet:
    """Do it to these people: at once when they are few, else by a worker."""
    made = _ask(doing, chosen, wanted=wanted, n=n, by=request.member)
    if n <= AT_ONCE:
        work(made.pk, request)
        made.refresh_from_db()
    return made


@action
def _ask(doing: Doing, chosen: choosing.Chosen, *, wanted: dict[str, Any], n: int, by: Member) -> ChangeSet:
    made: ChangeSet = ChangeSet.objects.create(
        by=by,
        kind=ChangeSet.Kind.BULK,
        status=Status.QUEUED,
        n_people=n,
        says={"doing": doing.name},
        asked={**wanted, **chosen.stored(), "doing": doing.name, "away": n > AT_ONCE},
    )
    record(RIGHT, of=made, by=by, fields=["asked", *audited([wanted["field"]]), f"people:{n}"])
    if n > AT_ONCE:
        nudge(made)
    return made


def undo(made: ChangeSet, *, by: Member) -> bool:
    """Put back what stood there, wherever nobody changed it since; False when that is done or under way."""
    ended = ChangeSet.objects.filter(pk=made.pk, undone_at=None, created_at__gt=Now() - UNDONE_FOR)
    ended = ended.exclude(status__in=[Status.QUEUED, Status.RUNNING])
    n_cells = made.cells.count()
    few = n_cells <= AT_ONCE
    # One that was given up half way goes on where it was.
    asked = {"undone_to": "", "left": []} | made.asked | {"undo": True, "away": not few}
    says = {"status": str(made.status), "left": 0, "changed": n_cells} | made.says
    with transaction.atomic():
        if not ended.update(status=Status.QUEUED, asked=asked, says=says, undone_by=None, n_done=0, n_attempts=0):
            return False
        if not few:
            nudge(made)
    if few:
        work(made.pk)
    return True


@action
def stop(made: ChangeSet, *, by: Member) -> bool:
    """Go on with nobody else; whoever is done by then stays done, and can be undone. An undo is not stopped."""
    if made.asked.get("undo") or not long_work.stop(made):
        return False
    made.refresh_from_db()
    _record(made, by, "stopped", made.says.get("changed", 0))
    return True


def work(pk: UUID | str, request: OrgRequest | None = None) -> None:
    """Do a set that waits. One that is taken or has ended is left."""
    if (made := ChangeSet.objects.select_related("by").claim(pk)) is None:
        return
    try:
        if made.asked.get("undo"):
            _undo(made)
        else:
            _do(made, request or request_as(made.by, RIGHT))
    except long_work.Lost:
        return
    except NoLongerMay:
        _stumble(made, _("Whoever asked for it may not change so many people any more."))
    except choosing.FilterGone:
        _stumble(made, _("A filter of the list is gone since, so it is not known who was meant."))
    except ValidationError as gone:
        _stumble(made, " ".join(gone.messages))
    except Exception:
        _stumble(made)
        raise


@action
def _stumble(made: ChangeSet, sentence: str = "") -> None:
    """Try again, or give up: who is changed by then stays changed, is told of, and can be undone."""
    if long_work.stumble(made, sentence):
        _record(made, made.by, "failed", made.says.get("changed", 0))
        _tell(made)


def _do(made: ChangeSet, request: OrgRequest) -> None:
    doing, chosen = doings[made.asked["doing"]], choosing.of_stored(made.asked, request)
    doing.check(made.asked)
    while True:
        n_before = made.asked.get("n_before", 0)
        while pks := _next(chosen, request, made):
            _chunk(made, doing, pks, chosen, request)
        n_now = made.says.get("changed", 0)
        if not doing.tries_again or n_now == n_before:
            break
        _begin_again(made, n_now)
    _end(made)


def _begin_again(made: ChangeSet, n_now: int) -> None:
    """Go once more over those who were left; what stood in the way of one may have been done after them."""
    made.asked |= {"done_to": "", "n_before": n_now}
    long_work.beat(made, asked=made.asked)


def _next(chosen: choosing.Chosen, request: OrgRequest, made: ChangeSet) -> list[UUID]:
    """Return the next people by their keys, so that a filter on what is being changed loses and doubles nobody."""
    people = chosen.people(request).order_by("pk")
    if chosen.picks is None:
        # Whoever came to the list since was not in the number that somebody agreed to.
        people = people.filter(created_at__lte=made.created_at)
    if "n_before" in made.asked:
        people = people.exclude(pk__in=made.cells.order_by().values("member"))
    if done_to := made.asked.get("done_to"):
        people = people.filter(pk__gt=UUID(done_to))
    return list(people.values_list("pk", flat=True)[:CHUNK])


def _chunk(made: ChangeSet, doing: Doing, pks: list[UUID], chosen: choosing.Chosen, request: OrgRequest) -> None:
    ready, asked = doing.prepare(pks), made.asked | {"done_to": str(pks[-1])}
    with transaction.atomic():
        long_work.beat(made)
        rows = stored.locked(Member.objects.people().visible_to(request), pks)
        changes = doing.apply(made, rows, ready)
        CellChange.objects.bulk_create(
            CellChange(change_set=made, member_id=each.member, field=each.field, before=each.before, after=each.after)
            for each in changes
        )
        # With each chunk, so that whatever ends the set, it is known whether there is anything to undo.
        says = made.says | {"changed": made.says.get("changed", 0) + len({each.member for each in changes})}
        n = 0 if "n_before" in asked else len(pks)
        long_work.beat(made, asked=asked, says=says, n_done=F("n_done") + n)
    made.asked, made.says = asked, says


@action
def _end(made: ChangeSet) -> None:
    made.says = {"changed": 0} | made.says
    long_work.end(made, Status.DONE, says=made.says)
    _record(made, made.by, "done", made.says["changed"])
    _tell(made)


def _undo(made: ChangeSet) -> None:
    doing = doings[made.asked["doing"]]
    while cells := _next_cells(made):
        _undo_chunk(made, doing, cells)
    _end_undo(made)


def _next_cells(made: ChangeSet) -> list[CellChange]:
    cells = CellChange.objects.filter(change_set=made).order_by("pk")
    if undone_to := made.asked.get("undone_to"):
        cells = cells.filter(pk__gt=UUID(undone_to))
    return list(cells[:CHUNK])


@action
def _undo_chunk(made: ChangeSet, doing: Doing, cells: list[CellChange]) -> None:
    by = made.by
    if by is None:
        raise NoLongerMay
    stay = doing.take_back(cells, by)
    CellChange.objects.filter(pk__in=[cell.pk for cell in cells if cell.member_id not in stay]).update(is_back=True)
    left = [str(pk) for pk in stay]
    asked = made.asked | {"undone_to": str(cells[-1].pk), "left": [*made.asked["left"], *left][:NAMED]}
    says = made.says | {"left": made.says.get("left", 0) + len(left)}
    long_work.beat(made, asked=asked, says=says, n_done=F("n_done") + len(cells))
    made.asked, made.says = asked, says


@action
def _end_undo(made: ChangeSet) -> None:
    asked = {name: value for name, value in made.asked.items() if name != "undo"}
    status = Status(made.says.get("status", Status.DONE))
    long_work.end(made, status, asked=asked, undone_at=Now(), undone_by=made.by)
    _record(made, made.by, "undone", made.says.get("changed", 0) - made.says.get("left", 0))
    _tell(made)


def _tell(made: ChangeSet) -> None:
    """Let whoever asked hear that it ended; they saw it themselves where the page waited for it."""
    if made.asked.get("away"):
        for handle in registry.on_bulk:
            handle(made)


def _record(made: ChangeSet, by: Member | None, what: str, n: int) -> None:
    record(RIGHT, of=made, by=by, fields=[what, *audited([made.asked["field"]]), f"people:{n}"])


def nudge(made: ChangeSet) -> None:
    """Tell a worker, once this is committed, that a set waits. Without a broker the sweeper does it later."""
    from members.tasks import change_many  # noqa: PLC0415 - tasks import this module

    change_many.delay_on_commit(change_set_id=str(made.pk))


def clear() -> int:
    """Forget whom a set was asked for, once it cannot be undone: words of filters may be names. Returns of how many."""
    old = ChangeSet.objects.filter(kind=ChangeSet.Kind.BULK, created_at__lt=Now() - UNDONE_FOR)
    return old.exclude(asked={}).update(asked={})


def sweep() -> None:
    """Give what a silent worker holds to another, and wake what waits too long."""
    long_work.sweep(ChangeSet, nudge, _stumble)
