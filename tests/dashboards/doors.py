"""Opening every figure of a page: it leads to exactly the people it counts."""

import re
from html import unescape
from html.parser import HTMLParser
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


# Figures without a door, by a word of their line or column, each with why. Everything else that counts opens its list.
ALLOWED: dict[str, str] = {
    "Promises": "counts promises; the column beside it opens the people",
    "Times": "counts how often people came; the columns beside it open who",
    "What people did": "roles are free words, which stand in no address; each stands on the page of its activity",
    "Net": "in less out: whom it is made of stands in the columns beside it, each a door",
    "Of a hundred": "percent",
    "Median": "a length of time",
}


class Figures(HTMLParser):
    """The whole numbers above zero in the cells of a page, with the heads of their line and column: those without a door."""

    VOID = frozenset(
        {"input", "br", "img", "hr", "meta", "link", "path", "use", "line", "rect", "circle", "col", "wbr"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.heads: list[str] = []
        self.line = self.title = self.text = ""
        self.column = 0
        self.shut: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"thead", "dl"}:
            self.heads = []
        if tag == "tr":
            self.column = -1
        if tag in {"td", "th", "dt", "dd", "h2", "h3"}:
            self.column += 1
            self.text = ""
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        is_door = any({"data-people", "data-counted"} & set(attrs) for _tag, attrs in self.open)
        within = {tag for tag, _attrs in self.open}
        self.text += " ".join(data.split()) if not is_door or not {"td", "dd"} & within else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"h2", "h3"}:
            self.title = self.text
        if tag == "th" and any(each == "thead" for each, _attrs in self.open):
            self.heads.append(self.text)
        elif tag in {"th", "dt"}:
            self.line = self.text
        elif tag in {"td", "dd"} and re.fullmatch(r"[+−-]?[1-9]\d*", self.text):
            column = self.heads[self.column] if tag == "td" and self.column < len(self.heads) else ""
            self.shut.append((f"{self.title} / {self.line} / {column}", self.text))
        while self.open and self.open.pop()[0] != tag:
            pass


def without_a_door(page: str) -> list[tuple[str, str]]:
    """Return each figure of a page that leads nowhere and is not allowed to."""
    found = Figures()
    found.feed(page[page.index("<main") :])
    return [each for each in found.shut if not any(word in each[0] for word in ALLOWED)]
