"""Every form also works without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, open_person
from tests.browser.lists import csv, figures, look_for, messy, someones_phone, upload
from tests.seeds import PASSWORD


@pytest.fixture
def plain(sign_in):
    """A page as the director without JavaScript, on the phone."""
    return sign_in("director", PHONE, javascript=False)


def test_signing_in_and_out(sign_in):
    page = sign_in(None, DESK, javascript=False)
    page.goto(f"{GROUP}/people/")
    page.get_by_label("E-mail").fill("director@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()

    page.locator("aside details.menu > summary").click()
    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{GROUP}/people/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_searching_filtering_and_sorting(plain: Page):
    plain.goto(f"{GROUP}/people/")
    plain.get_by_role("searchbox", name="Find a person").fill("desk")
    plain.keyboard.press("Enter")
    expect(plain.get_by_role("link", name="Found by “desk”")).to_be_visible()
    assert "desk" not in plain.url

    plain.locator(".filter-menu > summary").click()
    plain.get_by_label("Status", exact=True).select_option("Contact")
    plain.get_by_role("button", name="Show").click()

    expect(plain.locator(".filters .chip")).to_have_count(2)
    expect(plain.get_by_role("link", name="Nadia Desk", exact=True)).to_be_visible()


def test_a_unit_of_the_ladder(plain: Page):
    plain.goto(f"{GROUP}/ladder/")
    plain.get_by_label("Where they belong").select_option("Third floor")
    plain.get_by_role("button", name="Show").click()

    expect(plain.get_by_label("Where they belong").locator("option:checked")).to_have_text("Third floor")


def test_assessing_agreeing_and_taking_back(plain: Page, sign_in):
    open_person(plain, "Omar Plain")
    plain.get_by_role("link", name="Assess").click()
    plain.get_by_role("radio", name="Level 2").check()
    plain.get_by_role("button", name="Keep this").click()
    expect(plain.get_by_role("alert")).to_contain_text("What you saw")
    plain.get_by_label("What you saw").fill("Cooked for forty")
    plain.get_by_role("button", name="Keep this").click()
    expect(plain.get_by_role("status")).to_contain_text("Kept.")

    owner = sign_in("owner", PHONE, javascript=False)
    open_person(owner, "Omar Plain")
    owner.get_by_role("button", name="Agree").first.click()
    expect(owner.get_by_role("status")).to_contain_text("You agreed.")
    owner.get_by_role("link", name="Take back").first.click()
    owner.get_by_role("textbox", name="Why it does not count").fill("It was Osman")
    owner.get_by_role("button", name="Take it back").click()
    expect(owner.get_by_role("status")).to_contain_text("It no longer counts.")


def test_adding_and_editing_a_person(plain: Page):
    plain.goto(f"{GROUP}/people/new/")
    plain.get_by_role("button", name="Add this person").click()
    expect(plain.get_by_role("alert")).to_contain_text("Write a name, a phone or an e-mail")
    plain.get_by_label("Given name").fill("Quill")
    plain.get_by_role("button", name="Add this person").click()
    expect(plain.get_by_role("status")).to_contain_text("Added: Quill.")

    plain.get_by_role("link", name="Edit").click()
    plain.get_by_label("Number, e-mail or street").first.fill("(458) 555-0199")
    plain.get_by_role("button", name="Save").click()

    expect(plain.get_by_role("status")).to_contain_text("Saved: Quill.")


def test_a_list_comes_in(sign_in):
    page = sign_in("data_lead", PHONE, javascript=False)
    upload(page, csv("plain.csv", messy("Plain", "458", someones_phone(page))))
    look_for(page, "What is what in")
    page.get_by_role("button", name="Check every row").click()
    look_for(page, "Check “")
    planned = figures(page)
    page.get_by_role("button", name="Bring in 3 people").click()
    look_for(page, "“plain.csv” is in")

    assert figures(page) == planned
    page.get_by_role("link", name="Needs a person's word").click()
    page.get_by_role("button", name="Someone new", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("someone new")
