"""Looking over everyone for who is here twice: the run that workers take, and the same at once for a terminal."""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from itertools import batched
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now

from audit.recording import action, record
from members.duplicates import grouping, listed
from members.duplicates.listed import People
from members.duplicates.reasons import Evidence, evidence
from members.models import DifferentPeople, DuplicateGroup, DuplicateMember, DuplicateRun, Member

logger = logging.getLogger("stpnet.duplicates")
Status = DuplicateRun.Status
# A message that has not been taken by then is taken for lost.
LOST_AFTER = timedelta(seconds=20)
MOST_ATTEMPTS = 3
AT_ONCE = 5_000
# What is shown of people at one phone; the page is for looking through, not for counting.
MOST_AT_ONE_PHONE = 2_000


class Group(NamedTuple):
    """People who may be one, or (`score` 0) who share a phone and are not."""

    members: list[UUID]
    score: float
    evidence: Evidence


class Lost(Exception):
    """Another worker has taken the run over."""


def find(beat: Callable[[], None] = lambda: None) -> tuple[People, grouping.Found, list[Group], list[Group]]:
    """Find who may be here twice, best first, and who shares a phone; nothing is kept."""
    people = listed.read()
    beat()
    found = grouping.find(people, _apart(people), beat)
    same = [
        Group([people.id(row) for row in rows], score(link.bits), evidence(link.degrees, people.labels))
        for rows, link in found.groups
    ]
    shared = [Group([people.id(row) for row in rows], 0, []) for rows in found.at_one_phone[:MOST_AT_ONE_PHONE]]
    return people, found, same, shared


def score(bits: float) -> float:
    """Turn evidence beyond what is needed into a share of one: a half where it is as likely as not."""
    return round(1 / (1 + 2 ** -min(bits, 60)), 4)


def _apart(people: People) -> set[tuple[int, int]]:
    """Return the rows of whom somebody said that they are two; said of someone put away, it holds for the survivor."""
    pairs = list(DifferentPeople.objects.order_by().values_list("low_id", "high_id"))
    if not pairs:
        return set()
    into = dict(Member.objects.exclude(merged_into=None).order_by().values_list("pk", "merged_into_id"))
    rows = {people.id(row): row for row in range(people.n)}
    found = {tuple(sorted((rows.get(_root(low, into), -1), rows.get(_root(high, into), -1)))) for low, high in pairs}
    return {(low, high) for low, high in found if 0 <= low < high}


def _root(pk: UUID, into: Mapping[UUID, UUID | None]) -> UUID:
    while (survivor := into.get(pk)) is not None:
        pk = survivor
    return pk


@action
def ask(*, by: Member | None) -> DuplicateRun:
    """Queue a look over everyone; one that goes on is returned as it is."""
    try:
        with transaction.atomic():
            run: DuplicateRun = DuplicateRun.objects.create(asked_by=by)
    except IntegrityError:
        # The latest: one that goes on, or has ended this moment.
        return DuplicateRun.objects.order_by("-created_at", "-pk")[0]
    record("member.find_duplicates", of=run, by=by)
    _nudge(run)
    return run


def work(pk: UUID | str) -> None:
    """Do a run that waits. One that is taken or has ended is left."""
    if (run := DuplicateRun.objects.claim(pk)) is None:
        return
    try:
        people, found, same, shared = find(lambda: _beat(run))
        _beat(run, n_steps=2)
        _keep(run, people, found, (same, shared))
    except Lost:
        return
    logger.info("run %s: %d groups, %d at one phone", run.pk, len(same), len(shared))


def _beat(run: DuplicateRun, **values: int) -> None:
    """Say that this worker is alive. Raises Lost when another has taken over."""
    mine = DuplicateRun.objects.filter(pk=run.pk, claim=run.claim, status=Status.RUNNING)
    if not mine.update(heartbeat_at=Now(), **(values or {"n_steps": 1})):
        raise Lost


@transaction.atomic
def _keep(run: DuplicateRun, people: People, found: grouping.Found, groups: tuple[list[Group], list[Group]]) -> None:
    """Put what was found in place of what the run before had found."""
    ended = DuplicateRun.objects.filter(pk=run.pk, claim=run.claim, status=Status.RUNNING).update(
        status=Status.DONE,
        finished_at=Now(),
        n_steps=DuplicateRun.STEPS,
        n_people=people.n,
        n_pairs=found.n_pairs,
        blocks=[list(block) for block in found.blocks],
    )
    if not ended:
        raise Lost
    DuplicateGroup.objects.exclude(run=run).delete()
    for kind, each in zip(DuplicateGroup.Kind, groups, strict=True):
        for some in batched(each, AT_ONCE):
            _store(run, kind, some)


def _store(run: DuplicateRun, kind: DuplicateGroup.Kind, groups: Iterable[Group]) -> None:
    # Who was put away, archived or deleted while this looked is left out.
    groups = list(groups)
    everyone = {pk for group in groups for pk in group.members}
    here = set(Member.objects.people().filter(pk__in=everyone).values_list("pk", flat=True))
    made = DuplicateGroup.objects.bulk_create(
        [DuplicateGroup(run=run, kind=kind, score=group.score, evidence=group.evidence) for group in groups]
    )
    DuplicateMember.objects.bulk_create(
        DuplicateMember(group=row, member_id=pk)
        for row, group in zip(made, groups, strict=True)
        for pk in group.members
        if pk in here
    )


def sweep() -> None:
    """Give a run whose worker is silent to another, and send the nudge of one that waits too long again."""
    silent = timedelta(seconds=settings.WORKER_SILENT_SECONDS)
    stuck = DuplicateRun.objects.filter(status=Status.RUNNING, heartbeat_at__lt=Now() - silent)
    stuck.filter(n_attempts__gte=MOST_ATTEMPTS - 1).update(status=Status.FAILED, finished_at=Now())
    stuck.update(status=Status.QUEUED, claim=None, queued_at=Now(), n_attempts=F("n_attempts") + 1)
    for run in DuplicateRun.objects.filter(status=Status.QUEUED, queued_at__lt=Now() - LOST_AFTER):
        _nudge(run)


def _nudge(run: DuplicateRun) -> None:
    from members.tasks import look_for_duplicates  # noqa: PLC0415 - tasks import this module

    look_for_duplicates.delay_on_commit(run_id=str(run.pk))
