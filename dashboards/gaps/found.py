"""What a gap is: a sentence, the figures by which it was seen, and what could be done about it."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboards.doors import Figure
from ladders.models import Level


class Seen(NamedTuple):
    """One of the figures behind a sentence: "7 went quiet"."""

    label: str
    figure: Figure


class Way(NamedTuple):
    """Something that could be done, and where."""

    label: str
    url: str


class Gap(NamedTuple):
    """A hole, said without figures: they stand below, for who may read them. `level` is the one it is about, if any."""

    says: str
    seen: Sequence[Seen]
    ways: Sequence[Way]
    level: Level | None = None
