"""Story 3 of the dashboards: from where to where, who that was, how long it takes, who came when, who stands still."""

import re
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import DESK, GROUP

PAGES = {
    "Time on a level": "time",
    "By when they came": "cohorts",
    "Standing still": "stalled",
}


def test_movement_by_keyboard_and_at_both_widths(sign_in, everywhere):
    page = sign_in("director", DESK)
    page.goto(f"{GROUP}/dashboards/movement/?period=start")
    everywhere(page, "Movement", page.get_by_role("heading", name="From where to where"), page.locator("svg.matrix"))

    cell = page.locator(".only-desk svg.matrix a").first
    people = cell.get_attribute("data-people")
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#people h1 + [role=status]")).to_have_text(re.compile(rf"^\s*{people} "))
    page.go_back()
    page.get_by_label("Days").select_option("This year")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page).to_have_url(re.compile("period=year"))
    expect(page.get_by_label("Days").locator("option:checked")).to_have_text("This year")
    for name, address in PAGES.items():
        page.get_by_role("link", name=name).press("Enter")
        expect(page).to_have_url(re.compile(f"/{address}/"))
        expect(page.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")
        everywhere(page, name, page.locator("main h2"))
        page.set_viewport_size(DESK)


def test_movement_without_a_script_in_the_dark_on_a_phone_and_on_paper(sign_in):
    page = sign_in("director", {"width": 320, "height": 700}, javascript=False, scheme="dark")
    page.goto(f"{GROUP}/dashboards/movement/?period=start")

    expect(page.locator(".only-phone svg.matrix")).to_be_visible()
    expect(page.locator(".only-desk svg").first).to_be_hidden()
    letters = page.locator(".only-phone svg.matrix").bounding_box()
    assert letters
    assert (
        letters["width"]
        >= float((page.locator(".only-phone svg.matrix").get_attribute("viewBox") or "").split()[2]) - 1
    )
    page.get_by_label("from the end of").fill("2026-01-31")
    page.get_by_label("Days").select_option("Between two days")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("from the end of")).to_have_value("2026-01-31")
    words = "".join("".join(each.extract_text().split()) for each in PdfReader(BytesIO(page.pdf())).pages)
    for said in ("Fromwheretowhere", "Howwecount", "Cameback"):
        assert said in words, said
