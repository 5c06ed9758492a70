"""Where rooms to the right, and parts of this one, add to dashboards, without being imported.

Each registers from its `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ladders.models import Ladder, Level
from members.requests import OrgRequest


class Tried(NamedTuple):
    """Something being tried at a level: what, a line about it, where it is written down, and how long it still runs."""

    what: str
    says: str
    url: str
    left: str = ""


# Asked in at most one statement, for readers who may know: what is being tried at the level that the finding is about.
tried: list[Callable[[OrgRequest, Ladder, Level], Iterable[Tried]]] = []
