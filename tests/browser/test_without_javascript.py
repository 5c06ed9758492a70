"""Every form also works without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone, open_person
from tests.browser.lists import PLANNED, csv, expect_figures, look_for, look_until, messy, someones_phone, upload
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
    expect(page.get_by_role("status")).to_contain_text("You are signed out.")

    page.goto(f"{GROUP}/people/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_searching_filtering_and_sorting(plain: Page, newcomer):
    name = add_someone(plain, "Wanted", newcomer)
    plain.goto(f"{GROUP}/people/")
    plain.get_by_role("searchbox", name="Find a person").fill("wanted")
    plain.keyboard.press("Enter")
    expect(plain.get_by_role("link", name="Found by “wanted”", exact=True)).to_be_visible()
    expect(plain).not_to_have_url(re.compile("wanted"))

    plain.get_by_role("link", name="Add filter").click()
    plain.get_by_role("button", name="Status", exact=True).click()
    plain.get_by_label("Contact", exact=True).check()
    plain.get_by_role("button", name="Add filter").click()

    expect(plain.locator(".filters .chip")).to_have_count(2)
    expect(plain.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_a_unit_of_the_ladder(plain: Page):
    plain.goto(f"{GROUP}/ladder/")
    plain.get_by_label("Where they belong").select_option("Third floor")
    plain.get_by_role("button", name="Show").click()

    expect(plain).to_have_url(re.compile(r"\?unit=."))
    expect(plain.get_by_label("Where they belong").locator("option:checked")).to_have_text("Third floor")


def test_assessing_agreeing_and_taking_back(plain: Page, sign_in, newcomer):
    name = add_someone(plain, "Omar", newcomer)
    plain.get_by_role("link", name="Assess").click()
    plain.get_by_role("radio", name="Level 2").check()
    plain.get_by_role("button", name="Keep this").click()
    expect(plain.get_by_role("alert")).to_contain_text("What you saw")
    plain.get_by_label("What you saw").fill("Cooked for forty")
    plain.get_by_role("button", name="Keep this").click()
    expect(plain.get_by_role("status")).to_contain_text("Kept.")

    owner = sign_in("owner", PHONE, javascript=False)
    open_person(owner, name)
    owner.get_by_role("button", name="Agree").click()
    expect(owner.get_by_role("status")).to_contain_text("You agreed.")
    owner.get_by_role("link", name="Take back").click()
    owner.get_by_role("textbox", name="Why it does not count").fill("It was Osman")
    owner.get_by_role("button", name="Take it back").click()
    expect(owner.get_by_role("status")).to_contain_text("It no longer counts.")


def test_adding_and_editing_a_person(plain: Page, newcomer):
    name = f"Quill {newcomer.family_name}"
    plain.goto(f"{GROUP}/people/new/")
    plain.get_by_role("button", name="Add this person").click()
    expect(plain.get_by_role("alert")).to_contain_text("Write a name, a phone or an e-mail")
    plain.get_by_label("Given name").fill("Quill")
    plain.get_by_label("Family name").fill(newcomer.family_name)
    plain.get_by_role("button", name="Add this person").click()
    expect(plain.get_by_role("status")).to_contain_text(f"Added: {name}.")

    plain.get_by_role("link", name="Edit").click()
    plain.get_by_label("Number, e-mail or street").first.fill(newcomer.phone())
    plain.get_by_role("button", name="Save").click()

    expect(plain.get_by_role("status")).to_contain_text(f"Saved: {name}.")


def test_a_list_comes_in(sign_in, newcomer):
    page = sign_in("data_lead", PHONE, javascript=False)
    upload(page, csv("plain.csv", messy(newcomer, someones_phone(page, newcomer))))
    look_for(page, "What is what in")
    page.get_by_role("button", name="Check every row").click()
    look_for(page, "Check “")
    expect_figures(page, PLANNED)
    page.get_by_role("button", name="Bring in 3 people").click()
    look_for(page, "“plain.csv” is in")

    expect_figures(page, PLANNED)
    page.get_by_role("link", name="Needs a person's word").click()
    page.get_by_role("button", name="Someone new", exact=True).click()
    expect(page).not_to_have_url(re.compile("show="))
    look_until(page, page.locator("dl.kv dd").first.get_by_text(str(PLANNED["New people"] + 1), exact=True))
