"""Which part of a write-up a paragraph belongs to, where no heading says so.

Parts stand in one order on every page; the white space between and the words in them say where one ends. Of all ways to
cut the page into parts in that order, the best is taken (Viterbi's algorithm): so one misleading word moves nothing.
"""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from experiments.reading.headings import PARTS
from experiments.reading.lines import Line

# Before the first part: what belongs to none.
OUTSIDE = -1
# What a paragraph says in its first lines; more would only cost time.
LOOKED_AT = 1200
MOST_CUES = 3.5
CUES: dict[str, list[tuple[float, str]]] = {
    "hypothesis": [
        (2, r"^if\b"),
        (1.5, r"\bthen\b"),
        (1, r"\bbecause\b"),
        (2, r"\bwe (?:believe|think|expect)\b|\bour hunch\b"),
        (0.7, r"\b(?:will|would|could|can)\b"),
    ],
    "steps": [
        (1, r"^[a-z]+ing\b"),
        (1, r"\b(?:weeks?|months?|timeline|schedule|sessions?|calls?|training|outreach|interviews?|convos?|pilot)\b"),
        (
            1,
            (
                r"^(?:need to|map|create|set|hold|call|train|ask|meet|choose|make|send|build|draw|collect|gather|invite"
                r"|plan|pair|write|pick|test|print|find|recruit|host|knock|review|share)\b"
            ),
        ),
        (0.7, r"\b\d{1,2}/\d{1,2}\b|\bby (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"),
        (0.5, r"^\d+ (?!%|percent|of )"),
    ],
    "success": [
        (1.2, r"\b(?:be )?able to\b"),
        (1, r"\bsucce(?:ss|ed)|\bachiev|\breach(?:es)?\b"),
        (1, r"\bat least\b|\bhalf\b|\d ?%|\bpercent\b|\bout of\b|\bhigher\b|\bmore than\b|\bor more\b"),
        (1, r"\bcommit(?:ment|s)?\b|\bclear next steps?\b|\bsprouts?\b|\brepeatable\b|\bengag(?:ed|ing)\b"),
        (1, r"\bvaluable\b|\bbought in\b|\bpoised\b|\bground-?breaking\b"),
    ],
    "failure": [
        (1.8, r"\bunable\b|\bfail|\bcan(?:no|')t\b|\bnot able\b"),
        (1.2, r"\b(?:nobody|no one|none|never|fewer than|less than)\b|\bno \w+\b"),
        (1.2, r"\btoo (?:hard|much|few|many|late|long)\b|\bnot worth\b|\bgives? up\b|\bdrop(?:s|ped)?\b|\bburn"),
        (1, r"\bstill (?:using|doing|in)\b|\bmore questions than\b|\binstead of\b|\blos(?:e|es|ing)\b|\bquits?\b"),
    ],
    "learnings": [
        (1, r"\b(?:was|were|had|did)\b|\bdidn['’]t\b|\bwasn['’]t\b|\bweren['’]t\b"),
        (1.5, r"\b(?:learned|realized|noticed|found out|turned out|surprised|postponed|worked)\b"),
        (1, r"\b(?:harder|easier|better|worse|faster|slower) (?:than|when|if)\b|\bonly know\b|\bimportant to\b"),
        (1, r"\b(?:should|could|would)(?: have|['’]ve)\b|\brethink\b|\bnext time\b"),
    ],
    "decisions": [
        (
            2,
            r"\b(?:decided|agreed) (?:to|that|on|against|not)\b|\bwe(?: will|['’]ll) (?:keep|stop|go on|continue|drop)\b",
        ),
        (1, r"^(?:keep|stop|change|continue)\b|\bgoing forward\b|\bfrom now on\b"),
    ],
    "open_questions": [(0.3, r"^(?:is|are|could|should|can|do|does|how|what|who|when|why)\b")],
}
PATTERNS = {
    part: [(weight, re.compile(cue, re.IGNORECASE | re.MULTILINE)) for weight, cue in cues]
    for part, cues in CUES.items()
}
# What going on costs after so many blank lines, and what beginning a new part costs.
GO_ON = (0.0, 0.0, 0.5, 2.0, 4.0)
BEGIN = (6.0, 3.0, 1.0, 0.0, 0.0)
# What failure would be often stands right below what success looks like.
BEGIN_FAILURE = 1.5
SKIPPED = 0.3
LEFT_OUT = 1.0
FIRST_IS_THE_HUNCH = 2.0
ASKS = 3.0
OTHER_SHAPE = 0.5
METRICS = (PARTS.index("success"), PARTS.index("failure"))
# A write-up has some dozens. What is longer is another text, and guessing would take long.
MOST = 400
# A page that has headings would have one for a new part too, and does not tell the same part twice.
UNHEADED = 2.0
TWICE = 4.0


