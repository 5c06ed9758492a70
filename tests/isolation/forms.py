"""The forms of a page, as a browser would send them."""

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
SENDS = {"hx-get": "get", "hx-post": "post", "hx-delete": "delete"}

type Fields = dict[str, list[str]]


class Form(NamedTuple):
    """Where it goes, and what would be sent; `choices` holds what else a field offers."""

    action: str
    method: str
    fields: Fields
    choices: Fields


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.links = address, [], set()
        self.open: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in given}
        for name in ("href", "src", "data-url", *SENDS):
            if has.get(name, "").startswith(("/", "?")):
                self.links.add(urlsplit(has[name])._replace(fragment="").geturl())
        if tag == "form":
            way = next((name for name in SENDS if name in has), "")
            to = has.get("action") or has.get(way) or self.address
            self.open = Form(to, SENDS.get(way) or has.get("method", "get").lower(), {}, {})
            self.forms.append(self.open)
        elif self.open and tag in ("input", "button", "select", "textarea", "option"):
            self.take(tag, has, self.open)

    def take(self, tag: str, has: dict[str, str], form: Form) -> None:
        name, value = has.get("name", ""), has.get("value", "")
        if tag == "select":
            self.select = name
        elif tag == "option":
            form.choices.setdefault(self.select, []).append(value)
            if "selected" in has or self.select not in form.fields:
                form.fields[self.select] = [value]
        elif name and (has.get("type") not in ("checkbox", "radio") or "checked" in has):
            form.fields.setdefault(name, []).append(value)
        elif name:
            form.choices.setdefault(name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def read(page: str, address: str) -> tuple[list[Form], set[str]]:
    """Return the forms of a page and where its links lead."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms, reader.links


def with_ids(form: Form) -> list[str]:
    """Name the fields that hold or offer the key of something, or a list of them."""
    both = {**form.choices, **{name: [*form.fields[name], *form.choices.get(name, [])] for name in form.fields}}
    return sorted(name for name, values in both.items() if name and any(ID.search(value) for value in values))


def swapped(form: Form, name: str, foreign: str) -> Fields:
    """What the form sends with a foreign key in one field."""
    values = [*form.fields.get(name, []), *form.choices.get(name, [])]
    pattern = next(value for value in values if ID.search(value))
    return {**form.fields, name: [ID.sub(foreign, pattern)]}


def asked(address: str) -> list[str]:
    """Name the words behind the question mark that hold a key."""
    return [name for name, value in parse_qsl(urlsplit(address).query) if ID.search(value)]
