"""Lists for tests to bring in, and the steps of doing so."""

import io
import re

from openpyxl import Workbook
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import GROUP

HEADINGS = "First name;Last name;Mobile;Called;Level"


def messy(family_name: str, area: str, shared: str) -> str:
    """Write what groups really have: a level nobody knows, a row twice, a row of nobody, somebody else's phone."""
    rows = [
        f"Tova;{family_name};({area}) 555-0150;;1",
        f"Milo;{family_name};({area}) 555-0151;Mi;2",
        f"Ines;{family_name};({area}) 555-0152;;Wizard",
        f"Milo;{family_name};({area}) 555-0151;Mi;2",
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
    page.goto(f"{GROUP}/imports/")
    page.get_by_label("Your list").set_input_files(file)
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page.get_by_role("heading", name="Bring in a list")).to_have_count(0)


def step(page: Page, heading: str) -> None:
    """Wait for a step: the page goes there by itself."""
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()


def look_for(page: Page, heading: str) -> None:
    """Come to a step without JavaScript: look again until it is there."""
    there = page.get_by_role("heading", name=heading, level=1)
    for _ in range(100):
        if there.count():
            return
        page.get_by_role("link", name="Look again").or_(page.get_by_role("link", name="Show it")).first.click()
    raise AssertionError(page.url)


def figures(page: Page) -> dict[str, int]:
    """Read what happens to the rows, or what became of them."""
    labels, numbers = page.locator("dl.kv dt").all_inner_texts(), page.locator("dl.kv dd").all_inner_texts()
    return {label: int(number.replace(",", "")) for label, number in zip(labels, numbers, strict=True)}


def on_ladder(page: Page) -> int:
    page.goto(f"{GROUP}/ladder/")
    row = page.get_by_role("row", name=re.compile("^On the ladder"))
    return int(row.locator("td.num b").last.inner_text())


def someones_phone(page: Page) -> str:
    """Find the phone of someone who is here already."""
    page.goto(f"{GROUP}/people/")
    return (page.locator("a[href^='tel:']").first.get_attribute("href") or "").removeprefix("tel:")
