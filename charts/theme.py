"""Colors of a chart, by token: a page lets the browser resolve them; paper and pictures will bring fixed ones."""

from collections.abc import Callable

type Theme = Callable[[str], str]


def page(token: str) -> str:
    """Color for HTML: the browser resolves the token, light or dark."""
    return f"var(--{token})"


def paper(token: str) -> str:
    """Color for paper and pictures, which know nothing of the page: what it is in light. Raises KeyError."""
    return _LIGHT[token]


# As in static/css/base.css; the steps between two are halfway in oklab, as there.
_LIGHT = {
    "ink": "#241c22",
    "soft": "#64575e",
    "line": "#e3dcd6",
    "sunk": "#f3efec",
    "card": "#ffffff",
    "l0": "#a79b95",
    "l1": "#b8780f",
    "l1h": "#b9641b",
    "l2": "#b94f22",
    "l2h": "#ac3f3c",
    "l3": "#a02d4b",
    "l3h": "#862d5b",
    "l4": "#6d2868",
    "l4h": "#502262",
    "l5": "#35195c",
}
