"""The keys that pages listen to. `static/js/keys.js` does what stands here."""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COOKIE = "keys"


class Key(NamedTuple):
    """What to press, and what it does. Single letters and signs can be turned off; the others are the browser's."""

    presses: tuple[str, ...]
    does: str | Promise
    is_single: bool


KEYS = (
    Key(("/", "s"), _("Go to “Find a person”"), True),
    Key(("?",), _("Open or close this list"), True),
    Key(("↓", "↑"), _("In the list of groups: the next one, the one before"), False),
    Key(("X",), _("In the list of people: select the person, where no text is written"), True),
    Key(("Enter", "F2"), _("In the list of people: change the cell; Ctrl and Z take a change back"), False),
    Key(("1–9", "u"), _("Where you assess many: that level, or “not sure yet”; Enter keeps it"), True),
    Key(("r", "s", "z"), _("Where you assess many: still right, skip, undo. There “s” does not search"), True),
    Key(("c", "r", "e"), _("In the log of an experiment: write a post, reply, edit what you wrote"), True),
    Key(("j", "k", "t"), _("In the log of an experiment: the next post, the one before, the top"), True),
    Key(("o",), _("In the log of an experiment: show or hide comments; Esc leaves the field"), True),
    Key(("Ctrl+Enter",), _("Where a conversation is logged: save it"), False),
    Key(("Esc",), _("Close a menu or this list"), False),
    Key(("Tab",), _("On to the next link, field or button; the first stop of a page skips to its content"), False),
)


def are_off(request: HttpRequest) -> bool:
    """Whether this browser was told to leave single keys alone."""
    return request.COOKIES.get(COOKIE) == "off"
