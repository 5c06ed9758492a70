"""Stories 7 and 8 of people: who is here twice is put together and taken apart; a household stays two people."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, Newcomer


def add(page: Page, given_name: str, newcomer: Newcomer) -> str:
    """Write somebody down with the newcomer's phone, whoever has it already; return the name."""
    page.goto(f"{GROUP}/people/new/")
    page.get_by_label("Given name").fill(given_name)
    page.get_by_label("Family name").fill(newcomer.family_name)
    page.get_by_label("Number, e-mail or street").first.fill(newcomer.phone())
    page.get_by_role("button", name="Add this person").click()
    return f"{given_name} {newcomer.family_name}"


def look(page: Page) -> None:
    """Look over everyone, by keyboard, and wait for the end."""
    page.goto(f"{GROUP}/people/duplicates/")
    page.get_by_role("button", name=re.compile("^Look (again|for duplicates)$")).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Last looked over")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Show what was found").click()
    expect(page.get_by_role("navigation", name="What to look at")).to_be_visible()


def test_one_person_is_put_together_and_taken_apart_and_a_household_stays_two(sign_in, screen, newcomer, arrive):
    page = sign_in("data_lead", screen)
    stays = add(page, "Dolores", newcomer)
    expect(page.get_by_role("heading", name=stays, level=1)).to_be_visible()
    for given_name in ("Delores", "Quentin"):
        name = add(page, given_name, newcomer)
        page.get_by_role("button", name="Add anyway").click()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    look(page)
    arrive(page, "Duplicates")
    put_together(page, newcomer, arrive)

    page.get_by_role("link", name=re.compile("Same phone")).click()
    group = page.get_by_role("region").filter(has_text=f"Quentin {newcomer.family_name}")
    expect(group).to_contain_text("a household")
    group.get_by_role("link", name=stays).click()
    expect(page.get_by_role("region", name="Shares a phone or a home")).to_contain_text("Quentin")
    page.get_by_role("button", name="Take them apart").click()
    expect(page.get_by_role("heading", name=f"Delores {newcomer.family_name}", level=1)).to_be_visible()


def put_together(page: Page, newcomer: Newcomer, arrive) -> None:
    """Compare the two side by side and put them together, by keyboard."""
    names = f"Dolores {newcomer.family_name} · Delores {newcomer.family_name}"
    group = page.get_by_role("region", name=names)
    expect(group).to_contain_text("same phone")
    group.get_by_role("link", name="Compare").focus()
    page.keyboard.press("Enter")
    arrive(page, "Is this one person?")
    page.get_by_role("radio", name="Dolores", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Delores", exact=True)).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Put together").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"The page of Dolores {newcomer.family_name} stays")).to_be_visible()
