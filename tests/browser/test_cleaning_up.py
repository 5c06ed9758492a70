"""Stories 3 and 4 of bringing a list in: words are explained once, cells are put right in place, by keyboard alone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Newcomer
from tests.browser.lists import csv, look_for, step, upload

HEADINGS = "Full name,Cell,E-mail,Bldg,Level,Level date"


def messy(newcomer: Newcomer) -> str:
    """Write a list that needs somebody: a short phone, a slip of the keys, a word for a level, a day without a year."""
    family, word = newcomer.family_name, f"leader {newcomer.family_name}!!"
    rows = [
        f"Tova {family},{newcomer.phone(0)},tova.{family}@gmial.com,Nroth Side,{word},10/24",
        f"Milo {family},503-555-019,,North Side,{word},10/25",
        f"Ines {family},{newcomer.phone(2)},,South Side,1,10/26",
    ]
    return "\n".join([HEADINGS, *rows])


def to_cells(page: Page, newcomer: Newcomer) -> None:
    upload(page, csv(f"messy {newcomer.family_name}.csv", messy(newcomer)))
    step(page, "What is what in")
    page.get_by_role("button", name="Check every row").click()
    step(page, "Check “")
    page.get_by_role("link", name="Clean up").last.click()
    step(page, "Clean up “")


def needs(page: Page, n: int) -> None:
    """Wait until so many cells need somebody."""
    expect(page.get_by_role("link", name=re.compile(f"^Needs you {n}$"))).to_be_visible()


def test_cells_are_put_right_by_keyboard_alone(sign_in, screen, newcomer, arrive):
    page, family = sign_in("data_lead", screen), newcomer.family_name
    to_cells(page, newcomer)
    needs(page, 7)
    arrive(page, f"Clean up “messy {family}.csv”")

    page.get_by_role("radio", name=re.compile("The last time they came")).check()
    page.get_by_role("button", name="Read the days so").press("Enter")
    needs(page, 4)
    mail = page.get_by_label("E-mail in row 2")
    expect(mail).to_have_value(f"tova.{family}@gmail.com")
    mail.fill("tova")
    mail.press("Escape")
    expect(mail).to_have_value(f"tova.{family}@gmail.com")
    mail.press("Enter")
    needs(page, 3)
    expect(page.get_by_label("Level in row 2")).to_be_focused()
    levels_and_a_phone(page)
    back_and_forth(page)


def levels_and_a_phone(page: Page) -> None:
    """Explain the word in both rows at once, and mend the phone."""
    expect(page.get_by_label("1 other alike too").first).to_be_checked()
    level = page.get_by_label("Level in row 2")
    level.select_option(index=3)
    level.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    needs(page, 1)
    phone = page.get_by_label("Cell in row 3")
    expect(phone).to_be_focused()
    phone.fill("503-555-0199")
    phone.press("Enter")
    expect(page.get_by_text("No cell needs you.")).to_be_visible()


def back_and_forth(page: Page) -> None:
    """Put the last one back, and see what was fixed."""
    page.get_by_role("status").get_by_role("button", name="Undo").press("Enter")
    needs(page, 1)
    page.get_by_role("link", name=re.compile("^Fixed for you")).press("Enter")
    expect(page.get_by_text("Year added.").first).to_be_visible()
    page.get_by_role("link", name=re.compile("^All rows")).press("Enter")
    page.get_by_role("button", name="Leave row out row 4").press("Enter")
    expect(page.get_by_role("button", name="Bring it back row 4")).to_be_visible()


def test_words_are_explained_without_javascript(sign_in, screen, newcomer):
    page, family = sign_in("data_lead", screen, javascript=False), newcomer.family_name
    upload(page, csv(f"words {family}.csv", messy(newcomer)))
    look_for(page, "What is what in")
    page.get_by_role("button", name="Check every row").click()
    look_for(page, "Check “")
    page.get_by_role("link", name="Clean up").last.click()
    page.get_by_role("link", name="Words and spellings").click()
    expect(page.get_by_text("3 spellings become 2")).to_be_visible()

    page.get_by_label(f"“leader {family}!!” becomes").select_option(index=2)
    page.get_by_role("button", name="These are right for Level").click()

    expect(page.get_by_role("status")).to_contain_text("Done, in 2 rows.")
    expect(page.get_by_text("You said so on")).to_be_visible()
