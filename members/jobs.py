"""Long work as something to look at: a page with progress, a way to stop it, and what came of it.

The row is the queue: a room to the right says how its row reads as a job, from its `AppConfig.ready`. Nothing is stored
here, so a job can be closed and found again as long as its row is there.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from members.models import Member
from members.requests import OrgRequest
from organizations.permissions import ALL, row_of


class State(StrEnum):
    """What can be said of any long work. Work whose worker died is waiting: the sweeper gives it to another."""

    WAITING = "waiting"
    WORKING = "working"
    ASKING = "asking"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def goes_on(self) -> bool:
        """Whether looking again in a moment may show something else."""
        return self in (State.WAITING, State.WORKING)


class Job(NamedTuple):
    """One piece of long work. Title and sentences name no person: they are shown in lists, and read out."""

    pk: UUID
    title: str
    state: State
    # What is going on; what came of it; what went wrong and what to do.
    sentence: str
    by: Member | None
    began_at: datetime
    done: int | None = None
    total: int | None = None
    progress: str = ""
    # Nobody has taken it up for a while, or its worker went silent.
    alone: bool = False
    # Where the work itself is shown, and what that is called.
    url: str = ""
    link: str = ""
    stop_url: str = ""
    # What stays and what does not, said before it is stopped.
    stop_sentence: str = ""


class Kind(NamedTuple):
    """A kind of long work, and the right that shows everybody's to who has it for all; one's own is always shown."""

    label: str | Promise
    action: str
    # Jobs of the organization, or of one member, the latest first.
    latest: Callable[[OrgRequest, Member | None], list[Job]]
    find: Callable[[OrgRequest, UUID], Job | None]


kinds: list[Kind] = []


def shown_to(request: OrgRequest) -> list[Job]:
    """List the jobs this person may see, the latest first."""
    found = [kind.latest(request, None if _sees_all(request, kind) else request.member) for kind in kinds]
    return sorted((job for jobs in found for job in jobs), key=lambda job: job.began_at, reverse=True)


def find(request: OrgRequest, pk: UUID) -> Job | None:
    """Find a job, if this person may see it."""
    for kind in kinds:
        job = kind.find(request, pk)
        if job and (job.by == request.member or _sees_all(request, kind)):
            return job
    return None


def _sees_all(request: OrgRequest, kind: Kind) -> bool:
    """Whether the right reaches all people: work of others may be about people that this person does not see."""
    return row_of(kind.action).scope(request.roles) is ALL
