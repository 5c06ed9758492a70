"""Which character parts the cells of a text file."""

import csv
import re
from collections import Counter

CANDIDATES = (",", ";", "\t", "|")
SPACE_BEFORE_QUOTE = re.compile(r'[,;|] +"[^"]')
DECLARED = re.compile(r'\A"?sep=(.)"?\s*\Z', re.IGNORECASE)


def declared(first_line: str) -> str | None:
    """Excel's own hint, a first line `sep=;`."""
    found = DECLARED.match(first_line)
    return found.group(1) if found else None


def guess(lines: list[str]) -> str:
    """The candidate that cuts most rows to one and the same width, more than one cell wide."""
    if lines and (said := declared(lines[0])):
        return said
    scores = {candidate: evenness(lines, candidate) for candidate in CANDIDATES}
    best = max(CANDIDATES, key=lambda candidate: scores[candidate])
    return best if scores[best] > (0, 0) else ","


def evenness(lines: list[str], delimiter: str, *, spaces: bool = False) -> tuple[float, int]:
    """Share of rows that have the commonest width, and that width."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=spaces) if row]
    except csv.Error:
        return (0, 0)
    widths = Counter(len(row) for row in rows)
    if not widths:
        return (0, 0)
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    if width == 1:
        # A long text column may outnumber the rest; whatever still cuts the first row is worth a little.
        return (0.01, len(rows[0])) if len(rows[0]) > 1 else (0, 0)
    share = times / len(rows)
    return (share if len(rows[0]) > 1 else share / 2, width)


def skips_spaces(lines: list[str], delimiter: str) -> bool:
    """True for `"a", "b"`: the space before the quote is no part of the cell."""
    padded = sum(bool(SPACE_BEFORE_QUOTE.search(line)) for line in lines)
    return 2 * padded >= len(lines) > 0 and evenness(lines, delimiter, spaces=True) >= evenness(lines, delimiter)
