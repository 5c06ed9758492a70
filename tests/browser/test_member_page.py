"""Stories 6, 10 and 11 of people: a person's page with its tabs, archived and back, first things first on the phone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone, open_person


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="About this person").get_by_role("link", name=name).press("Enter")
    expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "page")


def add_phone(page: Page, number: str) -> None:
    page.get_by_role("link", name="Add a phone, e-mail or address").press("Enter")
    page.get_by_label("Number, e-mail or street").fill(number)
    page.get_by_label("May we text").select_option("Yes")
    page.get_by_label("How we know").fill("said at the door")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved.")


def test_contact_and_consent_are_changed_in_place_and_come_back(sign_in, screen, newcomer, axe):
    page, phone = sign_in("director", screen), newcomer.phone(1)
    name = add_someone(page, "Ida", newcomer)
    open_tab(page, "Contact and consent")
    add_phone(page, phone)
    expect(page.get_by_role("main")).to_contain_text("said at the door")

    page.get_by_role("link", name=f"Change {phone}").press("Enter")
    page.get_by_label("Does it work?").select_option("Wrong number")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Wrong number")
    assert axe(page) == []
    page.get_by_role("button", name=f"Take off {phone}").press("Enter")
    expect(page.get_by_role("heading", name="Taken off in the last 30 days")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("link", name=f"Change {phone}")).to_be_visible()

    open_tab(page, "Change history")
    expect(page.get_by_role("main")).to_contain_text("changed phone")
    expect(page.get_by_role("main")).to_contain_text("added this person")
    assert axe(page) == []
    assert name in page.get_by_role("heading", level=1).inner_text()


def test_a_relationship_is_found_by_typing_and_stands_on_both_pages(sign_in, screen, newcomer, axe):
    page, family = sign_in("director", screen), newcomer.family_name
    recruiter, name = add_someone(page, "Rosa", newcomer), add_someone(page, "Ken", newcomer)
    page.get_by_role("region", name="Relationships").get_by_role("link", name="Add one").press("Enter")
    page.get_by_label("Who", exact=True).press_sequentially(f"rosa {family}".lower())
    page.get_by_role("radio", name=re.compile(f"Rosa {family}")).check()
    page.get_by_label("What they are").select_option("recruited Ken")
    assert axe(page) == []

    page.get_by_role("button", name="Write it down").press("Enter")

    expect(page.get_by_role("status")).to_contain_text(f"Written down, on the page of {recruiter} too.")
    page.get_by_role("region", name="Written down so far").get_by_role("link", name=recruiter).press("Enter")
    expect(page.get_by_role("region", name="Relationships")).to_contain_text("was recruited by Rosa")
    page.get_by_role("region", name="Relationships").get_by_role("link", name="Add or change").press("Enter")
    page.get_by_role("button", name=f"Take away {name}").press("Enter")
    expect(page.get_by_text("Taken away in the last 30 days")).to_be_visible()
    page.get_by_role("button", name=f"Bring back {name}").press("Enter")
    expect(page.get_by_role("region", name="Written down so far")).to_contain_text(name)


def test_archived_and_brought_back_from_where_it_was_done_and_from_the_list(sign_in, screen, newcomer, axe):
    page = sign_in("director", screen)
    name = add_someone(page, "Otis", newcomer)
    page.get_by_role("link", name="Archive this person").press("Enter")
    expect(page.get_by_role("heading", name=f"Archive {name}?")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Why").fill("moved away")
    page.get_by_role("button", name="Archive", exact=True).press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(f"Archived: {name}.")
    page.locator("#messages").get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"{name} is back, as before.")

    page.get_by_role("link", name="Archive this person").press("Enter")
    page.get_by_role("button", name="Archive", exact=True).press("Enter")
    page.get_by_role("link", name="Archived", exact=True).press("Enter")
    page.get_by_role("link", name=name, exact=True).press("Enter")
    expect(page.get_by_role("main")).to_contain_text("This page can be read and not changed.")
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    page.goto(f"{GROUP}/people/archived/")
    assert axe(page) == []
    page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Bring back who is ticked").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("1 person is back")


def test_on_the_phone_one_calls_first_and_logs_in_one_way(sign_in, newcomer, axe):
    page, phone = sign_in("director", PHONE), newcomer.phone(2)
    name = add_someone(page, "Uma", newcomer)
    open_tab(page, "Contact and consent")
    add_phone(page, phone)
    open_tab(page, "Overview")

    main = page.get_by_role("main")
    call, log = main.get_by_role("link", name="Call", exact=True), main.get_by_role("link", name="Assess", exact=True)
    expect(log).to_have_count(1)
    assert call.bounding_box()["y"] < log.bounding_box()["y"] < 844
    assert main.get_by_role("heading", name=name).bounding_box()["y"] < call.bounding_box()["y"]
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert call.bounding_box()["height"] >= 44
    assert axe(page) == []


def test_tabs_and_forms_need_no_script(sign_in, newcomer):
    page = sign_in("director", DESK)
    name = add_someone(page, "Nora", newcomer)
    plain = sign_in("director", DESK, javascript=False)
    open_person(plain, name)
    open_tab(plain, "Contact and consent")
    add_phone(plain, newcomer.phone(3))
    open_tab(plain, "Overview")
    plain.get_by_role("region", name="Relationships").get_by_role("link", name="Add one").click()
    plain.get_by_label("Who", exact=True).fill("zzz nobody")
    plain.get_by_role("button", name="Write it down").click()
    expect(plain.get_by_role("alert")).to_contain_text("Nobody is found by these words")
