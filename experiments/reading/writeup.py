"""What was read from a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass
class Item:
    """A line of a list, and the list below it."""

    text: str
    children: list["Item"] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "children": [child.as_json() for child in self.children]}


@dataclass
class Asked:
    """A question of the chain; `area` is what stands before it: "Base Building: How might we …"."""

    text: str
    area: str
    depth: int

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "area": self.area or None, "depth": self.depth}


@dataclass
class Writeup:
    """The fields of an experiment as a page has them. Lines that only head a part are kept apart from what has no place."""

    title: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    questions: list[Asked] = field(default_factory=list)
    hypothesis: str = ""
    steps: list[Item] = field(default_factory=list)
    success: list[Item] = field(default_factory=list)
    failure: list[Item] = field(default_factory=list)
    learnings: list[Item] = field(default_factory=list)
    decisions: list[Item] = field(default_factory=list)
    open_questions: list[Item] = field(default_factory=list)
    accountable: list[str] = field(default_factory=list)
    team: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    modified_on: date | None = None
    # By the number of their line.
    headings: dict[int, str] = field(default_factory=dict)
    leftover: dict[int, str] = field(default_factory=dict)

    @property
    def is_one(self) -> bool:
        """Whether anything but text was found."""
        return any((self.starts_on, self.questions, self.hypothesis, self.steps, self.success, self.learnings))

    def as_json(self) -> dict[str, Any]:
        """Every line of the page is in one of these, headings among what has no place."""
        days = {name: getattr(self, name) for name in ("starts_on", "ends_on", "modified_on")}
        told = {name: value.isoformat() if value else None for name, value in days.items()}
        lists = {name: _plain(getattr(self, name)) for name in LISTS}
        unplaced = [text for _number, text in sorted((self.headings | self.leftover).items())]
        values = {"title": self.title, "hypothesis": self.hypothesis or None, "unplaced": unplaced} | told | lists
        return {key: values[key] for key in KEYS}


def _plain(items: Sequence[Item | Asked | str]) -> list[Any]:
    return [item if isinstance(item, str) else item.as_json() for item in items]


LISTS = (
    *("questions", "steps", "success", "failure", "learnings", "decisions", "open_questions"),
    *("accountable", "team", "documents"),
)
KEYS = (
    *("title", "starts_on", "ends_on", "questions", "hypothesis", "steps", "success", "failure", "learnings"),
    *("decisions", "open_questions", "accountable", "team", "documents", "modified_on", "unplaced"),
)
