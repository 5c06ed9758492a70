"""Colors of a chart, by token: a page lets the browser resolve them; paper and pictures will bring fixed ones."""

from collections.abc import Callable

type Theme = Callable[[str], str]


def page(token: str) -> str:
    """Color for HTML: the browser resolves the token, light or dark."""
    return f"var(--{token})"
