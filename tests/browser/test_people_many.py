"""Stories 4 and 9 of people: many changed at once and undone, and a list taken out. By keyboard alone."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, add_someone
from tests.seeds import PASSWORD


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def wide(page: Page) -> bool:
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width > 0


def found(page: Page, name: str) -> None:
    """Find someone by name: the list shows them alone."""
    page.goto(f"{GROUP}/people/")
    page.get_by_label("Find a person").fill(name)
    page.get_by_label("Find a person").focus()
    press(page, "Enter")
    expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_be_visible()


def test_everyone_who_matches_is_changed_by_keyboard_and_it_is_undone(sign_in, screen, axe, newcomer):
    page = sign_in("director", screen)
    name = add_someone(page, "Ines", newcomer)
    found(page, name)

    page.get_by_role("checkbox", name="All 1 that match").focus()
    press(page, "Space")
    page.get_by_label("What to do").select_option("Status")
    page.get_by_role("button", name="Go on").focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Set the status: 1 person")).to_be_visible()
    assert axe(page) == []
    assert not wide(page)
    page.get_by_label("Status").select_option("Former")
    page.get_by_role("button", name="Change 1 person").focus()
    press(page, "Enter")
    said = page.get_by_role("status").filter(has_text="1 person is changed.")
    expect(said).to_be_visible()

    said.get_by_role("button", name="Undo").focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Undone: 1 person.")).to_be_visible()
    assert axe(page) == []


def test_list_is_taken_out_by_keyboard(sign_in, screen, axe, newcomer):
    page = sign_in("data_lead", screen)
    name = add_someone(page, "Ines", newcomer)
    found(page, name)

    page.get_by_role("checkbox", name="All 1 that match").focus()
    press(page, "Space")
    page.get_by_label("What to do").select_option("Export")
    page.get_by_role("button", name="Go on").focus()
    press(page, "Enter")
    form, password = page.get_by_label("Who is it for, and what for?"), page.get_by_label("Password", exact=True)
    expect(form.or_(password)).to_be_visible()
    if password.is_visible():
        password.fill(PASSWORD)
        press(page, "Enter")
        expect(page.get_by_role("heading", name="Thank you, it is you")).to_be_visible()
        page.get_by_role("button", name="Go on").press("Enter")
        expect(page.get_by_role("heading", name="Take 1 person out as a file")).to_be_visible()
    assert axe(page) == []
    assert not wide(page)
    form.focus()
    page.keyboard.type("Bao, to call")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="The file is ready: 1 person.")).to_be_visible()
    assert axe(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the file").focus()
        press(page, "Enter")
    assert newcomer.family_name in download.value.path().read_text(encoding="utf-8-sig")
