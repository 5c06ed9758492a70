"""Taking a person's word on rows that may be somebody who is here, before the list comes in and afterwards."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from audit.recording import action, record
from imports import decisions, resembling
from imports.actions import NotNow, go
from imports.cleanup.looking import look_again
from imports.decisions import who_of
from imports.matching import NOBODY, Index, Match, Who
from imports.models import ImportBatch, ImportRow
from imports.person import Person
from members.models import Member

Status = ImportBatch.Status
Decision = ImportRow.Decision
Fate = ImportRow.Fate
AFTER = (Status.DONE, Status.TO_APPLY, Status.APPLYING)


def asked(batch: ImportBatch) -> QuerySet[ImportRow]:
    """List the rows of which a person is asked: before the button also those decided already, to think better of."""
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    if batch.status in AFTER:
        return rows.filter(fate=Fate.HELD_BACK)
    return rows.filter(Q(plan=Fate.HELD_BACK) | ~Q(decision=""))


@action
def say(row: ImportRow, decision: str, *, by: Member | None, choices: Mapping[str, str] | None = None) -> ImportBatch:
    """Say whether a row is the person it resembles, someone else, or that it waits. Returns the batch.

    Someone else than this one may still be the next one it resembles: then that is asked.
    """
    batch = _decidable(row.batch_id)
    settled = decision != Decision.LATER
    said: dict[str, Any] = {
        "decision": decision,
        "choices": dict(choices or {}) if decision == Decision.SAME else {},
        "decided_by": by,
    }
    if decision == Decision.NEW and (other := _next_candidate(batch, row)).candidate is not None:
        is_row = isinstance(other.candidate, int)
        said |= {
            "decision": "",
            "reason": other.reason,
            "candidate_id": None if is_row else other.candidate,
            "candidate_row": other.candidate if is_row else None,
            "not_these": [*row.not_these, _asked_of(row)],
        }
        settled = False
    if settled and batch.status in AFTER:
        said["fate"] = ""
    if not asked(batch).filter(pk=row.pk).update(**said):
        raise NotNow(_("Row %s no longer waits for your word: it is settled.") % row.number)
    if "fate" in said:
        _let_follow(batch, [row.number])
    record("import.run", of=batch, by=by, fields=[f"row {row.number} decided"])
    return _go_on(batch, [row.number], settled=settled)


@action
def say_all_new(batch: ImportBatch, *, by: Member) -> int:
    """Say of every row that waits that it is someone new. Returns how many."""
    batch = _decidable(batch.pk)
    waiting = asked(batch).filter(decision__in=["", Decision.LATER])
    numbers = list(waiting.values_list("number", flat=True))
    said = {"decision": Decision.NEW, "decided_by": by} | ({"fate": ""} if batch.status in AFTER else {})
    n = waiting.update(**said)
    if "fate" in said:
        _let_follow(batch, numbers)
    if n:
        record("import.run", of=batch, by=by, fields=[f"{n} rows decided"])
        _go_on(batch, numbers, settled=True)
    return n


def _asked_of(row: ImportRow) -> str | int | None:
    """Whom the row is asked about, as it is kept in JSON."""
    return str(row.candidate_id) if row.candidate_id else row.candidate_row


def _next_candidate(batch: ImportBatch, row: ImportRow) -> Match:
    """Find whom else the row may be: somebody who shares a phone or the like, else who is likely."""
    not_these = who_of(each for each in (*row.not_these, _asked_of(row)) if each is not None)
    found = _sharing(batch, row, not_these) if row.candidate_id else NOBODY
    return found if isinstance(found.candidate, UUID) else resembling.match(resembling.of(row), but_not=not_these)


def _sharing(batch: ImportBatch, row: ImportRow, not_these: Collection[Who]) -> Match:
    person, index = Person.from_stored(row.clean), Index()
    index.load([person])
    own = ImportRow.objects.filter(batch=batch, fate=Fate.CREATED, member__in=[*index.known])
    index.own = set(own.values_list("member_id", flat=True))
    return decisions.ask_of(index.find(person, but_not=not_these))


def _let_follow(batch: ImportBatch, numbers: list[int]) -> None:
    """Take up the rows that waited for these because somebody said that they are the same, and those that wait for them."""
    waiting = ImportRow.objects.filter(batch=batch, decision=Decision.SAME, fate=Fate.HELD_BACK)
    while numbers:
        following = waiting.filter(candidate_row__in=numbers)
        numbers = list(following.values_list("number", flat=True))
        following.update(fate="")


def _decidable(pk: UUID) -> ImportBatch:
    """Lock a batch that takes decisions; raises NotNow for one at another step, or closed."""
    batch: ImportBatch = ImportBatch.objects.select_for_update(no_key=True).get(pk=pk)
    if batch.status in (*AFTER, Status.TO_CONFIRM):
        return batch
    if batch.status in (*Status.ended(), *Status.going_back(), Status.UNDONE):
        raise NotNow(_("This list is closed, so nothing more of it comes in."))
    raise NotNow(_("This list has gone on to another step meanwhile. Here is where it stands now."))


def _go_on(batch: ImportBatch, numbers: list[int], *, settled: bool) -> ImportBatch:
    """Afterwards, queue what was decided; before, look at once at what the word changes, or have it counted again."""
    if batch.status == Status.TO_CONFIRM:
        if not look_again(batch, numbers):
            ImportBatch.objects.filter(pk=batch.pk).update(is_to_recount=True)
            batch.is_to_recount = True
    elif settled and batch.status == Status.DONE:
        # While other rows are being brought in, it is picked up with them.
        go(batch, [Status.DONE], Status.TO_APPLY)
    return batch
