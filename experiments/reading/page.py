"""A whole page, read from its top to its end."""

import re
from collections.abc import Sequence

from experiments.reading import dates, guessing, headings, labels
from experiments.reading.guessing import Block
from experiments.reading.headings import PARTS, Heading
from experiments.reading.items import joined, tree
from experiments.reading.lines import Line, split
from experiments.reading.writeup import Asked, Item, Writeup

ASKED = re.compile(r"(?:(?P<area>[^:?]{1,60}):\s*)?(?:how (?:might|can|could) we|hmw)\b", re.IGNORECASE)
LABELS = ("accountable", "team", "documents", "modified_on")
LONGEST_TITLE = 150
# Between one thing and the next a page leaves more white space than this.
APART = 2


def read(page: str) -> Writeup:
    """Read what can be read; every other line is kept in `leftover`."""
    reader = _Reader(split(page))
    reader.run()
    return reader.found


class _Reader:
    """Goes through the lines once; `self.now` is what the line before belonged to."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.found = Writeup()
        self.head: list[Line] = []
        self.asked: list[Line] = []
        self.blocks: list[Block] = []
        self.now = "head"
        # A page that is one list has its headings in it.
        self.is_list = not any(headings.heading(line.text) for line in lines if not line.bullet)

    def run(self) -> None:
        for place, line in enumerate(self.lines):
            if headings.is_around(line.text):
                self.found.leftover[line.number] = line.text
            elif head := self._heading(place):
                self._begin(head, line, place)
            else:
                self._go_on(line)
        self._name()
        self._ask()
        self._share_out()

    def _heading(self, place: int) -> Heading | None:
        line = self.lines[place]
        if line.bullet and not (self.is_list and ":" in line.text):
            return None
        found = headings.heading(line.text)
        if found or not headings.bare_label(line.text):
            return found
        beside = self.lines[max(0, place - 1) : place + 2]
        is_among = sum(headings.bare_label(other.text) is not None for other in beside) > 1
        return headings.bare_label(line.text) if is_among else None

    def _begin(self, head: Heading, line: Line, place: int) -> None:
        field, rest = head
        # "Questions" heads those that are open, or, above the first "How might we", those it is all about.
        if field == "open_questions" and not self.asked and self._asks(rest or self._next(place)):
            field = "questions"
        if field in PARTS or field == "questions":
            self.now = field
            self._open(field, line, rest)
        else:
            self._label(field, line, rest)

    def _open(self, field: str, line: Line, rest: str) -> None:
        self.found.headings[line.number] = line.text.rpartition(rest)[0].rstrip() if rest else line.text
        value = Line(line.number, rest, line.indent, "", line.gap)
        if field == "questions":
            self.asked += [value] if rest else []
        else:
            self.blocks.append(Block([value] if rest else [], field))

    def _label(self, field: str, line: Line, rest: str) -> None:
        is_after = bool(self.blocks or self.asked)
        self.now = "after" if is_after else "top"
        if not rest:
            self.now = field if field in LABELS else self.now
            self.found.headings[line.number] = line.text
        elif not labels.place(self.found, field, rest):
            self.found.leftover[line.number] = line.text

    def _go_on(self, line: Line) -> None:
        if not self.found.starts_on and not line.bullet and (span := dates.span(line.text)):
            self.found.starts_on, self.found.ends_on = span
            self.now = "dated" if self.now in ("head", "top") else self.now
        elif self.now in LABELS and line.gap < APART and (line.bullet or not line.gap):
            if not labels.place(self.found, self.now, line.text):
                self.found.leftover[line.number] = line.text
        elif self._is_question(line):
            self.asked.append(line)
            self.now = "questions"
        elif self.now in ("after", *LABELS) and self.blocks:
            self.found.leftover[line.number] = line.text
        elif self.now == "head" or (self.now == "dated" and self._may_be_title(line)):
            self.head.append(line)
        else:
            self._add(line)

    def _add(self, line: Line) -> None:
        """Put the line to those above it, or begin a paragraph; the first one below a heading is the heading's."""
        last = self.blocks[-1] if self.blocks and self.now in PARTS else None
        if last is not None and (not last.lines or not line.gap):
            last.lines.append(line)
        else:
            self.blocks.append(Block([line], ""))
        if self.now not in PARTS:
            self.now = PARTS[0]

    def _is_question(self, line: Line) -> bool:
        if self.now == "questions":
            is_near = line.gap < APART and (line.bullet or not line.gap)
            return self._asks(line.text) or bool(is_near)
        return self.now in ("head", "dated", "top") and self._asks(line.text)

    @staticmethod
    def _asks(text: str) -> bool:
        return ASKED.match(text) is not None

    def _next(self, place: int) -> str:
        return self.lines[place + 1].text if place + 1 < len(self.lines) else ""

    def _may_be_title(self, line: Line) -> bool:
        return not (self.head or self.found.title or line.bullet) and len(line.text) <= LONGEST_TITLE

    def _name(self) -> None:
        """Of the lines above the days the last is the title: a site's own name stands above it."""
        if self.found.title is None and self._is_writeup():
            dated = bool(self.found.starts_on)
            short = [line for line in self.head if len(line.text) <= LONGEST_TITLE and not line.bullet]
            if short:
                title = short[-1 if dated else 0]
                self.found.title = title.text.strip(headings.DRESS)
                self.head.remove(title)
        self.found.leftover |= {line.number: line.text for line in self.head}

    def _is_writeup(self) -> bool:
        is_headed = any(block.part for block in self.blocks)
        return bool(self.asked or is_headed or (self.found.starts_on and (self.found.team or self.found.accountable)))

    def _ask(self) -> None:
        items, _leads = tree(self.asked, may_lead_in=False)
        self.found.questions = list(_chain(items, 0))

    def _share_out(self) -> None:
        blocks = [block for block in self.blocks if block.lines]
        named = guessing.parts(blocks) if self._is_writeup() else [""] * len(blocks)
        by_part: dict[str, list[Line]] = {}
        for block, part in zip(blocks, named, strict=True):
            by_part.setdefault(part, []).extend(block.lines)
        self.found.leftover |= {line.number: line.text for line in by_part.pop("", [])}
        self.found.hypothesis = "\n".join(line.text for line in joined(by_part.pop("hypothesis", [])))
        for part, lines in by_part.items():
            items, leads_in = tree(lines)
            setattr(self.found, part, items)
            self.found.leftover |= {line.number: line.text for line in leads_in}


def _chain(items: Sequence[Item], depth: int) -> list[Asked]:
    """Questions from the outermost in."""
    found: list[Asked] = []
    for item in items:
        begun = ASKED.match(item.text)
        found += [Asked(item.text, (begun and begun["area"]) or "", depth), *_chain(item.children, depth + 1)]
    return found
