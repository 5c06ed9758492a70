"""Stories 5 and 6 of lists: who is the same, field by field; how a list comes to what is here, and what it would do."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Newcomer, list_with, open_person
from tests.browser.lists import csv, look_for, step, upload
from tests.browser.test_people import add


def listed(newcomer: Newcomer) -> str:
    """Write a row that resembles somebody here, one that resembles the row before it, and a plain one."""
    family, phone = newcomer.family_name, newcomer.phone
    rows = [
        f"Deshaun;{family};{phone(1)};Port {family};d{newcomer.number}@example.org",
        f"Joanna;{family};{phone(2)};;",
        f"Joana;{family};{phone(2)};;j{newcomer.number}@example.org",
        f"Nadir;{family};{phone(3)};;",
    ]
    return "\n".join(["First name;Last name;Mobile;Employer;E-mail", *rows])


def to_check(page: Page, newcomer: Newcomer, *, look=step) -> None:
    """Add somebody, upload the list and come to the check."""
    add(page, "Deshawn", newcomer.family_name, newcomer.phone(1))
    upload(page, csv(f"same {newcomer.family_name}.csv", listed(newcomer)))
    look(page, "What is what in")
    page.get_by_role("button", name="Check every row").click()
    look(page, "Check “")
    expect(page.get_by_text("2 rows resemble somebody")).to_be_visible()
    page.get_by_role("link", name="Say who is the same, one by one").click()
    expect(page.get_by_text("1 of 2.")).to_be_visible()


def is_as_chosen(page: Page, newcomer: Newcomer) -> None:
    """Deshawn kept the name and got the e-mail; Joana is somebody else than Joanna."""
    family = newcomer.family_name
    list_with(page, family)
    for name in (f"Joanna {family}", f"Joana {family}", f"Nadir {family}"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=f"Deshaun {family}", exact=True)).to_have_count(0)
    open_person(page, f"Deshawn {family}")
    expect(page.get_by_role("link", name=f"d{newcomer.number}@example.org")).to_be_visible()
    expect(page.get_by_text(f"Port {family}")).to_have_count(0)


def test_who_is_the_same_is_said_field_by_field_before_the_list_comes_in(sign_in, screen, newcomer, arrive):
    page, family = sign_in("data_lead", screen), newcomer.family_name
    to_check(page, newcomer)
    arrive(page, "Is this the same person?")
    name = page.get_by_role("radiogroup", name="Name")
    expect(name.get_by_label(f"Deshawn {family}")).to_be_checked()
    page.get_by_role("radiogroup", name="Work").get_by_label("empty").check()
    page.get_by_role("button", name="Same person").click()

    expect(page.get_by_text("2 of 2.")).to_be_visible()
    expect(page.get_by_text("In row 3", exact=True)).to_be_visible()
    page.get_by_role("button", name="Two different people").dblclick()
    step(page, "Check “")

    expect(page.get_by_text("Of people here:")).to_contain_text("e-mail 1")
    page.get_by_role("link", name="e-mail 1").click()
    expect(page.get_by_text("Only rows that change one field.")).to_be_visible()
    arrive(page, f"Check “same {family}.csv”")
    page.get_by_role("button", name="Bring in 4 people").dblclick()
    step(page, f"“same {family}.csv” is in")
    is_as_chosen(page, newcomer)


def test_pairs_by_keys_alone(sign_in, newcomer, arrive):
    page, family = sign_in("data_lead", DESK), newcomer.family_name
    to_check(page, newcomer)
    page.keyboard.press("j")
    expect(page.get_by_text("2 of 2.")).to_be_visible()
    page.keyboard.press("k")
    expect(page.get_by_text("1 of 2.")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("[data-keys]")).to_be_focused()
    page.keyboard.press("2")
    name = page.get_by_role("radiogroup", name="Name")
    expect(name.get_by_label(f"Deshaun {family}")).to_be_checked()
    page.keyboard.press("1")
    expect(name.get_by_label(f"Deshawn {family}")).to_be_checked()
    page.keyboard.press("l")

    expect(page.get_by_text("2 of 2.")).to_be_visible()
    page.keyboard.press("s")
    arrive(page, "Who may be here already")
    expect(page.get_by_role("row", name=f"Deshaun {family}")).to_contain_text("Later")
    page.get_by_role("link", name="Look at them one by one").press("Enter")
    expect(page.get_by_text("1 of 2.")).to_be_visible()
    page.keyboard.press("d")
    step(page, "Check “")
    expect(page.get_by_role("button", name="Bring in 3 people")).to_be_visible()


def test_pairs_and_ways_without_javascript(sign_in, newcomer):
    page, family = sign_in("data_lead", DESK, javascript=False), newcomer.family_name
    to_check(page, newcomer, look=look_for)
    page.get_by_role("radiogroup", name="Work").get_by_label("empty").check()
    page.get_by_role("button", name="Same person").click()
    expect(page.get_by_text("2 of 2.")).to_be_visible()
    page.get_by_role("button", name="Two different people").click()
    look_for(page, "Check “")

    page.get_by_text("Another way?").click()
    page.get_by_label("E-mail", exact=True).select_option("Only where none is")
    page.get_by_role("button", name="Look at every row again").click()
    look_for(page, "Check “")
    expect(page.get_by_label("E-mail", exact=True)).to_have_value("fill")
    page.get_by_role("button", name="Bring in 4 people").click()
    look_for(page, f"“same {family}.csv” is in")
    is_as_chosen(page, newcomer)
