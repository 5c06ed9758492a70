"""The page of notices: what needs the reader, and what happened, each with its sentence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from conversations import registry
from conversations.models import Notice
from conversations.needs import what_needs
from conversations.notices import told_to
from conversations.reader import Reader
from conversations.registry import Line

# The page shows so many; read ones are forgotten after some months anyhow.
MOST = 100
# For so long after marking everything as read the page offers to take it back.
TAKE_BACK = timedelta(minutes=10)


class Told(NamedTuple):
    """Something that happened, with its sentence."""

    notice: Notice
    line: Line


class Number(NamedTuple):
    """What the bell shows."""

    needs: int
    new: int

    @property
    def both(self) -> int:
        return self.needs + self.new


def number(reader: Reader) -> Number:
    """Count what needs the reader and what they have not read."""
    n_new = Notice.objects.unread().filter(to=reader.member).count()
    return Number(sum(line.n for line in what_needs(reader)), n_new)


def happened(reader: Reader, notices: Iterable[Notice] | None = None) -> list[Told]:
    """Give each notice its sentence: one statement for all, and at most one for each kind."""
    found = list(told_to(reader)[:MOST] if notices is None else notices)
    lines = _lines(reader, found)
    return [Told(each, lines.get(each.pk) or _gone()) for each in found]


def _lines(reader: Reader, notices: Sequence[Notice]) -> dict[UUID, Line]:
    of_kind: dict[str, list[Notice]] = defaultdict(list)
    for each in notices:
        of_kind[each.kind].append(each)
    lines: dict[UUID, Line] = {}
    for name, its in of_kind.items():
        if kind := registry.kinds.get(name):
            lines |= kind.say(reader, its)
    return lines


def _gone() -> Line:
    return Line(_("Something happened that has been taken away since."))


def just_marked(told: Sequence[Told]) -> datetime | None:
    """Return the moment at which several were marked as read just now, so that it can be taken back."""
    moments = [each.notice.read_at for each in told if each.notice.read_at]
    latest = max(moments, default=None)
    return latest if latest and timezone.now() - latest < TAKE_BACK else None
