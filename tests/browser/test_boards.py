"""Story 6: panels are put on, ordered and taken off by keyboard; the other dashboards hold in the dark, on a phone and on paper. Story 4: a gap opens its people."""

from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import DESK, GROUP

BOARDS = f"{GROUP}/dashboards/"
OTHERS = {
    "conversations": "Talks and attempts",
    "activities": "By kind of activity",
    "lists": "How complete the lists are",
}


def test_panels_are_chosen_by_keyboard_and_dashboards_hold_everywhere(sign_in, everywhere):
    page = sign_in("director", DESK)
    page.goto(f"{BOARDS}choose/")
    everywhere(page, "What stands on the front page", page.get_by_role("link", name="See the front page"))
    page.set_viewport_size(DESK)
    page.get_by_role("button", name="Put on: How complete the lists are").press("Enter")
    page.get_by_role("button", name="Up: How complete the lists are").press("Enter")
    expect(page.get_by_role("button", name="Down: How complete the lists are")).to_be_enabled()
    page.get_by_role("link", name="See the front page").press("Enter")
    everywhere(page, "What we look at together", page.get_by_role("heading", name="How complete the lists are"))
    page.goto(f"{BOARDS}choose/")
    page.get_by_role("button", name="Take off: How complete the lists are").press("Enter")
    expect(page.get_by_role("button", name="Put on: How complete the lists are")).to_be_visible()

    for where, heading in OTHERS.items():
        page.goto(f"{BOARDS}{where}/")
        everywhere(page, heading, page.get_by_role("heading", name=heading))


def test_the_days_change_without_a_reload_and_lists_are_printed(sign_in):
    page = sign_in("director", DESK)
    page.goto(f"{BOARDS}conversations/")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="This year", exact=True).press("Enter")
    expect(page.get_by_role("link", name="This year", exact=True)).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?period=year")
    assert page.evaluate("window.stays")

    page.goto(f"{BOARDS}lists/")
    expect(page.get_by_role("heading", name="How complete the lists are")).to_be_visible()
    words = "".join(PdfReader(BytesIO(page.pdf())).pages[0].extract_text().split())
    assert "Howcompletethelistsare" in words
    assert "Showthese" not in words


def test_lists_and_gaps_are_read_without_a_script(sign_in):
    page = sign_in("director", DESK, javascript=False)
    page.goto(f"{BOARDS}lists/")
    expect(page.get_by_role("heading", name="How much of the work lives here")).to_be_visible()
    page.goto(f"{BOARDS}gaps/")
    door = page.locator("main [data-people][href]").first
    expect(door).to_be_visible()
    n = door.get_attribute("data-people")
    expect(page.get_by_text("Seen by:").first).to_be_visible()
    door.click()
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text(n)
