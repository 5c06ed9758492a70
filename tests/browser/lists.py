"""Lists for tests to bring in, and the steps of doing so."""

import io
import re
from secrets import token_hex

from openpyxl import Workbook
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import GROUP, Newcomer

HEADINGS = "First name;Last name;Mobile;Called;Level"
# What becomes of them, label by label.
PLANNED = {
    "New people": 3,
    "Updates to people here": 0,
    "Already here, nothing new": 1,
    "Need your word: someone new, or someone here?": 1,
    "Left behind": 1,
}


def messy(newcomer: Newcomer, shared: str) -> str:
    """Write what groups really have: a level nobody knows, a row twice, a row of nobody, somebody else's phone."""
    family_name, phone = newcomer.family_name, newcomer.phone
    rows = [
        f"Tova;{family_name};{phone(0)};;1",
        f"Milo;{family_name};{phone(1)};Mi;2",
        f"Ines;{family_name};{phone(2)};;Wizard",
        f"Milo;{family_name};{phone(1)};Mi;2",
        ";;;;3",
        f"Someone;{family_name};{shared};;1",
    ]
    return "\ufeff" + "\r\n".join([HEADINGS, *rows])


def csv(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


def xlsx(name: str, rows: list[list[object]]) -> FilePayload:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(file)
    return {"name": name, "mimeType": "application/octet-stream", "buffer": file.getvalue()}


def upload(page: Page, file: FilePayload) -> None:
    page.goto(f"{GROUP}/imports/new/")
    page.get_by_label("Your list").set_input_files(file)
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page.get_by_role("heading", name="Bring in a list")).to_have_count(0)


def step(page: Page, heading: str) -> None:
    """Wait for a step, all of it: the page goes there by itself."""
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    page.wait_for_load_state()


def look_for(page: Page, heading: str) -> None:
    """Come to a step without JavaScript."""
    look_until(page, page.get_by_role("heading", name=heading, level=1))


def look_until(page: Page, there: Locator) -> None:
    """Look again, as a person without JavaScript does, until something is there."""
    again = page.get_by_role("link", name=re.compile("^(Look again|Show it)$"))
    for _ in range(200):
        # The page before has neither.
        expect(there.or_(again).first).to_be_visible()
        page.wait_for_load_state()
        if there.is_visible():
            return
        with page.expect_navigation():
            again.click()
    raise AssertionError(page.url)


def expect_figures(page: Page, wanted: dict[str, int]) -> None:
    """Wait for what happens to the rows, or what became of them: one figure for each label."""
    expect(page.locator("dl.kv dt")).to_have_text(list(wanted))
    expect(page.locator("dl.kv dd")).to_have_text([str(number) for number in wanted.values()])


def on_ladder(page: Page) -> Locator:
    """Open the ladder and find how many people are on it."""
    page.goto(f"{GROUP}/ladder/")
    return page.get_by_role("row", name=re.compile("^On the ladder")).locator("td.num b").last


def someones_phone(page: Page, newcomer: Newcomer) -> str:
    """Write down somebody else, whose phone nobody shares so far, and return it."""
    # A name like no other: the form warns of people who may be here already.
    phone, name = newcomer.phone(9), token_hex(6)
    page.goto(f"{GROUP}/people/new/")
    page.get_by_label("Given name").fill(name[:6])
    page.get_by_label("Family name").fill(name[6:])
    page.get_by_label("Number, e-mail or street").first.fill(phone)
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_role("status")).to_contain_text("Added: ")
    return phone
