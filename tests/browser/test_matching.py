"""Matching the columns of a wide list: many alike at once, what waits for a room, and the matching used again."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, Axed, Newcomer
from tests.browser.lists import csv, step, upload

MEETINGS = ("3/7/2026", "3/14/2026", "4/2/2026")


def wide(newcomer: Newcomer) -> str:
    """Write a sheet as organizers keep it; its headings are nobody else's, so that no other list is like it."""
    own = newcomer.family_name
    heads = ["Name", "Cell", f"{own} shoes", "Q1 2026", "Q2 2026", *MEETINGS, "Team", f"{own} song", f"{own} hat"]
    rows = [
        [f"Tova {own}", newcomer.phone(0), "38", "1", "2", "x", "", "x", "Repairs", "yes", "red"],
        [f"Milo {own}", newcomer.phone(1), "a lot", "", "1", "", "y", "", "", "no", ""],
    ]
    return "\n".join(",".join(cells) for cells in (heads, *rows))


def test_a_wide_sheet_takes_few_words_and_the_next_one_none(sign_in, screen, newcomer: Newcomer, axe: Axed):
    page, name = sign_in("data_lead", screen), f"wide {newcomer.family_name}"
    upload(page, csv(f"{name}.csv", wide(newcomer)))
    step(page, "What is what in")
    say_what_is_what(page, newcomer)
    assert axe(page) == []

    page.get_by_role("button", name="Check every row").click()
    step(page, "Check “")
    expect(page.get_by_role("row", name="Milo")).to_contain_text("a lot")
    page.get_by_role("button", name="Bring in 2 people").click()
    step(page, f"“{name}.csv” is in")

    drop_and_keep(page, name)
    use_again(page, name, newcomer)


def say_what_is_what(page: Page, newcomer: Newcomer) -> None:
    """By keyboard: a kind for a new field, one word for the meetings, and how long to keep them."""
    expect(page.get_by_role("heading", name="3 columns look like meetings")).to_be_visible()
    expect(page.get_by_role("heading", name="2 columns look like levels")).to_be_visible()
    kind = page.get_by_label(f"{newcomer.family_name} shoes goes into")
    kind.focus()
    page.keyboard.type("A field of our own: n")
    expect(kind).to_have_value("newfield:number")
    each = page.get_by_text("See each of them").last
    each.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("4/2/2026 (Apr 2, 2026)")).to_be_visible()
    page.get_by_label("Until it has a room").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Until it has a room")).to_be_checked()


def drop_and_keep(page: Page, name: str) -> None:
    page.get_by_role("link", name="See until when, or drop it").click()
    card = page.get_by_role("region", name=f"{name}.csv")
    expect(card).to_contain_text("Kept until it has a room.")
    card.get_by_role("button", name="Drop it “Team”").click()
    expect(page.get_by_text("1 row is no longer kept.")).to_be_visible()
    expect(card.get_by_role("button")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It is kept, as before.")).to_be_visible()
    expect(card.get_by_role("button")).to_have_count(2)


def use_again(page: Page, name: str, newcomer: Newcomer) -> None:
    """Rename the matching, delete it, bring it back; then a list with such headings is matched by it."""
    page.goto(f"{GROUP}/imports/matchings/")
    page.get_by_text(f"Rename “{name}”").click()
    card = page.get_by_role("region", name=name)
    card.get_by_label("Name").fill(f"{name} again")
    card.get_by_role("button", name="Save the name").click()
    expect(page.get_by_role("heading", name=f"{name} again")).to_be_visible()
    page.get_by_role("button", name=f"Delete “{name} again”").click()
    expect(page.get_by_text("Lists are no longer matched by it.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"“{name} again” is back.")).to_be_visible()

    upload(page, csv("another.csv", wide(newcomer)))
    step(page, "What is what in")
    expect(page.get_by_text(f"Matched as in “{name} again”")).to_be_visible()
    expect(page.get_by_text(f"As in “{name} again”. Is split into first and last name.")).to_be_visible()
