"""Story 7: keys that can be turned off, words that explain themselves, and how we count."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE
from tests.browser.test_manners import NARROW, SMALL, SMALLEST, WIDER

PAGES = ("help", "how-we-count", "first-week", "why", "ask", "asked")


def keys(page: Page):
    return page.get_by_role("dialog", name="Keys")


def test_the_keys_open_from_anywhere_but_not_while_someone_types(sign_in, axe):
    page = sign_in("organizer", DESK)
    page.goto(f"{GROUP}/ladder/")
    search = page.get_by_label("Find a person", exact=True)

    page.keyboard.press("?")
    expect(keys(page)).to_contain_text("Go to “Find a person”")
    expect(keys(page).get_by_role("button", name="Close")).to_be_focused()
    assert axe(page) == []
    page.keyboard.press("/")
    expect(search).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(keys(page)).to_be_hidden()
    page.keyboard.press("s")
    expect(search).to_be_focused()
    page.keyboard.type("?s/")
    expect(search).to_have_value("?s/")
    expect(keys(page)).to_be_hidden()


def test_single_keys_are_turned_off_and_on_again(sign_in):
    page = sign_in("organizer", DESK)
    page.goto(f"{GROUP}/ladder/")
    page.keyboard.press("?")
    keys(page).get_by_role("button", name="Turn single keys off").click()
    expect(page.get_by_role("status")).to_contain_text("Single keys are off in this browser.")

    page.goto(f"{GROUP}/ladder/")
    for key in ("?", "/", "s"):
        page.keyboard.press(key)
    expect(keys(page)).to_have_count(0)
    expect(page.get_by_label("Find a person", exact=True)).not_to_be_focused()

    page.goto(f"{GROUP}/help/")
    page.get_by_role("button", name="Turn single keys on").click()
    expect(page.get_by_role("button", name="Turn single keys off")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Find a person", exact=True)).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "plain"])
def test_a_word_explains_itself(sign_in, screen, javascript):
    page = sign_in("organizer", screen, javascript=javascript)
    page.goto(f"{GROUP}/ladder/")
    meaning = page.get_by_text("Known to us and on no level")

    page.get_by_role("button", name="What “In touch” means").press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_words_of_the_filter_come_when_they_are_opened(sign_in, screen):
    page = sign_in("organizer", screen)
    page.goto(f"{GROUP}/people/")
    page.get_by_role("main").get_by_role("link", name="Add filter").click()
    page.get_by_role("button", name="Level", exact=True).click()

    page.get_by_text("What these mean").click()

    expect(page.get_by_text("Someone has looked and cannot say.")).to_be_visible()


def test_figures_lead_to_how_we_count(sign_in, screen):
    page = sign_in("organizer", screen)
    page.goto(f"{GROUP}/ladder/")
    page.get_by_role("link", name="How we count").first.click()

    expect(page.get_by_role("heading", name="Who is counted")).to_be_in_viewport()
    expect(page.get_by_role("main")).to_contain_text("days in which nothing reached them")


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_help_are_readable_by_everyone(sign_in, axe, name):
    page = sign_in("organizer", PHONE)
    page.goto(f"{GROUP}/{name}/")
    found = {"light": axe(page), "too small": page.evaluate(SMALL, SMALLEST)}

    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found["dark"] = axe(page)
    page.set_viewport_size(NARROW)
    found["wider than 320"] = page.evaluate(WIDER)

    assert not any(found.values()), found
