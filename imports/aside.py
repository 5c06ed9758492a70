"""What lists say that has no room here yet: counted, handed over when the room comes, dropped, and forgotten."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from audit.recording import action, record
from imports.models import KEEP, ImportBatch, KeptAside
from imports.registry import Aside, Room
from imports.targets import ASIDE_KEYS, BY_KEY, TALK
from members.models import Member
from organizations import sealing

# So long a slip can be undone.
DROPPED = timedelta(days=1)
CHUNK = 1000
# Every target of a list, where one is asked for.
ALL = "all"


class Kept(NamedTuple):
    """What is kept aside of one list under one target."""

    batch: UUID
    key: str
    label: str | Promise
    n_people: int


def kept(batches: Collection[UUID]) -> dict[UUID, list[Kept]]:
    """Count what is kept aside of some lists, in one statement."""
    found: dict[UUID, list[Kept]] = defaultdict(list)
    rows = KeptAside.objects.standing().filter(batch__in=batches).order_by("batch", "what").values_list("batch", "what")
    for batch, what, n in rows.annotate(n=Count("member", distinct=True)):
        found[batch].append(Kept(batch, what, _LABELS.get(what) or BY_KEY[what].label, n))
    return found


# The target speaks of one heading, what is kept of several.
_LABELS = {
    "attendance": gettext_lazy("Who came to which meeting"),
    TALK: gettext_lazy("Conversations, calls and texts"),
}


def of(batch: ImportBatch) -> list[Kept]:
    """Count what is kept aside of one list; asks nothing of a list that has no such column."""
    return kept([batch.pk])[batch.pk] if ASIDE_KEYS & set(batch.mapping) else []


def waiting() -> Callable[[Collection[str]], int]:
    """Count rows by target, in one statement, and return what adds up those of some targets."""
    rows = KeptAside.objects.standing().order_by().values_list("what").annotate(n=Count("pk"))
    counts = dict(rows)
    return lambda keys: sum(counts.get(key, 0) for key in keys)


def lists() -> QuerySet[ImportBatch]:
    """List the batches of which anything is kept aside, the latest first."""
    having = KeptAside.objects.standing().order_by().values("batch")
    shown = ImportBatch.objects.filter(pk__in=having).defer("samples", "notes", "mapping", "layout")
    return shown.order_by("-created_at", "-pk")


@action
def drop(batch: ImportBatch, *, what: str, by: Member) -> int:
    """Let go of what is kept of a list under one target, or under all of them. Returns how many cells go."""
    of = _of(batch, what).standing()
    n: int = of.update(dropped_at=Now())
    if n:
        record("import.run", of=batch, by=by, fields=["dropped what was kept aside"])
    return n


@action
def keep_after_all(batch: ImportBatch, *, what: str, by: Member) -> int:
    """Bring back what was dropped; after the night it is gone."""
    n: int = _of(batch, what).exclude(dropped_at=None).update(dropped_at=None)
    if n:
        record("import.run", of=batch, by=by, fields=["kept aside again"])
    return n


def _of(batch: ImportBatch, what: str) -> Any:
    of = KeptAside.objects.filter(batch=batch)
    return of if what == ALL else of.filter(what=what)


def hand_over(room: Room, *, by: Member) -> int:
    """Give a room what was kept for it, and keep only what it leaves. Returns how many it took.

    Chunk by chunk, each whole by itself: nobody waits for a long transaction, and after a failure it can go on.
    """
    waiting = KeptAside.objects.standing().filter(what__in=room.keys, member__in=Member.objects.people())
    return sum(_hand_over(room, rows, by=by) for rows in _by_member(waiting))


@action
def _hand_over(room: Room, rows: Collection[KeptAside], *, by: Member) -> int:
    """Hand over once what was said twice, by a list that came in again."""
    # Somebody else may hand over the same, or drop it, just now: whoever is second waits here, and goes on with the rest.
    mine = KeptAside.objects.standing().filter(pk__in=[row.pk for row in rows]).order_by("pk")
    still = set(mine.select_for_update(of=("self",)).values_list("pk", flat=True))
    asides = [aside for row in rows if row.pk in still and (aside := _opened(row))]
    once = {(aside.member, aside.what, repr(aside.told)): aside for aside in asides}
    took = set(room.take(list(once.values()), by))
    said = {key for key, aside in once.items() if aside.pk in took}
    done = [aside.pk for aside in asides if (aside.member, aside.what, repr(aside.told)) in said]
    KeptAside.objects.filter(pk__in=done).delete()
    if took:
        record("import.run", of=None, by=by, fields=[f"{len(took)} kept aside handed over"])
    return len(took)


def _by_member(waiting: QuerySet[KeptAside]) -> Iterator[list[KeptAside]]:
    """Yield chunks, everything about somebody in the same one: what was said twice is seen there."""
    last: UUID | None = None
    while True:
        left = waiting.filter(member__gt=last) if last else waiting
        found = list(left.order_by("member", "what", "pk")[: CHUNK + 1])
        if not found:
            return
        if len(found) > CHUNK and (whole := [row for row in found if row.member_id != found[-1].member_id]):
            found = whole
        elif len(found) > CHUNK:
            found = list(left.filter(member=found[-1].member_id).order_by("what", "pk"))
        last = found[-1].member_id
        yield found


def _opened(row: KeptAside) -> Aside | None:
    told = sealing.unseal(row.sealed)
    return Aside(row.pk, row.member_id, row.what, tuple(told), row.batch_id) if isinstance(told, list) else None


def forget() -> int:
    """Drop for good: what was to be kept for 30 days, what somebody dropped, what was said of someone erased. Returns how much."""
    late = Q(batch__keeps_aside=False, batch__finished_at__lt=timezone.now() - KEEP)
    dropped = Q(dropped_at__lt=timezone.now() - DROPPED)
    return KeptAside.objects.filter(late | dropped | Q(member__erased_at__isnull=False)).delete()[0]
