"""Story 9 of lists: a sign-in sheet of paper is typed, with a keyboard, with a thumb, and without a script."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, GROUP, Newcomer, add_someone


def begin(page: Page, name: str) -> None:
    page.goto(f"{GROUP}/imports/")
    page.get_by_role("link", name="Type a sign-in sheet").click()
    page.get_by_label("What was it?").fill(name)
    page.get_by_label("E-mail").check()
    page.get_by_role("button", name="Begin typing").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def cell(page: Page, line: int, label: str) -> Locator:
    return page.locator("[data-line]").nth(line).get_by_label(label)


def state(page: Page, line: int) -> Locator:
    return page.locator("[data-line]").nth(line).locator("[data-state]")


def test_a_sheet_is_typed_by_keyboard_alone(sign_in, screen, newcomer: Newcomer, axe):
    page, family = sign_in("data_lead", screen), newcomer.family_name
    name = add_someone(page, "Zita", newcomer)
    begin(page, f"Meeting {family}")
    keys = page.keyboard
    expect(cell(page, 0, "Name")).to_be_focused()

    keys.type(f"zi {family[:4].lower()}")
    expect(page.get_by_role("option", name=name)).to_be_visible()
    assert axe(page) == []
    keys.press("ArrowDown")
    expect(page.get_by_role("option", name=name)).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    expect(cell(page, 0, "Name")).to_have_value(name)
    keys.press("Enter")
    expect(state(page, 0)).to_contain_text("Here already")
    expect(cell(page, 1, "Name")).to_be_focused()

    keys.type(f"Yara {family}")
    keys.press("Tab")
    keys.type(newcomer.phone(7))
    keys.press("Enter")
    expect(state(page, 1)).to_contain_text(re.compile(f"New\\s+Yara {family}"))
    expect(cell(page, 2, "Name")).to_be_focused()
    keys.press("ArrowUp")
    expect(cell(page, 1, "Name")).to_be_focused()
    keys.press("End")
    keys.type("-Mora")
    keys.press("Shift+Enter")
    expect(cell(page, 0, "Name")).to_be_focused()
    expect(state(page, 1)).to_contain_text(f"Yara {family}-Mora")

    page.get_by_role("button", name="Take out line 1").press("Enter")
    expect(page.locator("[data-put]")).to_have_count(1)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    page.get_by_role("link", name="Done: see what became of it").click()
    expect(page.get_by_role("heading", name=f"“Meeting {family}” is in")).to_be_visible()
    expect(page.get_by_role("row", name=f"Yara {family}-Mora")).to_be_visible()


def test_a_lost_connection_loses_no_line(sign_in, screen, newcomer: Newcomer):
    page, family = sign_in("data_lead", screen), newcomer.family_name
    name = add_someone(page, "Ziva", newcomer)
    begin(page, f"Door {family}")
    page.route("**/lines/put/", lambda route: route.abort())

    for given in ("Ada", "Bea"):
        page.keyboard.type(f"{given} {family}")
        page.keyboard.press("Enter")
    expect(state(page, 0)).to_have_text("Not saved yet")
    expect(state(page, 1)).to_have_text("Not saved yet")
    expect(page.get_by_role("alert").filter(has_text="There is no connection")).to_be_visible()
    page.unroute("**/lines/put/")
    page.get_by_role("button", name="Send again").click()

    expect(state(page, 0)).to_contain_text("New")
    expect(state(page, 1)).to_contain_text("New")
    cell(page, 2, "Name").fill(f"Ziva {family[:3]}")
    page.get_by_role("option", name=name).click()
    expect(cell(page, 2, "Name")).to_have_value(name)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(state(page, 2)).to_contain_text("Here already")
    page.reload()
    expect(page.locator("[data-put]")).to_have_count(3)


def test_a_sheet_without_javascript(sign_in, newcomer: Newcomer):
    page, family = sign_in("data_lead", DESK, javascript=False), newcomer.family_name
    name = add_someone(page, "Zora", newcomer)
    begin(page, f"Plain {family}")

    cell(page, 0, "Name").fill(f"Zora {family}")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label(name).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(state(page, 0)).to_contain_text("Here already")
    cell(page, 1, "Name").fill(f"Nobody Yet {family}")
    cell(page, 1, "Name").press("Enter")

    expect(state(page, 1)).to_contain_text("New")
    page.get_by_role("button", name="Take out line 2").click()
    expect(page.locator("[data-put]")).to_have_count(1)
