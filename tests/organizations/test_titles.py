"""Titles stand in the browser's history, where the next person at it reads them: no person is named there."""

import re

import pytest

from tests.test_house import TEMPLATES, name

TITLE = re.compile(r"{% block (?:head_)?title %}(.*?){% endblock", re.DOTALL)
# Words that a group gave to things, ours for what is done to many, and the demo's own mail.
NO_PERSON = {"ladder.name", "level.name", "ready.name", "kind.name", "form.title", "mail.subject"}


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix == ".html"], ids=name)
def test_no_title_names_a_person(path):
    titles = "".join(TITLE.findall(path.read_text()))

    meant = dict(re.findall(r"(\w+)=([\w.]+)", titles))
    assert {meant.get(word, word) for word in re.findall(r"{{ *(.*?) *}}", titles)} <= NO_PERSON


def test_person_is_not_in_the_title_of_their_page(sign_in, north, person):
    page = sign_in("director").get(f"/o/north/people/{person('organizer').pk}/").text

    assert "<title>Person · North River</title>" in page
    assert str(person("organizer")) in page


@pytest.mark.parametrize("path", ["people/new/", "settings/", "propose/"])
def test_browser_is_told_to_keep_nothing_that_was_typed(sign_in, north, path):
    page = sign_in("organizer" if path == "propose/" else "owner").get(f"/o/north/{path}").text
    typed = re.findall(r'<(?:input type="(?:text|search|email|tel|date|number)"|textarea)[^>]*>', page)

    assert typed
    assert [field for field in typed if "autocomplete=" not in field] == []
