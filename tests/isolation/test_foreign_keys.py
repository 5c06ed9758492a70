"""A foreign key in every field of every form and in every address that pages offer: refused, kept nowhere, nothing said.

Quick: every fourth view and one foreign key by turns; slow: every view, each kind of key, also as htmx asks.
"""

from collections import Counter
from typing import Any

import pytest

from stpnet.in_org import in_org
from tests.isolation.forms import ID, Form, asked, read, swapped, with_ids
from tests.isolation.world import Group, fill, foreign, holding, just_now, shared, sums, told
from tests.organizations.cells import CELLS
from tests.organizations.test_every_cell import address

# Forms that take a key which is none of theirs for "nothing was chosen", each with the reason. Whether they kept it
# is asked of the rows all the same.
IGNORED = {
    "organizations:people": "of those who were proposed, the others are invited",
    "members:columns": "a column that is not there is left out of the list, whatever it was called",
    "ladders:queue": "the turn of a queue that somebody else has taken meanwhile",
    "responsibilities:responsibility": "says in a sentence that this person has left meanwhile",
    "log:attempt": "only where the page leads back to",
    "experiments:level": "the page comes back and asks again",
    "experiments:write": "the form comes back unsaved, with what was wrong",
    "experiments:edit": "the form comes back unsaved, with what was wrong",
}
EVERY = [pytest.param(4, id="in turn"), pytest.param(1, id="all", marks=pytest.mark.slow)]


class Walk:
    """Opens pages as an owner of north and sends what they offer, with keys of south in it."""

    def __init__(self, client: Any, north: Group, south: Group) -> None:
        self.client, self.here, self.there = client, north, south
        self.tried: Counter[str] = Counter()
        self.seen: set[tuple[str, ...]] = set()
        self.wrong: list[tuple[object, ...]] = []

    def page(self, name: str) -> None:
        path = address(name, "north")
        answer = self.ask("page", name, "get", path)
        if "html" in answer.get("Content-Type", ""):
            forms, links = read(answer.text, path)
            for form in forms:
                self.form(name, form, path)
            for link in links:
                self.link(name, link)

    def form(self, name: str, form: Form, path: str) -> None:
        action = path + form.action if form.action.startswith("?") else form.action
        for field in with_ids(form) if action.startswith("/o/north/") else []:
            for key in self.keys("form", ID.sub("", action), form.method, field):
                answer = self.ask("form", name, form.method, action, swapped(form, field, key))
                if form.method == "post" and answer.status_code < 400 and name not in IGNORED:
                    self.wrong.append((name, action, field, answer.status_code))

    def link(self, name: str, link: str) -> None:
        for word in asked(link) if link.startswith("/o/north/") else []:
            for key in self.keys("link", ID.sub("", link), word):
                self.ask("link", name, "get", ID.sub(key, link))

    def keys(self, *what: str) -> list[str]:
        """Whatever was tried is not tried again; keys of shared tables are the likelier leak."""
        if what in self.seen:
            return []
        self.seen.add(what)
        every = list(self.there.keys.values())
        return every if self.whole else every[len(self.seen) % len(every) :][:1]

    whole = False

    def ask(self, kind: str, name: str, method: str, path: str, sent: Any = None) -> Any:
        for headers in ({}, {"HX-Request": "true"}) if self.whole and method == "get" else ({},):
            answer = getattr(self.client, method)(path, sent, headers=headers)
            self.tried[kind] += 1
            if answer.status_code >= 500 and kind != "page":
                self.wrong.append((name, path, sent, answer.status_code))
            if marks := foreign(answer, self.here, [self.here, self.there]):
                # What was asked for may be shown again as it was typed; what it stands for may not.
                self.wrong.append((name, path, marks))
        return answer


@pytest.mark.parametrize("every", EVERY)
def test_foreign_keys_are_refused_and_kept_nowhere(north, south, sign_in, every):
    here, there = fill(north), fill(south)
    before = sums(south), shared(south)
    walk = Walk(just_now(sign_in("owner")), here, there)
    walk.whole = every == 1
    for name in [name for name, cell in CELLS.items() if "get" in cell.methods][::every]:
        walk.page(name)

    told("A3 foreign keys", **walk.tried, fields=len(walk.seen), refused_wrongly=len(walk.wrong))
    assert walk.wrong == []
    assert len(IGNORED) <= 10
    assert (sums(south), shared(south)) == before
    with in_org(north):
        assert holding(north, *there.keys.values(), there.word) == []
    # A floor under an empty walk: which pages have their turn moves with every view that is added.
    assert len(walk.seen) > (150 if walk.whole else 20)
