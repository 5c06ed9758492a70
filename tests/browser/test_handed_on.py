"""Story 8: a report is shown outside by a link and taken back; it comes again each month, waits, and ends."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE
from tests.browser.test_reports import REPORTS, ready


def a_report(page: Page) -> None:
    page.goto(f"{REPORTS}new/?kind=board")
    page.get_by_role("button", name="Make it").press("Enter")
    ready(page)


def row(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=text)


def test_report_is_shown_outside_and_taken_back(sign_in, arrive, everywhere, newcomer):
    page, whom = sign_in("director", DESK), f"The board of {newcomer.family_name}"
    a_report(page)
    page.get_by_role("link", name="Show it outside").press("Enter")
    arrive(page, "Show outside")
    page.get_by_role("button", name="Make the link").press("Enter")
    expect(page.get_by_label("Whom it is for")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Whom it is for").fill(whom)
    page.get_by_role("button", name="Make the link").press("Enter")
    everywhere(page, "Show outside", page.get_by_role("heading", name="The new link"))
    address = page.locator("code").inner_text()
    stranger = sign_in(None, PHONE, javascript=False)
    stranger.goto(re.sub(r"^https?://[^/]+", "", address))
    expect(stranger.get_by_text("shows you this report by a link")).to_be_visible()
    expect(stranger.get_by_role("heading", name="How we counted")).to_be_visible()
    another = sign_in(None, DESK)
    another.goto(stranger.url)
    everywhere(another, "A report by a link", another.get_by_role("heading", name="How we counted"))

    page.get_by_role("link", name="All links of this group").press("Enter")
    arrive(page, "Shown outside")
    expect(row(page, whom)).to_contain_text("Opened 2 times")
    row(page, whom).get_by_role("button", name="Close it").press("Enter")
    expect(row(page, whom)).to_contain_text("Closed on")
    stranger.reload()
    expect(stranger.get_by_role("heading", name="This link is closed")).to_be_visible()


def test_report_comes_again_waits_and_ends(sign_in, arrive, everywhere):
    page = sign_in("director", DESK)
    page.goto(f"{REPORTS}schedules/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    a_report(page)
    page.get_by_role("link", name="Let it come again").press("Enter")
    arrive(page, "Let it come again")
    page.get_by_label("How often").select_option("quarter")
    page.get_by_role("button", name="Let it come again").press("Enter")
    expect(page.get_by_text("Choose at least one person.").first).to_be_visible()
    page.get_by_role("group", name="Who is told by mail").get_by_role("checkbox").first.press("Space")
    page.get_by_role("button", name="Let it come again").press("Enter")
    everywhere(page, "Reports that come again", row(page, "each quarter"))
    page.set_viewport_size(DESK)
    mine = row(page, "each quarter")
    expect(mine).to_contain_text("Next on")

    mine.get_by_role("button", name="Pause").press("Enter")
    expect(mine).to_contain_text("It waits until somebody goes on with it.")
    mine.get_by_role("button", name="Go on").press("Enter")
    expect(mine).to_contain_text("Next on")
    mine.get_by_role("button", name="End it").press("Enter")
    expect(page.get_by_role("status").filter(has_text="It comes no more")).to_be_visible()
    page.goto(f"{GROUP}/reports/")
    expect(page.get_by_role("link", name="What comes again each week, month or quarter")).to_be_visible()
