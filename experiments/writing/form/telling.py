"""The parts of a page in lines of words, so that two ways it read can stand beside each other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models import Question
from experiments.writing import content as page
from experiments.writing.actions import FIELDS
from experiments.writing.content import GONE, Content
from ladders.models import Level
from members.models import Member

PARTS = {
    "title": gettext_lazy("Title"),
    "hypothesis": gettext_lazy("Our hunch"),
    "starts_on": gettext_lazy("First day"),
    "ends_on": gettext_lazy("Last day"),
    "accountable": gettext_lazy("Accountable"),
    "level": gettext_lazy("Level it works on"),
    "questions": gettext_lazy("Questions it answers"),
    "steps": gettext_lazy("Plan"),
    "success": gettext_lazy("Success looks like"),
    "failure": gettext_lazy("Failure would be"),
    "team": gettext_lazy("Team"),
    "documents": gettext_lazy("Documents"),
}
type Names = Mapping[str, str]


class Line(NamedTuple):
    """A line of a part: in both, or only in the earlier or the later one."""

    text: str
    change: str  # "" in both, "out" earlier only, "in" later only


def names_in(contents: Iterable[Content], shown: Callable[[Member], str]) -> Names:
    """Say how people, levels and questions are called that these name by key."""
    every = list(contents)
    people = {key for content in every for key in page.named(content)}
    asked = {key for content in every for key in content["questions"]}
    levels = {content["level"] for content in every} - {""}
    found = {str(level.pk): str(level) for level in Level.objects.filter(pk__in=levels)}
    found |= {str(member.pk): shown(member) for member in Member.objects.filter(pk__in=people, erased_at=None)}
    return found | {str(one.pk): one.text for one in Question.objects.filter(pk__in=asked)}


def lines(content: Content, part: str, names: Names) -> list[str]:
    """Say one part in lines."""
    value: Any = content[part]  # type: ignore[literal-required]
    if part == "steps":
        return list(_steps(value, names, 0))
    if part == "questions":
        return [names.get(key, GONE) for key in value]
    if part in ("accountable", "level"):
        return [names.get(value, GONE)] if value else []
    if isinstance(value, str):
        return value.splitlines()
    return [_row(row, names) for row in value]


def _steps(steps: list[dict[str, Any]], names: Names, depth: int) -> Iterator[str]:
    for step in steps:
        who = names.get(step.get("owner") or "", "") or step.get("who", "")
        by = _("by %s") % step["due"] if step.get("due") else ""
        yield "– " * depth + ", ".join(part for part in (step["text"], who, by) if part)
        yield from _steps(step.get("children", []), names, depth + 1)


def _row(row: dict[str, Any], names: Names) -> str:
    who = names.get(row["member"], GONE) if row.get("member") else row.get("name", "")
    told = (row.get("text", ""), who, *(row.get(column, "") for column in ("how", "part", "url")))
    return ", ".join(part for part in told if part)


def differences(before: Content, after: Content, names: Names) -> list[tuple[str, list[Line]]]:
    """List the parts that read otherwise, each with its lines."""
    found = []
    for part in FIELDS:
        was, now = lines(before, part, names), lines(after, part, names)
        if was != now:
            found.append((str(PARTS[part]), list(_compared(was, now))))
    return found


def _compared(was: list[str], now: list[str]) -> Iterator[Line]:
    for what, first, last, begin, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Line(text, "") for text in was[first:last])
        else:
            yield from (Line(text, "out") for text in was[first:last])
            yield from (Line(text, "in") for text in now[begin:end])
