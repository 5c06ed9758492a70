"""Stories 1 and 2 of people: a list filtered, arranged and kept as a view; and found while typing. By keyboard alone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, add_someone


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def wide(page: Page) -> bool:
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width > 0


def test_list_is_filtered_kept_changed_and_deleted_by_keyboard(sign_in, screen, axe, newcomer):
    page = sign_in("data_lead", screen)
    view = f"Members of {newcomer.family_name} {screen['width']}"
    page.goto(f"{GROUP}/people/")

    page.get_by_role("main").get_by_role("link", name="Add filter").focus()
    press(page, "Enter")
    expect(page.get_by_role("searchbox", name="Find a field")).to_be_focused()
    page.keyboard.type("status")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Status")).to_be_visible()
    page.get_by_label("Member", exact=True).focus()
    assert axe(page) == []
    press(page, "Space", "Enter")
    expect(page.get_by_role("link", name="Status is Member", exact=True)).to_be_visible()

    page.get_by_role("link", name="Save as a view").focus()
    press(page, "Enter")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type(view)
    press(page, "Enter")
    tab = page.locator("#view-tabs").get_by_role("link", name=re.compile(rf"^{view} \d+$"))
    expect(tab).to_have_attribute("aria-current", "page")
    assert not wide(page)

    page.get_by_role("link", name="Columns").focus()
    press(page, "Enter")
    page.get_by_role("button", name="Move Status up").focus()
    press(page, "Enter")
    expect(page.get_by_role("button", name="Move Status up")).to_be_focused()
    assert axe(page) == []
    page.get_by_role("button", name="Show these columns").focus()
    press(page, "Enter")
    expect(page.get_by_text("Changed", exact=True)).to_be_visible()
    page.get_by_role("button", name="Save to this view").focus()
    press(page, "Enter")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(page.get_by_text("Changed", exact=True)).to_have_count(0)

    page.get_by_role("link", name=re.compile("Edit views|All views")).click()
    page.get_by_role("button", name=f"Delete {view}").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").filter(has_text="It is back")).to_be_visible()
    expect(page.get_by_role("link", name="Status is Member", exact=True)).to_be_visible()


def test_alternatives_are_put_together_and_read_as_a_sentence(sign_in, screen, axe):
    page = sign_in("director", screen)
    page.goto(f"{GROUP}/people/filters/?status=member")

    page.get_by_role("link", name="or … Status is Member").click()
    page.get_by_role("button", name="Added", exact=True).click()
    expect(page.get_by_label("Days")).to_be_visible()
    expect(page.get_by_label("Day", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Add filter").click()
    expect(page.get_by_role("link", name="Any of these")).to_have_attribute("aria-current", "true")
    assert axe(page) == []
    assert not wide(page)
    page.get_by_role("link", name="Show these people").click()

    sentence = "Status is Member or Added in the last 30 days"
    expect(page.get_by_role("link", name=sentence, exact=True)).to_be_visible()
    page.get_by_role("link", name=f"Remove {sentence}").click()
    expect(page.locator("#people h1 + [role=status]")).to_contain_text("in all")


def test_somebody_is_found_while_their_name_is_typed(sign_in, screen, axe, newcomer):
    page = sign_in("director", screen)
    name = add_someone(page, "Żofia", newcomer)
    page.goto(f"{GROUP}/ladder/")

    field = page.get_by_label("Find a person")
    field.focus()
    page.keyboard.type(f"zof {newcomer.family_name[:4].lower()}", delay=30)
    option = page.get_by_role("option", name=re.compile(name))
    expect(option).to_be_visible()
    assert axe(page) == []
    assert not wide(page)
    press(page, "Escape")
    expect(option).to_be_hidden()
    page.keyboard.type(newcomer.family_name[4:5].lower())
    expect(option).to_be_visible()
    press(page, "ArrowDown", "Enter")

    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
