"""Where rooms to the right, and parts of this one, add to dashboards, without being imported.

Each registers from its `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.utils.functional import Promise

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


class Panel(NamedTuple):
    """A part of a dashboard that a group can have on its front page.

    `build` takes two statements at most and returns the context of `template`; `url_name` is where all of it stands.
    It counts for the days and the place that the address asks for: `dashboards.counting.read(request)`.
    """

    name: str
    title: str | Promise
    build: Callable[[OrgRequest], dict[str, Any]]
    template: str
    action: str
    url_name: str


# In the order in which they are offered.
panels: list[Panel] = []
