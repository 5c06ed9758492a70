"""Story 3 of people: the list is worked in as in a spreadsheet, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import GROUP, PHONE, Newcomer, add_someone

COLUMNS = ["level", "status", "pronouns", "language"]


def open_grid(page: Page, newcomer: Newcomer) -> None:
    """Open the list of those who were written down for this test."""
    page.get_by_label("Find a person").fill(newcomer.family_name)
    page.get_by_label("Find a person").press("Enter")
    page.wait_for_url(re.compile("search="))
    page.goto(f"{page.url}&columns={','.join(COLUMNS)}")
    expect(page.get_by_role("grid", name="People")).to_be_visible()


def cell(page: Page, name: str, column: str) -> Locator:
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))
    return row.get_by_role("gridcell").nth(COLUMNS.index(column) + 1)


def says(page: Page, text: str) -> None:
    expect(page.locator("#grid-said")).to_contain_text(text)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_cells_are_typed_filled_pasted_and_undone_by_keyboard(sign_in, newcomer, axe):
    page = sign_in("director")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ana, ben = (add_someone(page, name, newcomer) for name in ("Ana", "Ben"))
    open_grid(page, newcomer)

    cell(page, ana, "pronouns").focus()
    press(page, "Enter")
    expect(page.get_by_label(f"Pronouns, {ana}")).to_be_focused()
    page.keyboard.type("she/her")
    press(page, "Enter")
    says(page, "1 cell saved.")
    expect(cell(page, ben, "pronouns")).to_be_focused()
    press(page, "ArrowUp", "Shift+ArrowDown")
    says(page, "2 cells, 2 rows")
    assert axe(page) == []
    press(page, "Control+d")
    expect(cell(page, ben, "pronouns")).to_contain_text("she/her")

    page.evaluate("navigator.clipboard.writeText('Member\\tthey/them\\nBoss\\t\"xe\"\\n')")
    cell(page, ana, "status").focus()
    press(page, "Control+v")
    says(page, "3 cells saved, 1 refused.")
    expect(cell(page, ben, "status")).to_have_attribute("aria-invalid", "true")
    expect(cell(page, ben, "status")).to_contain_text("Choose contact, member, staff or former.")
    expect(cell(page, ana, "status")).to_contain_text("Member")
    cell(page, ben, "status").focus()
    press(page, "Enter")
    expect(page.get_by_label(f"Status, {ben}")).to_have_value("Boss")
    press(page, "Escape")
    expect(cell(page, ben, "status")).to_have_text("Contact")
    press(page, "Control+z")
    says(page, "Undone: 3 cells.")
    expect(cell(page, ben, "pronouns")).to_contain_text("she/her")
    press(page, "Control+y")
    says(page, "Done again: 3 cells.")

    page.reload()
    undo = page.get_by_role("button", name="Undo")
    undo.focus()
    press(page, "Enter")
    says(page, "Undone: 3 cells.")
    expect(cell(page, ana, "status")).to_contain_text("Contact")


def test_cells_that_are_not_typed_say_why_and_rows_are_ticked(sign_in, newcomer, axe):
    page = sign_in("organizer", scheme="dark")
    ana = add_someone(page, "Ana", newcomer)
    open_grid(page, newcomer)

    cell(page, ana, "level").focus()
    page.keyboard.type("3")
    says(page, "A level follows from what somebody was seen doing")
    press(page, "x")
    expect(page.get_by_role("checkbox", name=f"Select {ana}")).to_be_checked()
    assert axe(page) == []
    press(page, "Enter")
    expect(page.get_by_role("heading", name=f"Where does {ana} stand?")).to_be_visible()


def test_two_browsers_change_the_same_cell_and_no_word_is_lost(sign_in, newcomer):
    page, other = sign_in("director"), sign_in("data_lead")
    ana = add_someone(page, "Ana", newcomer)
    other.goto(f"{GROUP}/people/")
    for each in (page, other):
        open_grid(each, newcomer)
    for each, text, came in ((other, "theirs", "1 cell saved."), (page, "mine", "0 cells saved, 1 refused.")):
        cell(each, ana, "pronouns").focus()
        each.keyboard.type(text)
        press(each, "Enter")
        says(each, came)

    expect(cell(page, ana, "pronouns")).to_contain_text("theirs")
    expect(cell(page, ana, "pronouns")).to_contain_text("Data lead Rivera changed pronouns")
    page.get_by_role("button", name="Use mine: mine").press("Enter")
    says(page, "1 cell saved.")

    press(other, "Control+z")
    says(other, "Undone: 0 cells, 1 left.")
    expect(cell(other, ana, "pronouns")).to_contain_text("Changed by someone since")


def test_nothing_is_said_to_be_saved_without_a_connection(sign_in, newcomer):
    page = sign_in("director")
    ana = add_someone(page, "Ana", newcomer)
    open_grid(page, newcomer)
    cell(page, ana, "language").focus()
    press(page, "Enter")
    expect(page.get_by_label(f"Languages, {ana}")).to_be_focused()
    page.keyboard.type("Twi")

    page.context.set_offline(True)
    press(page, "Enter")
    says(page, "There is no connection, so nothing was saved")
    expect(cell(page, ana, "language")).to_have_text("")
    page.context.set_offline(False)
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()

    cell(page, ana, "language").focus()
    press(page, "Enter", "Enter")
    says(page, "1 cell saved.")
    page.on("dialog", lambda dialog: pytest.fail(f"Nothing is left to lose: {dialog.type}"))
    page.reload()
    expect(cell(page, ana, "language")).to_contain_text("Twi")


GOES_ON = """() => {
  const row = document.createElement("tr");
  row.className = "more";
  row.setAttribute("hx-get", "/next-hundred");
  row.setAttribute("hx-trigger", "revealed");
  document.querySelector("[data-grid] tbody").append(row);
  htmx.process(row);
}"""


def test_paste_says_so_when_the_next_people_do_not_come(sign_in, newcomer):
    # A second page, as one that sign_in gives fails the test over an answer that fails.
    page = sign_in("director").context.new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.route("**/next-hundred", lambda route: route.fulfill(status=500))
    ana = add_someone(page, "Ana", newcomer)
    open_grid(page, newcomer)
    page.evaluate(GOES_ON)

    page.evaluate("navigator.clipboard.writeText('she/her\\nxe\\nthey/them')")
    cell(page, ana, "pronouns").focus()
    press(page, "Control+v")

    says(page, "The next people could not be loaded, so 2 lines were left out.")
    expect(cell(page, ana, "pronouns")).to_contain_text("she/her")


def test_phone_has_cards_and_no_grid(sign_in):
    page = sign_in("director", PHONE)
    page.goto(f"{GROUP}/people/")

    expect(page.get_by_role("table", name="People")).to_be_visible()
    expect(page.get_by_role("grid")).to_have_count(0)


def test_paste_goes_on_below_what_is_loaded_and_all_is_taken_out_and_back(sign_in, site, newcomer, tmp_path):
    sheet = tmp_path / "many.csv"
    lines = [f"{number:03},{newcomer.family_name},contact" for number in range(102)]
    sheet.write_text("\n".join(["given name,family name,status", *lines]))
    site.manage("import_members", str(sheet), "--organization", "elm-court", "--keep-all-rows")
    page = sign_in("director")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{GROUP}/people/")
    open_grid(page, newcomer)
    first, last = (f"{number} {newcomer.family_name}" for number in ("000", "101"))

    # Names, places and levels come along, and stand as they stood: only what differs is written.
    cell(page, first, "language").focus()
    press(page, "Control+a")
    says(page, "500 cells, 100 rows")
    press(page, "Control+c")
    says(page, "500 cells copied")
    page.evaluate(
        "navigator.clipboard.readText().then((t) => navigator.clipboard.writeText(t.replace('Contact', 'Member')))"
    )
    page.get_by_role("rowheader").first.focus()
    press(page, "Control+v")
    says(page, "1 cell saved.")
    expect(page.locator("[aria-invalid]")).to_have_count(0)

    page.evaluate("navigator.clipboard.writeText(Array.from({ length: 103 }, (_, n) => `xe${n}\\tليلى`).join('\\n'))")
    cell(page, first, "pronouns").focus()
    press(page, "Control+v")
    says(page, "1 lines did not fit below the last person")
    expect(cell(page, last, "pronouns")).to_contain_text("xe101")
    press(page, "Control+z")
    says(page, "Undone: 204 cells.")
    press(page, "Control+z")
    says(page, "Undone: 1 cell.")
    expect(cell(page, first, "status")).to_contain_text("Contact")
