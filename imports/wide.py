"""Wide lists, as organizers keep them: a column for each meeting, for each period, for each tag.

Columns that are alike are one decision, not forty.
"""

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from imports import periods, words
from imports.cells import text
from imports.targets import SCALE_WORDS, squash
from members.normal import fold

MEETING = re.compile(
    r"\b(meetings?|mtgs?|gm|assembly|trainings?|workshops?|actions?|rall(y|ies)|march|canvass(es)?|phone ?banks?"
    r"|text ?banks?|potlucks?|picnics?|events?|hearings?|vigils?|strikes?|pickets?|house ?visits?|retreats?|attended"
    r"|attendance|came|reuni(ón|on|ones)|asamblea)\b",
    re.IGNORECASE,
)
LEVEL = re.compile(r"\b(levels?|lvl|ladder|assessments?|nivel)\b", re.IGNORECASE)
A_LEVEL = re.compile(r"[0-9]|1[0-2]")
# So many values below a heading have to speak for a group, and so many columns make a group of tags.
SHARE, FEW = 0.6, 3
# What the columns of a group are guessed to be; the page offers the other ways to read such columns beside it.
GUESSES = {"meetings": "attendance", "periods": "period_level", "tags": "tag"}
CHOICES = {
    "meetings": ("attendance", "tag", "newfield:yes_no", "newfield"),
    "periods": ("period_level", "attendance", "newfield:number", "newfield"),
    "tags": ("tag", "attendance", "newfield:yes_no", "newfield"),
}


class Group(NamedTuple):
    """Columns that are alike: what kind of group they are, and where they stand."""

    kind: str
    columns: list[int]


def kinds(headers: Sequence[str], columns: Sequence[Sequence[str]], levels: Collection[str] = ()) -> list[str]:
    """Name for each column the group it belongs to, if any. `columns` are samples, `levels` the ladder's own words."""
    found = [_kind(header, column, levels) for header, column in zip(headers, columns, strict=True)]
    # A 1 is a mark, and a level too: the columns beside it tell which.
    either = "periods" if "periods" in found else "meetings"
    found = [either if kind == "either" else kind for kind in found]
    dated = [at for at, header in enumerate(headers) if periods.is_dated(header) and not _is_scale(header)]
    # A day without a mark so far, among others of its kind: the meeting that half the list has not come to.
    for at in dated:
        beside = {found[other] for other in dated if found[other] and _shape(headers[other]) == _shape(headers[at])}
        if not columns[at] and len(beside) == 1:
            found[at] = beside.pop()
    # One date with ticks below may be when somebody signed: it takes a word or a second column to make it a meeting.
    meetings = [at for at, kind in enumerate(found) if kind == "meetings"]
    if len(meetings) == 1 and not _is_meeting(headers[meetings[0]]):
        found[meetings[0]] = ""
    return found


def groups(keys: Sequence[str | None], said: Sequence[str]) -> list[Group]:
    """Put columns together that were guessed alike; a group of one is no group."""
    found: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        kind = said[at] or ("tags" if key == "tag" else "")
        if kind and key == GUESSES[kind]:
            found.setdefault(kind, []).append(at)
    least = {"tags": FEW}
    return [Group(kind, columns) for kind, columns in found.items() if len(columns) >= least.get(kind, 2)]


def _kind(header: str, column: Sequence[str], levels: Collection[str]) -> str:
    if not column or _is_scale(header):
        return ""
    dated, named = periods.is_dated(header), _is_meeting(header)
    if dated and not named and set(map(text, column)) <= {"0", "1"}:
        return "periods" if LEVEL.search(header) else "either"
    if (dated or named) and _share(column, _is_tick) >= SHARE and not LEVEL.search(header):
        return "meetings"
    is_level = _share(column, lambda value: bool(A_LEVEL.fullmatch(value)) or fold(value) in levels) >= SHARE
    return "periods" if dated and not named and is_level else ""


def _is_tick(value: str) -> bool:
    return value.casefold() in words.YES or value.casefold() in words.NO


def _is_meeting(header: str) -> bool:
    """Whether a heading speaks of a meeting. “March” does so only where it is no month."""
    rest = re.sub(r"\bmarch\b\.?\s*\d+", "", header, flags=re.IGNORECASE)
    return bool(MEETING.search(rest.replace("_", " ")))


def _is_scale(header: str) -> bool:
    """Whether a union's or a campaign's scale is meant, whose high end only a person knows."""
    bare = squash(re.sub(r"[\d/.-]+|\bq\d\b", " ", header, flags=re.IGNORECASE))
    return bare in SCALE_WORDS or any(bare.startswith(word) for word in ("rating", "support", "score"))


def _shape(header: str) -> str:
    """What headings of one kind have in common: the words, with every number and month alike."""
    plain = re.sub(r"\d+", "0", text(header).casefold())
    return " ".join("m" if periods.is_month(word) else word for word in re.findall(r"[^\W\d_]+|0|[^\w\s]", plain))


def _share(column: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(fits(text(value)) for value in column) / len(column)
