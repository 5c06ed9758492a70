"""What can be done to many people at once. Rooms to the right add theirs from `AppConfig.ready`: teams, follow-ups."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.functional import Promise

from members.bulk import cells
from members.bulk.forms import DoingForm
from members.changing.cells import Change
from members.models import CellChange, ChangeSet, Member
from members.requests import OrgRequest
from organizations.access import may

type Rows = dict[UUID, Member]


def nothing(_pks: Collection[UUID]) -> Any:
    """Look nothing up."""


class Doing(NamedTuple):
    """One thing that can be done to many. `form` asks how; `apply` does it to the people of a chunk, who are locked.

    What `apply` returns is kept with what stood there, and `take_back` puts it back where nobody changed it since; it
    returns whom it left alone. `prepare` is asked for each chunk before its transaction begins.
    """

    name: str
    label: str | Promise
    # Beside `member.bulk_edit`.
    action: str
    order: int
    form: Callable[[OrgRequest, QueryDict | None, QueryDict], DoingForm]
    apply: Callable[[ChangeSet, Rows, Any], Sequence[Change]] = cells.apply
    take_back: Callable[[Sequence[CellChange], Member], set[UUID]] = cells.take_back
    prepare: Callable[[Collection[UUID]], Any] = nothing
    # Raises ValidationError when what was chosen is not there any more.
    check: Callable[[Mapping[str, Any]], None] = cells.check
    # Whom `apply` left may be possible once the others are done: they are tried again until nobody more is.
    tries_again: bool = False


class Elsewhere(NamedTuple):
    """A page of another room that goes on with who was chosen: it reads them as `choosing.of_request` does."""

    name: str
    label: str | Promise
    action: str
    view: Callable[[OrgRequest], HttpResponse]


doings: dict[str, Doing] = {}
elsewhere: dict[str, Elsewhere] = {}


def add(*new: Doing) -> None:
    doings.update({each.name: each for each in new})


def add_elsewhere(*new: Elsewhere) -> None:
    elsewhere.update({each.name: each for each in new})


def offered_elsewhere(request: OrgRequest) -> list[Elsewhere]:
    """List where this person may go on with who was chosen."""
    return [each for each in elsewhere.values() if may(request, each.action)]


def offered(request: OrgRequest) -> list[Doing]:
    """List what this person may do to many, in the order of the bar."""
    found = [each for each in doings.values() if may(request, "member.bulk_edit") and may(request, each.action)]
    return sorted(found, key=lambda each: each.order)
