"""The ladder dashboard: a finding first, choices that swap without a reload, figures that open people, paper, a big screen."""

import re
from io import BytesIO
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import DESK, GROUP, PHONE

LADDER = f"{GROUP}/ladder/"
ON_LADDER = re.compile("^On the ladder")


def words(page: Page) -> str:
    """Print the page and read what stands on the paper; letters are set one by one, so spaces say nothing."""
    paper = PdfReader(BytesIO(page.pdf(format="Letter")))
    return re.sub(r"\s", "", "".join(each.extract_text() for each in paper.pages))


def test_a_director_reads_chooses_and_opens_the_people_behind_a_figure(sign_in: Any, everywhere: Any):
    page: Page = sign_in("director", DESK)
    page.goto(LADDER)
    headline = page.get_by_role("heading", level=1)
    expect(headline).to_contain_text(re.compile("people (moved up|came onto|are on)"))
    expect(page.get_by_role("heading", name="Needs attention")).to_be_visible()

    # By keyboard, without a reload: what is on the window stays there.
    page.evaluate("() => { window.here = 1 }")
    page.get_by_role("link", name="Since the start").press("Enter")
    expect(page).to_have_url(re.compile(r"period=start"))
    expect(page.get_by_role("link", name="Since the start")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Organizer", exact=True).press("Enter")
    expect(page).to_have_url(re.compile(r"period=start&by=organizer"))
    expect(page.get_by_role("link", name="Organizer", exact=True)).to_have_attribute("aria-current", "true")
    assert page.evaluate("() => window.here") == 1
    page.go_back()
    expect(page.get_by_role("link", name="Organizer", exact=True)).not_to_have_attribute("aria-current", "true")

    everywhere(page, "The ladder", page.get_by_role("row", name=ON_LADDER), page.locator(".trend"))
    paper = words(page)
    for expected in (headline.inner_text(), "Where people stand", "Moved up", "Side by side"):
        assert re.sub(r"\s", "", expected) in paper, expected
    assert "Sincethestart" not in paper

    for width in (PHONE["width"], 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        expect(page.locator(".trend").locator("visible=true")).to_have_count(1)

    figure = page.get_by_role("row", name=ON_LADDER).locator("a.figure")
    people = figure.get_attribute("data-people")
    figure.click()
    counted = page.locator("#people h1 + [role=status]")
    expect(counted).to_have_text(re.compile(rf"^\s*{people} "))
    everywhere(page, "The people behind a figure", counted)


def test_the_big_screen_of_a_meeting_holds_everywhere(sign_in: Any, everywhere: Any):
    page: Page = sign_in("director", DESK)
    page.goto(f"{LADDER}?period=start")
    said = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Big screen").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(said)
    everywhere(page, "The big screen", page.get_by_role("link", name="Leave the big screen"), page.locator(".trend"))


def test_without_javascript_and_on_a_big_screen_it_says_the_same(sign_in: Any):
    page: Page = sign_in("viewer", PHONE, javascript=False)
    page.goto(LADDER)
    expect(page.get_by_role("row", name=ON_LADDER)).to_be_visible()
    page.locator("summary", has_text="Other days").click()
    page.get_by_label("From the end of").fill("2001-01-01")
    page.get_by_label("to the end of", exact=True).fill("2001-02-01")
    page.get_by_role("button", name="Show these days").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody is on the ladder yet.")

    page.get_by_role("link", name="This quarter").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Nobody is on the ladder yet.")
    said = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Big screen").click()
    expect(page.get_by_role("link", name="Leave the big screen")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(said)
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)
    expect(page.locator("[data-people]")).to_have_count(0)
