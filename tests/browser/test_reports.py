"""Story 7: a report for members is made, read as it will be printed, put into the group's words, and taken as files."""

import re
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import DESK, GROUP

REPORTS = f"{GROUP}/reports/"


def ready(page: Page) -> None:
    expect(page.get_by_role("heading", name="The report is ready.")).to_be_visible()


def taken(page: Page, label: str) -> bytes:
    address = page.get_by_role("link", name=label, exact=True).get_attribute("href")
    return page.context.request.get(address).body()


def words(text: str) -> set[str]:
    """Tell the words apart from their order: text of both directions is extracted in any."""
    return set(re.findall(r"\w+", text))


def text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_report_for_members_from_asking_to_paper(sign_in, arrive, everywhere):
    page = sign_in("director", DESK)
    page.goto(REPORTS)
    arrive(page, "Reports")
    page.get_by_role("main").get_by_role("link", name="The ladder, for members", exact=True).first.press("Enter")
    arrive(page, "The ladder, for members")
    page.get_by_label("Language", exact=True).select_option("ar")
    page.get_by_role("button", name="Make it").press("Enter")
    ready(page)
    everywhere(page, "The ladder, for members", page.locator(".report-head"), page.locator(".rungs"))
    headline = page.locator(".report-head").inner_text()
    assert words(headline) <= words(text(taken(page, "PDF, to print or send")))

    page.get_by_role("link", name="Edit the words").press("Enter")
    arrive(page, "Say it in your words")
    page.get_by_label("What a step up means").fill("{nobody}")
    page.get_by_role("button", name="Save the words").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("There is no figure {nobody} in this sentence.")
    page.get_by_label("What a step up means").fill("هنا نقف")
    page.get_by_label("Begin later reports").uncheck()
    page.get_by_role("button", name="Save the words").press("Enter")
    expect(page.locator(".report-page .lead")).to_have_text("هنا نقف")
    ready(page)
    assert taken(page, "Excel workbook, with charts")[:2] == b"PK"
    assert taken(page, "The ladder as a picture")[:4] == b"\x89PNG"

    page.get_by_role("button", name="Delete it").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("The report is deleted.")


def test_report_for_a_board_is_made_without_scripts_and_holds_everywhere(sign_in, everywhere):
    page = sign_in("director", DESK, javascript=False)
    page.goto(f"{REPORTS}new/?kind=board")
    page.get_by_role("button", name="Make it").click()
    again = page.get_by_role("link", name="Look again")
    done = page.get_by_role("heading", name="The report is ready.")
    for _ in range(300):
        expect(again.or_(done)).to_be_visible()
        if done.is_visible():
            break
        again.click()
    expect(done).to_be_visible()
    drawn = sign_in("director", DESK)
    drawn.goto(page.url)
    everywhere(drawn, "A report for the board", drawn.get_by_role("heading", name="How we counted"))
