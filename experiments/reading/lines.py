"""Lines of a page: what they say, how far in they stand, with which bullet, and after how much white space."""

import re
from dataclasses import dataclass

BULLET = re.compile(r"(?:[•◦▪▫‣⁃∙·●○■□➢➤*+–—-]|[oO](?=\t)|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s+(?=\S)")
BOX = re.compile(r"(?:\[[ xX✓]?\]|[☐☑☒✓✔])\s*(?=\S)")
TAB = 4


@dataclass(frozen=True)
class Line:
    """`gap` counts the blank lines above; `bullet` is "" where there is none, a digit for each kind of number."""

    number: int
    text: str
    indent: int
    bullet: str
    gap: int


def split(page: str) -> list[Line]:
    """Leave blank lines out. A run of white space within a line becomes one space."""
    found, gap = [], 0
    for number, raw in enumerate(page.splitlines(), start=1):
        # Zero-width marks that editors leave behind are no words.
        bare = raw.replace("\u200b", "").replace("\ufeff", "").rstrip()
        text = bare.lstrip()
        if not text:
            gap += 1
            continue
        found.append(_line(number, text, len(bare[: len(bare) - len(text)].expandtabs(TAB)), gap))
        gap = 0
    return found


def _line(number: int, text: str, indent: int, gap: int) -> Line:
    mark = BULLET.match(text)
    rest = text[mark.end() :] if mark else text
    box = BOX.match(rest)
    rest = rest[box.end() :] if box else rest
    bullet = mark.group().strip() if mark else ""
    kind = re.sub(r"\d+", "1", bullet) if bullet else "☐" if box else ""
    return Line(number, " ".join(rest.split()), indent, kind, gap)
