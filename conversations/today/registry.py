"""Where rooms add to Today. Each application registers from its `AppConfig.ready`.

Everything that Today shows is read in one statement: a section gives a *part* of a query of one member (who looks), and
gets back what that part found. So a further section costs no statement, however many there are.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from members.requests import OrgRequest
from organizations.access import may


class Press(NamedTuple):
    """Something to do about a line with one tap: a link, or with `posts` a form that sends these values."""

    label: str | Promise
    url: str
    icon: str = ""
    posts: dict[str, str] | None = None


class Item(NamedTuple):
    """One line: whom or what it is about, a sentence, and what can be done; the first is the obvious one."""

    title: str
    text: str
    presses: Sequence[Press] = ()
    url: str = ""
    # A few words beside the title: since when, until when.
    chip: str = ""


class Shown(NamedTuple):
    """A section as the page shows it; `n` is how many there are, of whom `items` are the first."""

    title: str
    text: str
    items: Sequence[Item]
    n: int
    more_url: str = ""


class Section(NamedTuple):
    """A kind of thing to do, for those who have the right.

    `part` is a part of a query of one member, whose row is the reader's: `parts.lines(...)`. `show` gets what it found,
    and returns None to leave the section out.
    """

    name: str
    action: str
    order: int
    part: Callable[[OrgRequest], Combinable]
    show: Callable[[OrgRequest, Any], Shown | None]
    # Its lines have a day, and the headline counts them. A list without an end, as of people not reached, says its own
    # number: hundreds in a headline help nobody.
    is_dated: bool = True


class Door(NamedTuple):
    """A page that Today leads to; the first with `is_main` is its green button."""

    label: str | Promise
    icon: str
    url_name: str
    action: str
    order: int
    is_main: bool = False


sections: list[Section] = []
doors: list[Door] = []


def sections_for(request: OrgRequest) -> list[Section]:
    return sorted((each for each in sections if may(request, each.action)), key=lambda each: each.order)


def doors_for(request: OrgRequest) -> list[Door]:
    return sorted((each for each in doors if may(request, each.action)), key=lambda each: each.order)
