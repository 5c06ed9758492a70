"""Help: keys that can be turned off, words, and how we count with the group's own settings."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conversations import keys
from ladders.models import Ladder
from organizations.glossary import WORDS
from organizations.models import Role

PAGES = ("help", "how_we_count")


def address(name):
    return reverse(f"help:{name}", args=["north"])


@pytest.mark.parametrize("role", [str(role) for role in Role])
def test_everyone_finds_help(sign_in, north, role):
    client = sign_in(role)

    assert client.get(address("help")).status_code == 200
    assert client.get(address("how_we_count")).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_strangers_are_refused(sign_in, north, name):
    assert Client().get(address(name)).status_code == 302
    assert sign_in("owner", "south").get(address(name)).status_code == 404
    assert sign_in("owner").post(address(name)).status_code == 405


def test_every_page_leads_to_help_and_to_ask(sign_in, north):
    page = sign_in("organizer").get(reverse("ladders:ladder", args=["north"])).text

    assert f'href="{address("help")}"' in page
    assert f'href="{address("ask")}"' in page


def test_keys_are_turned_off_and_on_in_this_browser(sign_in, north):
    client = sign_in("viewer")

    client.post(address("keys"), {"keys": "off"})
    cookie = client.cookies[keys.COOKIE]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("off", "Lax", "")
    assert "Turn single keys on" in client.get(address("help")).text

    client.post(address("keys"), {"keys": "on"})
    assert "Turn single keys off" in client.get(address("help")).text
    assert client.get(address("keys")).status_code == 405


def _acts(name):
    """The keys of a script: the names of what it does, each at the beginning of a line."""
    script = (
        (Path(settings.BASE_DIR) / "static/js" / name).read_text().partition("const act = {")[2].partition("\n};")[0]
    )
    return set(re.findall(r"^  (\w):", script, re.MULTILINE))


def test_the_page_lists_the_keys_that_the_script_knows():
    script = (Path(settings.BASE_DIR) / "static/js/keys.js").read_text()
    known = re.search(r"const act = \{([^}]*)\}", script)[1]
    single = {press for key in keys.KEYS if key.is_single for press in key.presses}

    in_queue = "".join(
        path.read_text() for path in (Path(settings.BASE_DIR) / "templates/ladders/queue").glob("*.html")
    )
    of_queue = {"1–9", "u", *re.findall(r'data-key="(\w)"', in_queue)}

    assert of_queue == {"1–9", "u", "r", "s", "z"}
    of_log = _acts("experiment_log.js")
    assert of_log == {"c", "r", "e", "t", "o", "j", "k"}
    assert single - {"X"} - (of_queue - {"s"}) - of_log == {
        name.strip('"') for name in re.findall(r'"?([^\s",:{]+)"?:', known)
    }
    assert '=== "x"' in (Path(settings.BASE_DIR) / "static/js/grid/main.js").read_text()
    assert f"{keys.COOKIE}=off" in script


def test_how_we_count_says_this_organizations_settings(sign_in, north):
    Ladder.objects.update(quiet_after_days=90, needs_review=True, counts_staff=True)

    page = " ".join(sign_in("organizer").get(address("how_we_count")).text.split())

    assert f"Your group’s day is that of {north.time_zone}" in page
    assert "your measure is 90 days in which nothing reached them" in page
    assert "a changed level counts once a second person agrees" in page
    assert "staff are counted too" in page
    assert "A week starts on Monday, and the year’s first quarter in January." in page
    assert "a dash for fewer than 5 people" in page


def test_how_we_count_says_when_nothing_is_set(sign_in, north):
    Ladder.objects.update(quiet_after_days=0, has_unsure=False)

    page = sign_in("organizer").get(address("how_we_count")).text

    assert "your group set no number of days" in page
    assert "It has no place for “not sure yet”." in page


@pytest.mark.parametrize("name", PAGES)
def test_pages_take_few_statements(sign_in, north, name):
    client = sign_in("organizer")
    with CaptureQueriesContext(connection) as asked:
        client.get(address(name))

    assert len([each for each in asked if not each["sql"].startswith("SET")]) <= 8


def test_a_word_is_explained_beside_it_without_a_script():
    said = Template('{% load words %}{% word "not_reviewed" "head" %}').render(Context())

    assert 'popovertarget="word-not-reviewed-head"' in said
    assert 'id="word-not-reviewed-head" popover' in said
    assert 'aria-label="What “Not yet reviewed” means"' in said


def test_an_unknown_word_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        Template('{% load words %}{% word "nothing" %}').render(Context())


def test_words_are_said_briefly():
    assert all(len(str(word.says)) <= 140 for word in WORDS.values())
