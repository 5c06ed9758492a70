"""Story 5: find people, and add and edit them."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone, open_person


def names(page: Page) -> list[str]:
    """Read who is listed: after a click, wait first for what only the new list shows."""
    page.wait_for_load_state()
    return page.locator("#people tbody th a").all_inner_texts()


def expect_names(page: Page, wanted: list[str]) -> None:
    """Wait for exactly these people: going back shows the page before its rows have come."""
    expect(page.locator("#people tbody th a")).to_have_text(wanted)


def narrow(page: Page, **choices: str) -> None:
    """Add a filter for each field, as people do: choose the field, check the value."""
    for n, (label, option) in enumerate(choices.items(), start=1):
        page.get_by_role("main").get_by_role("link", name="Add filter").click()
        page.get_by_role("button", name=label, exact=True).click()
        page.get_by_label(option, exact=True).check()
        page.get_by_role("button", name="Add filter").click()
        expect(page.locator(".filters .chip")).to_have_count(n)


def how_many(page: Page) -> Locator:
    return page.locator("#people h1 + [role=status]")


def test_filters_narrow_the_list_and_a_chip_takes_one_away(sign_in, screen):
    page = sign_in("director", screen)
    page.goto(f"{GROUP}/people/")
    narrow(page, Level="1 Comes down", Status="Member", Floor="Ground floor")
    expect(page.locator(".filters .chip")).to_have_count(3)
    few = names(page)
    expect(how_many(page)).to_contain_text(f"{len(few)} of ")

    page.get_by_role("link", name="Remove Status is Member").click()

    expect(page.locator(".filters .chip")).to_have_count(2)
    expect(page).not_to_have_url(re.compile("status=member"))
    assert set(few) <= set(names(page))


def test_back_brings_the_list_as_it_was(sign_in, screen):
    page = sign_in("director", screen)
    page.goto(f"{GROUP}/people/")
    everyone = names(page)
    narrow(page, Status="Member")
    expect(page.locator(".filters .chip")).to_have_count(1)
    members = names(page)

    page.get_by_role("link", name=members[0], exact=True).click()
    expect(page.get_by_role("heading", name=members[0], level=1)).to_be_visible()
    page.go_back()
    expect(page.locator(".filters .chip")).to_have_count(1)
    expect_names(page, members)
    page.go_back()

    expect(page.locator(".filters .chip")).to_have_count(0)
    expect_names(page, everyone)


def test_a_filtered_address_can_be_opened_again(sign_in):
    page = sign_in("director", DESK)
    page.goto(f"{GROUP}/people/")
    narrow(page, Status="Member")
    expect(page).to_have_url(re.compile("status=member"))
    expect(page.locator(".filters .chip")).to_have_count(1)
    members = names(page)

    page.reload()

    expect_names(page, members)
    page.get_by_role("link", name="Status is Member", exact=True).click()
    expect(page.get_by_label("Member", exact=True)).to_be_checked()


def test_sorting_by_a_heading(sign_in):
    page = sign_in("director", DESK)
    page.goto(f"{GROUP}/people/?status=member")
    before = names(page)

    page.get_by_role("columnheader", name="Name").get_by_role("link").click()

    expect(page.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "descending")
    expect_names(page, before[::-1])


def test_the_slash_key_searches_and_the_words_stay_out_of_the_address(sign_in, screen):
    page = sign_in("director", screen)
    page.goto(f"{GROUP}/people/")
    word = next(last for name in names(page) if (last := name.split()[-1].lower()).isalpha())

    page.keyboard.press("/")
    page.keyboard.type(word)
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name=f"Found by “{word}”", exact=True)).to_be_visible()
    expect(page.locator("#people tbody th a").filter(has_text=word)).not_to_have_count(0)
    expect(page.locator("#people tbody th a").filter(has_not_text=word)).to_have_count(0)
    expect(page).not_to_have_url(re.compile(word, re.IGNORECASE))
    page.get_by_role("link", name=f"Remove Found by “{word}”").click()
    expect(how_many(page)).to_contain_text("in all")


def test_nobody_found_says_what_to_do(sign_in):
    page = sign_in("director", PHONE)
    page.goto(f"{GROUP}/people/")
    page.get_by_role("searchbox", name="Find a person").fill("nobodyofthisname")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Nobody matches")).to_be_visible()
    page.get_by_role("link", name="Show everyone").click()
    expect(how_many(page)).to_contain_text("in all")


def test_cards_on_the_phone_call_and_text(sign_in):
    page = sign_in("director", PHONE)
    page.goto(f"{GROUP}/people/")
    card = page.locator("tbody tr").filter(has=page.locator("a[href^='sms:']")).first

    expect(card.get_by_role("link", name="Call")).to_have_attribute("href", re.compile(r"^tel:\+1\d{10}$"))
    expect(card.get_by_role("link", name="Text")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Organizer")).not_to_be_in_viewport()
    name = card.get_by_role("rowheader").get_by_role("link")
    who = name.inner_text()
    name.click()
    expect(page.get_by_role("heading", name=who, level=1)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Call").first).to_be_visible()


def test_an_organizer_is_told_whose_people_these_are(sign_in):
    page = sign_in("organizer", PHONE)

    page.goto(f"{GROUP}/people/")

    expect(page.get_by_role("main")).to_contain_text("people: those you organize")


def add(page: Page, given_name: str, family_name: str, phone: str) -> None:
    page.goto(f"{GROUP}/people/new/")
    page.get_by_label("Given name").fill(given_name)
    page.get_by_label("Family name").fill(family_name)
    page.get_by_label("Number, e-mail or street").first.fill(phone)
    page.get_by_role("button", name="Add this person").click()


def test_adding_a_person_asks_for_something_to_know_them_by(sign_in):
    page = sign_in("director", PHONE)
    page.goto(f"{GROUP}/people/")
    page.get_by_role("link", name="Add a person").click()

    page.get_by_role("button", name="Add this person").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Write a name, a phone or an e-mail")


def test_a_phone_that_is_not_complete_is_said_at_its_field(sign_in):
    page = sign_in("director", PHONE)

    add(page, "Half", "Number", "555-01")

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    field = page.get_by_label("Number, e-mail or street").first
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("area code"))
    expect(page.get_by_label("Given name")).to_have_value("Half")


def test_adding_a_person_and_who_has_the_same_phone(sign_in, screen, newcomer):
    page, family, phone = sign_in("director", screen), newcomer.family_name, newcomer.phone()
    add(page, "Wren", family, phone)
    expect(page.get_by_role("status")).to_contain_text(f"Added: Wren {family}.")
    expect(page.get_by_role("link", name=phone)).to_be_visible()

    add(page, "Robin", family, phone)

    expect(page.get_by_role("alert")).to_contain_text("Someone like this may be here already")
    expect(page.get_by_role("link", name=f"Open Wren {family}")).to_be_visible()
    page.get_by_role("button", name="Add anyway").click()
    expect(page.get_by_role("heading", name=f"Robin {family}", level=1)).to_be_visible()


def test_editing_what_someone_else_changed_meanwhile(sign_in, screen, newcomer):
    mine, theirs = sign_in("director", screen), sign_in("data_lead", screen)
    name = add_someone(mine, "Priya", newcomer)
    for page in (mine, theirs):
        open_person(page, name)
        page.get_by_role("link", name="Edit").click()
        # Both have opened the form before either saves.
        expect(page.get_by_role("button", name="Save")).to_be_visible()
    theirs.get_by_label("Goes by").fill("Pia")
    theirs.get_by_role("button", name="Save").click()
    expect(theirs.get_by_role("status")).to_contain_text(f"Saved: {name}.")

    mine.get_by_label("Pronouns").fill("she/her")
    mine.get_by_role("button", name="Save").click()

    expect(mine.get_by_role("alert")).to_be_focused()
    expect(mine.get_by_role("alert")).to_contain_text("changed goes by")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("main")).to_contain_text("she/her")
