"""Signs: which level the ticked ones are of, and what the next level looks like in one person."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from activities.skills import queries as skills
from ladders.models import Assessment, Level, LevelChange


class Ticked(NamedTuple):
    """A level, how many of its signs are ticked, and how many it has."""

    level: Level
    n: int
    of: int


class Met(NamedTuple):
    """A sign of a level, and when and how it was seen in somebody; nothing of that: not yet.

    `then` is how it read when it was seen, where that was something else: it is told, and does not count as seen.
    `known`: they have the skill that the sign names. That is told as well, and is no sign seen.
    """

    text: str
    on: date | None = None
    evidence: str = ""
    then: str = ""
    known: skills.Known | None = None

    @property
    def is_met(self) -> bool:
        return self.on is not None and not self.then


class Ahead(NamedTuple):
    """A level that somebody could come to, or back to, and what it looks like."""

    level: Level
    is_return: bool
    signs: list[Met]

    @property
    def n_met(self) -> int:
        return sum(each.is_met for each in self.signs)


def ticked(levels: Iterable[Level], signs: Collection[UUID]) -> list[Ticked]:
    """Count ticked signs by level, the highest level first; `levels` have their signs at hand."""
    found = [
        Ticked(level, sum(sign.pk in signs for sign in level.signs.all()), len(level.signs.all())) for level in levels
    ]
    return sorted((each for each in found if each.n), key=lambda each: each.level.position, reverse=True)


def suggestion(found: Sequence[Ticked]) -> str:
    """Say which level the ticked signs are of; it is a hint, and nothing follows from it."""
    if not found:
        return ""
    counted = [_("%(level)s (%(n)d of %(of)d)") % {"level": each.level, "n": each.n, "of": each.of} for each in found]
    if len(found) == 1:
        return _("These signs are of level %s. You decide.") % counted[0]
    says = {"level": counted[0], "others": ", ".join(counted[1:])}
    return _("These signs are of level %(level)s, and some of %(others)s. You decide.") % says


def ahead(levels: Sequence[Level], path: Sequence[LevelChange], said: Iterable[Assessment]) -> Ahead | None:
    """Return the level that comes next for somebody, with its signs; None on the top one.

    Who is on no level now goes on from the last one they stood on. `levels` are those in use, from the first up, with
    their signs as `looks`; `said` has the signs seen as `seen`, the latest first.
    """
    now = path[-1].level if path else None
    last = now or next((step.level for step in reversed(path) if step.level), None)
    is_return = now is None and last is not None
    lowest = 0 if last is None else last.position + (0 if is_return else 1)
    level = next((each for each in levels if each.position >= lowest), None)
    if level is None or not (looks := level.looks):  # type: ignore[attr-defined]
        return None
    seen = _seen(said)
    return Ahead(level, is_return, [_met(look, seen) for look in looks])


def _met(look: dict[str, Any], seen: dict[str, list[Met]]) -> Met:
    """Return how a sign was last seen as it reads now, or else as it read before."""
    text, as_read = look["text"], seen.get(look["id"], [])
    now = next((each for each in as_read if each.text == text), None)
    before = next(iter(as_read), None)
    if now:
        return now
    not_yet = Met(text, before.on, before.evidence, then=before.text) if before else Met(text)
    return not_yet._replace(known=skills.read(look["known"]))


def _seen(said: Iterable[Assessment]) -> dict[str, list[Met]]:
    """Return by sign how it was seen in what counts, as it read then, the latest first."""
    found: dict[str, list[Met]] = {}
    for assessment in said:
        if assessment.voided_at or assessment.waits:
            continue
        rows: list[dict[str, Any]] = assessment.seen  # type: ignore[attr-defined]
        for row in rows:
            if row["sign"]:
                as_read = Met(row["text"], assessment.on, row["evidence"] or assessment.evidence)
                found.setdefault(row["sign"], []).append(as_read)
    return found
