"""Story 5: a coach in six groups is at home in each; the one used last opens first."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, open_account_menu
from tests.browser.site import OTHER_GROUPS


def open_switcher(page: Page) -> None:
    """Open the list of groups over the page."""
    if page.viewport_size == PHONE:
        open_account_menu(page)
    page.get_by_role("link", name="Switch group").click()
    expect(page.get_by_role("dialog", name="Your groups")).to_be_visible()


def entry(page: Page, name: str):
    return page.get_by_role("dialog").get_by_role("button", name=name)


def test_a_coach_in_six_groups_finds_each_by_name_and_keyboard(sign_in, screen, axe):
    page = sign_in("six", screen)
    page.goto(f"{GROUP}/ladder/")
    expect(page).to_have_title(re.compile("· Elm Court Tenants$"))

    open_switcher(page)
    field = page.get_by_role("searchbox", name="Find a group")
    expect(field).to_be_focused()
    expect(entry(page, "Elm Court Tenants Coach · you are here")).to_be_visible()
    expect(entry(page, "Mill Town Tenants Viewer")).to_be_visible()
    assert axe(page) == []
    field.fill("senda comun")
    expect(entry(page, "Mill Town")).to_be_hidden()
    expect(entry(page, "Señda Común")).to_be_visible()
    field.fill("nowhere")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("None of your groups is called that.")
    field.fill("tenants")
    field.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(entry(page, "Mill Town")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_title(re.compile("· Mill Town Tenants$"))
    expect(page.locator("body")).not_to_contain_text("Elm Court")


def test_the_group_used_last_opens_first(sign_in, screen):
    page = sign_in("six", screen)
    page.goto("/?switch")
    page.get_by_label("Find a group").fill("canal")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("· Canal Street Neighbors$"))

    page.goto("/")

    expect(page).to_have_title(re.compile("· Canal Street Neighbors$"))


def test_escape_leaves_the_list_where_it_was_opened(sign_in):
    page = sign_in("six", DESK)
    page.goto("/o/empty-lot/ladder/")
    open_switcher(page)

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Switch group")).to_be_focused()


def test_without_javascript_the_list_is_a_page(sign_in):
    page = sign_in("six", PHONE, javascript=False)
    page.goto("/o/empty-lot/ladder/")
    page.locator("header details.menu > summary").click()
    page.get_by_role("link", name="Switch group").click()

    expect(page.get_by_role("heading", name="Where do you want to go?")).to_be_visible()
    expect(page.get_by_label("Find a group")).to_be_hidden()
    expect(page.locator("form.stack li")).to_have_count(len(OTHER_GROUPS) + 2)
    page.get_by_role("button", name="Field Hands United").click()
    expect(page).to_have_title(re.compile("· Field Hands United$"))