class Block(NamedTuple):
    """Lines that stand together; `part` where a heading says it."""

    lines: list[Line]
    part: str

    @property
    def gap(self) -> int:
        return min(self.lines[0].gap, len(GO_ON) - 1)

    @property
    def has_bullets(self) -> bool:
        return bool(self.lines[0].bullet)


def parts(blocks: Sequence[Block]) -> list[str]:
    """Name the part of each block; "" where it belongs to none."""
    if len(blocks) > MOST:
        return [*parts(blocks[:MOST]), *(block.part for block in blocks[MOST:])]
    if not blocks:
        return []
    headed = {block.part for block in blocks} - {""}
    scores, came_from = _begun(blocks[0], headed), []
    for before, block in itertools.pairwise(blocks):
        scores, chosen = _one_more(scores, before, block, headed)
        came_from.append(chosen)
    state = max(scores, key=scores.__getitem__)
    path = [state]
    for chosen in reversed(came_from):
        path.append(chosen[path[-1]])
    return [PARTS[state] if state != OUTSIDE else "" for state in reversed(path)]


def _begun(block: Block, headed: set[str]) -> dict[int, float]:
    if block.part:
        return {PARTS.index(block.part): 0.0}
    scores = {OUTSIDE: -LEFT_OUT}
    for state, part in enumerate(PARTS):
        scores[state] = _fit(block, part) - state * SKIPPED - (TWICE if part in headed else 0)
    scores[0] += FIRST_IS_THE_HUNCH
    return scores


def _one_more(
    scores: dict[int, float], before: Block, block: Block, headed: set[str]
) -> tuple[dict[int, float], dict[int, int]]:
    if block.part:
        best = max(scores, key=scores.__getitem__)
        return {PARTS.index(block.part): scores[best]}, {PARTS.index(block.part): best}
    found, chosen = {}, {}
    for state in range(OUTSIDE, len(PARTS)):
        ways = {was: score - _step(was, state, before, block, headed) for was, score in scores.items() if was <= state}
        if ways:
            chosen[state] = max(ways, key=ways.__getitem__)
            fit = _fit(block, PARTS[state]) if state != OUTSIDE else -LEFT_OUT
            found[state] = ways[chosen[state]] + fit
    return found, chosen


def _step(was: int, state: int, before: Block, block: Block, headed: set[str]) -> float:
    if was == state:
        return GO_ON[block.gap]
    cost = BEGIN[block.gap] + SKIPPED * (state - was - 1)
    if (was, state) == METRICS and block.has_bullets:
        cost = min(cost, BEGIN_FAILURE)
    if headed:
        cost += UNHEADED
    if PARTS[state] in headed:
        cost += TWICE
    # From paragraphs to a list, or back, is how a page shows a new part.
    return cost - OTHER_SHAPE if before.has_bullets != block.has_bullets else cost


def _fit(block: Block, part: str) -> float:
    """How much the words sound like this part. What stands below a line of a list has no say."""
    indent = min(line.indent for line in block.lines)
    top = [line.text for line in block.lines if line.indent == indent]
    text = "\n".join(top)[:LOOKED_AT]
    # A word said twice says more, said five times no more than that.
    found = sum(weight * min(len(cue.findall(text)), 2) for weight, cue in PATTERNS[part])
    if part == "open_questions" and 2 * sum(line.endswith("?") for line in top) > len(top):
        found += ASKS
    return min(found, MOST_CUES)
