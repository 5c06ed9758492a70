"""One dot for each person, in rows, in the color of where they came to."""

from collections.abc import Iterable
from itertools import chain, repeat

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.theme import Theme, page

ACROSS = 20
_STEP, _R = 15.5, 5.6


def dots(groups: Iterable[tuple[str, int]], *, title: str, says: str, theme: Theme = page) -> SafeString:
    """Draw SVG of so many dots of each color token; the words beside it say how many of which."""
    colors = list(chain.from_iterable(repeat(color, n) for color, n in groups))
    drawn = (
        (f"{_STEP * (at % ACROSS) + 8:.1f}", f"{_STEP * (at // ACROSS) + 8:.1f}", _R, theme(color))
        for at, color in enumerate(colors)
    )
    height = _STEP * -(-len(colors) // ACROSS)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="dots" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-label="{}"><title>{}</title>{}</svg>',
        _STEP * ACROSS,
        height or _STEP,
        _STEP * ACROSS,
        height or _STEP,
        says,
        title,
        format_html_join("", '<circle cx="{}" cy="{}" r="{}" fill="{}"/>', drawn),
    )
