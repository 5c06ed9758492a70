"""Opening every figure of a page: it leads to exactly the people it counts."""

import re
from html import unescape
from typing import Any

_LINK = re.compile(r"<a\b[^>]*\bdata-people=[^>]*>")
_GONE = re.compile(r"(\d+) (?:person|people) (?:of then )?(?:is |are )?no longer on file")


def doors(page: str) -> list[tuple[str, int]]:
    """Return the address and the number of every figure of people on a page, those of its drawings among them."""
    links = _LINK.findall(page)
    return [
        (unescape(re.search(r'\bhref="([^"]*)"', link)[1]), int(re.search(r'data-people="(\d+)"', link)[1]))  # type: ignore[index]
        for link in links
    ]


def open_every_door(client: Any, path: str) -> int:
    """Open a page and each of its figures; return how many there were. Those erased since count as the list says."""
    page = client.get(path)
    assert page.status_code == 200, path
    found = doors(page.text)
    for url, n in dict.fromkeys(found):
        people = client.get(url)
        assert people.status_code == 200, url
        assert not people.context["misread"], (url, people.context["misread"])
        gone = _GONE.search(people.text)
        assert people.context["page"].paginator.count + (int(gone[1]) if gone else 0) == n, url
    return len(found)
