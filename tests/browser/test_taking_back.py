"""Story 7 of lists: a list that came in is taken back, seen first, and brought in again."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, Newcomer, list_with, open_person
from tests.browser.lists import csv, look_for, step, upload


def came_in(page: Page, newcomer: Newcomer, *, look=step) -> None:
    """Bring in two people, of whom somebody changes one."""
    family = newcomer.family_name
    rows = [
        f"Nadia;{family};{newcomer.phone(3)};1;Pier {family}",
        f"Yusuf;{family};{newcomer.phone(4)};2;Pier {family}",
    ]
    upload(page, csv(f"back {family}.csv", "\n".join(["First name;Last name;Mobile;Level;Home area", *rows])))
    look(page, "What is what in")
    page.get_by_role("button", name="Check every row").click()
    look(page, "Check “")
    page.get_by_role("button", name="Bring in 2 people").click()
    look(page, f"“back {family}.csv” is in")
    here = page.url
    open_person(page, f"Nadia {family}")
    page.get_by_role("link", name="Edit").first.click()
    page.get_by_label("Pronouns").fill("she")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    page.goto(here)


def take_back(page: Page, newcomer: Newcomer, *, look=step) -> None:
    page.get_by_role("button", name="Take this list back").click()
    look(page, f"Take “back {newcomer.family_name}.csv” back?")
    nadia = page.get_by_role("row", name=f"Nadia {newcomer.family_name}")
    expect(nadia).to_contain_text("The whole person. Changed: pronouns")
    expect(nadia).to_contain_text("Data lead Rivera changed it on")


def is_back(page: Page, newcomer: Newcomer) -> None:
    list_with(page, newcomer.family_name)
    expect(page.get_by_role("link", name=f"Nadia {newcomer.family_name}", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=f"Yusuf {newcomer.family_name}", exact=True)).to_have_count(0)


def test_a_list_is_taken_back_and_brought_in_again(sign_in, screen, newcomer, axe):
    page, family = sign_in("data_lead", screen), newcomer.family_name
    came_in(page, newcomer)
    take_back(page, newcomer)
    assert axe(page) == []

    page.get_by_role("button", name="Take back: 1 person goes").dblclick()
    step(page, f"“back {family}.csv” was taken back")
    assert axe(page) == []
    here = page.url
    is_back(page, newcomer)

    page.goto(here)
    page.get_by_role("button", name="Bring it in again").click()
    step(page, "Check “")
    # Nadia stayed, and stands on her level again with the second time.
    page.get_by_role("button", name="Bring in 2 people").click()
    step(page, f"“back {family}.csv” is in")
    page.get_by_role("link", name="See these people").click()
    expect(page.get_by_role("link", name=f"Yusuf {family}", exact=True)).to_be_visible()


def test_a_list_can_be_left_in_after_all(sign_in, newcomer):
    page = sign_in("data_lead", DESK)
    came_in(page, newcomer)
    take_back(page, newcomer)

    page.get_by_role("button", name="Leave the list in").press("Enter")

    step(page, f"“back {newcomer.family_name}.csv” is in")
    page.goto(f"{GROUP}/imports/")
    row = page.get_by_role("row", name=f"back {newcomer.family_name}.csv")
    expect(row).to_contain_text("can be taken back until")


def test_taking_back_without_javascript(sign_in, newcomer):
    page = sign_in("data_lead", DESK, javascript=False)
    came_in(page, newcomer, look=look_for)
    take_back(page, newcomer, look=look_for)

    page.get_by_role("button", name="Take back: 1 person goes").click()

    look_for(page, f"“back {newcomer.family_name}.csv” was taken back")
    is_back(page, newcomer)
