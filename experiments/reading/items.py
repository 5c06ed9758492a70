"""Lines of one part as a list with lists below, by how far in they stand."""

from collections.abc import Sequence

from experiments.reading.lines import Line
from experiments.reading.writeup import Item

# Nobody means a deeper list; a page made to hurt could have thousands.
DEEPEST = 6
WRAPPED = 60


def joined(lines: Sequence[Line]) -> list[Line]:
    """Put lines that were broken by a narrow window back together."""
    whole: list[Line] = []
    width = max((len(line.text) for line in lines), default=0)
    for line in lines:
        if whole and _goes_on(whole[-1], line, min(width, WRAPPED)):
            before = whole.pop()
            line = Line(before.number, f"{before.text} {line.text}", before.indent, before.bullet, before.gap)  # noqa: PLW2901
        whole.append(line)
    return whole


def _goes_on(before: Line, line: Line, width: int) -> bool:
    if line.bullet or line.gap:
        return False
    if before.bullet:
        return line.indent > before.indent
    # A sentence that did not end, and went on with a small letter, where the window may have ended.
    is_open = before.text[-1] not in ".!?:;…”)" and len(before.text) >= width - 15
    return is_open or (line.text[:1].islower() and line.indent == before.indent and len(before.text) >= width - 15)


def tree(lines: Sequence[Line], *, may_lead_in: bool = True) -> tuple[list[Item], list[Line]]:
    """Return the items, and the lines that only lead in to them.

    Where paragraphs stand with bullets below them, each paragraph is an item. One alone above a list leads in to it.
    """
    whole = joined(lines)
    plain = [line for line in whole if not line.bullet]
    leads_in = may_lead_in and len(plain) == 1 and plain[0] is whole[0] and len(whole) > 1
    rest = whole[1:] if leads_in else whole
    top: list[Item] = []
    below: list[tuple[int, Item]] = []
    for line, depth in zip(rest, _depths(rest, is_flat=not plain or leads_in), strict=True):
        while below and (below[-1][0] >= depth or len(below) >= DEEPEST):
            below.pop()
        item = Item(line.text)
        (below[-1][1].children if below else top).append(item)
        below.append((depth, item))
    return top, plain if leads_in else []


def _depths(lines: Sequence[Line], *, is_flat: bool) -> list[int]:
    """How far in each stands. Bullets belong to the paragraph right above; by their shape, where all stand alike."""
    shapes: dict[str, int] = {}
    bullets = {line.indent for line in lines if line.bullet}
    by_shape = len(bullets) == 1
    depths, owned = [], False
    for place, line in enumerate(lines):
        inner = shapes.setdefault(line.bullet, len(shapes)) if by_shape and line.bullet else line.indent
        if not line.bullet:
            owned = place + 1 < len(lines) and lines[place + 1].bullet != "" and lines[place + 1].gap <= 1
            depths.append(0 if bullets else line.indent)
        else:
            depths.append(inner + 1 if owned or is_flat else inner)
    return depths
