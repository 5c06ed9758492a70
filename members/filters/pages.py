"""Pages that a filter is put together for: the list of people, and what rooms to the right decide by one.

`go` in an address says which page it goes back to: nothing, `tree`, or `<name>-<what it is about>`. Rooms to the right
add theirs from `AppConfig.ready`.
"""

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse

LIST, TREE = "", "tree"
# Name of a page to its address, from the organization's slug and what the page is about.
pages: dict[str, Callable[[str, str], str]] = {
    LIST: lambda slug, _about: reverse("members:list", args=[slug]),
    TREE: lambda slug, _about: reverse("members:filters", args=[slug]),
}


def address_of(slug: str, go: str, query: str) -> str:
    """Return the address of the page with this filter; of the list, where `go` names no page."""
    name, _dash, about = go.partition("-")
    try:
        page = pages[name](slug, about)
    except (KeyError, NoReverseMatch):
        return address_of(slug, LIST, query)
    own = f"go={go}" if name not in (LIST, TREE) else ""
    asked = "&".join(part for part in (query, own) if part)
    return f"{page}?{asked}" if asked else page
