"""C: whatever is typed into a field or asked behind a question mark, a page answers; none breaks.

Each try is taken back before the next one. `STPNET_FUZZ=0.1` tries a tenth.
"""

import os
import random
from collections import Counter, defaultdict
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.db import transaction

from tests.isolation.forms import ID, Form, read, with_ids
from tests.isolation.world import fill, just_now, told
from tests.organizations.cells import CELLS
from tests.organizations.naughty import WORDS
from tests.organizations.test_every_cell import address

pytestmark = pytest.mark.slow
SHARE = float(os.environ.get("STPNET_FUZZ", "1"))
TIMES = max(1, round(200 * SHARE))
BY_US = {"csrfmiddlewaretoken", "next"}


class Tries:
    """Opens every page, and then says odd things in what was found there."""

    def __init__(self, client: Any) -> None:
        self.client, self.rng = client, random.Random(80)
        self.tried: Counter[str] = Counter()
        self.wrong: list[tuple[object, ...]] = []
        self.forms: dict[tuple[str, str, tuple[str, ...]], Form] = {}
        self.asked: dict[str, set[tuple[str, str]]] = defaultdict(set)

    def look(self, name: str) -> None:
        """Keep the forms of a page, and what its links and forms ask behind the question mark, by word."""
        path = address(name, "north")
        answer = self.client.get(path)
        if "html" not in answer.get("Content-Type", ""):
            return
        forms, links = read(answer.text, path)
        for form in forms:
            at = path + form.action if form.action.startswith("?") else form.action
            if not at.startswith("/o/north/"):
                continue
            if form.method == "post":
                self.forms.setdefault(
                    (ID.sub("", at), form.method, tuple(sorted(form.fields))), form._replace(action=at)
                )
            else:
                self.keep(f"{at.partition('?')[0]}?{urlencode(form.fields, doseq=True)}")
        for link in links:
            self.keep(path + link if link.startswith("?") else link)

    def keep(self, link: str) -> None:
        if link.startswith("/o/north/"):
            for word, _ in parse_qsl(urlsplit(link).query, keep_blank_values=True):
                self.asked[word].add((ID.sub("…", urlsplit(link).path), link))

    def ask(self, kind: str, method: str, path: str, sent: Any = None) -> None:
        before = transaction.savepoint_create()
        answer = getattr(self.client, method)(path, sent)
        transaction.savepoint_rollback(before)
        self.tried[kind] += 1
        if answer.status_code >= 500:
            self.wrong.append((path, sent, answer.status_code))


@pytest.fixture
def tries(north, sign_in) -> Tries:
    fill(north)
    made = Tries(just_now(sign_in("owner")))
    for name in [name for name, cell in CELLS.items() if "get" in cell.methods]:
        made.look(name)
    return made


def test_whatever_is_typed_into_a_field_is_answered(tries):
    """Each text field alone, and all of a form at once."""
    fields = 0
    for form in tries.forms.values():
        texts = sorted(set(form.fields) - set(form.choices) - set(with_ids(form)) - BY_US)
        fields += len(texts)
        for text in texts:
            for word in tries.rng.sample(WORDS, max(1, round(5 * SHARE))):
                tries.ask("alone", form.method, form.action, {**form.fields, text: [word]})
        for word in tries.rng.sample(WORDS, max(1, round(5 * SHARE))) if texts else []:
            tries.ask("together", form.method, form.action, {**form.fields, **dict.fromkeys(texts, word)})
    told(
        "C naughty words",
        words=len(WORDS),
        forms=len(tries.forms),
        fields=fields,
        **tries.tried,
        broken=len(tries.wrong),
    )
    assert tries.wrong == []


def test_whatever_is_asked_behind_the_question_mark_is_answered(tries):
    """Two hundred values for each word that any link or form asks with, by turns on the pages that take it."""
    for word, places in tries.asked.items():
        links = [link for _, link in sorted({at: (at, link) for at, link in sorted(places)}.values())]
        for turn in range(TIMES):
            parts = urlsplit(links[turn % len(links)])
            value = tries.rng.choice(WORDS)
            others = [(name, was) for name, was in parse_qsl(parts.query) if name != word]
            tries.ask("asked", "get", f"{parts.path}?{urlencode([*others, (word, value)])}")
    told("C fuzzed addresses", words=len(tries.asked), values=TIMES, **tries.tried, broken=len(tries.wrong))
    assert tries.wrong == []
