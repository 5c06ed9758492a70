"""Where rooms to the right say what needs somebody, and how what happened reads.

Each application registers from its `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models.expressions import Combinable

from conversations.models import Conversation, Notice
from conversations.reader import Reader
from members.models import Member


class Line(NamedTuple):
    """A line of the page of notices and of the mail: a sentence, and where it leads if the reader may go there."""

    title: str
    text: str = ""
    url: str = ""
    icon: str = "bell"
    # "ok", "warn" or "bad", as elsewhere.
    state: str = ""
    # How many things the line stands for: the bell adds them up.
    n: int = 1


class Kind(NamedTuple):
    """A kind of thing that happens. `say` makes the lines of all notices of this kind at once, in one statement.

    Names come from `notice.who` and `notice.whom`, which know what the reader may see. Where the object is gone, `say`
    leaves the line out, and the page says as much.
    """

    name: str
    say: Callable[[Reader, Sequence[Notice]], Mapping[UUID, Line]]


class Counted(NamedTuple):
    """Something that needs the reader and is told by its number, read with all others of its kind in one statement.

    `part` is a part of a query of one member, the reader, or None where they have no right to it; `say` gets what it
    found, and gives the line, or None when there is nothing.
    """

    name: str
    part: Callable[[Reader], Combinable | None]
    say: Callable[[Reader, Any], Line | None]


kinds: dict[str, Kind] = {}
counted: list[Counted] = []
# Called in the transaction in which a conversation was logged, with who took part.
on_logged: list[Callable[[Conversation, Sequence[Member]], None]] = []
# Called in the transaction in which it was taken back, with who did so.
on_taken_back: list[Callable[[Conversation, Member], None]] = []
# What needs the reader now, worked out when it is shown: each looks with one statement, and only where the reader
# has the right.
needs: list[Callable[[Reader], Iterable[Line]]] = []


def add_kind(name: str, say: Callable[[Reader, Sequence[Notice]], Mapping[UUID, Line]]) -> None:
    """Let notices of this kind be told: `imports.done`."""
    kinds[name] = Kind(name, say)
