"""Where rooms to the right, and the parts of this one, take part in what ladders do, without being imported.

Each registers from its `AppConfig.ready`. What happened to an assessment is told in the transaction of it, with who
did it.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from ladders.models import Assessment, Ladder
from members.models import Member
from members.requests import OrgRequest


class Door(NamedTuple):
    """A page of the practice; the ladder page links to it for those who have the right.

    Its address takes the group alone. From a ladder that is not the default one it is opened with `?ladder=<id>`.
    `count` says how much waits there, as an expression (a subquery): all of them are asked in one statement.
    """

    label: str | Promise
    url_name: str
    action: str
    order: int
    count: Callable[[OrgRequest, Ladder], Combinable] | None = None  # type: ignore[assignment]  # tuples have one too


class Yes(NamedTuple):
    """Something a member said yes to: by which day, and whether it is done."""

    what: str
    on: date | None = None
    is_done: bool = False


class NextStep(NamedTuple):
    """What a member does next, by which day, and who stands beside them in it."""

    what: str
    on: date | None = None
    beside: str = ""


class Carried(NamedTuple):
    """What a member answers for, and since when."""

    what: str
    since: date | None = None


# Called in the transaction of what happened, with who did it: a second person agreed.
on_agreed: list[Callable[[Assessment, Member], None]] = []
# Somebody took it out of every count.
on_voided: list[Callable[[Assessment, Member], None]] = []
doors: list[Door] = []
# Whether small figures are kept back from who reads a page: a group chooses that in a room to the right.
keeps_back: list[Callable[[OrgRequest], bool]] = []


def hides_small(request: OrgRequest) -> bool:
    """Whether figures under five are kept back from this reader, and all that would give one away."""
    return any(each(request) for each in keeps_back)


# For the page that is turned round to the member, in one statement each at most. What comes from here is read by the
# member: no notes, and nobody's name but of those who support them.
said_yes: list[Callable[[Member], Iterable[Yes]]] = []
# The first that knows a step is believed.
next_steps: list[Callable[[Member], NextStep | None]] = []
carried: list[Callable[[Member], Iterable[Carried]]] = []
# Somebody has said where a person stands.
on_assessed: list[Callable[[Assessment], None]] = []
# The last day on which something reached a person (`OuterRef("pk")` is theirs): talked with, there, promise kept.
reached: list[Callable[[Ladder], Combinable]] = []
