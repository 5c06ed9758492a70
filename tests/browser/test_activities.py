"""Story 12 on a phone: a meeting is planned, people are checked in at the door, somebody new comes, and one hears of them."""

import re
from random import choices
from string import ascii_lowercase

from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, PHONE, Arrive, Open

MEETING = "Porch meeting on Larch Row"


def planned(page: Page, arrive: Arrive) -> None:
    page.goto(f"{GROUP}/activities/")
    arrive(page, "Activities")
    page.get_by_role("link", name="Plan something").first.click()
    arrive(page, "What is planned?")
    page.get_by_label("Name").fill(MEETING)
    page.get_by_label("Place").fill("Porch of number 7")
    page.get_by_role("button", name="Put it down").click()
    arrive(page, MEETING)


def new_at_the_door(page: Page, name: str, reach: str) -> None:
    page.get_by_label("Who is at the door?").fill(name)
    page.get_by_role("button", name="Someone new").click()
    expect(page.get_by_role("heading", name="Someone new", level=1)).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value(name)
    page.get_by_label("Phone or e-mail").fill(reach)
    page.get_by_role("button", name="Write down and check in").click()


def test_people_are_checked_in_at_the_door(sign_in: Open, arrive: Arrive):
    page = sign_in("organizer", PHONE)
    planned(page, arrive)
    page.get_by_role("link", name="Check people in").click()
    expect(page.get_by_label("Who is at the door?")).to_be_visible()
    # Another name each time: who is new is new once.
    family = "Mb" + "".join(choices(ascii_lowercase, k=7))
    name = f"Thandeka {family}"
    new_at_the_door(page, name, f"{family.lower()}@example.org")
    arrive(page, MEETING)
    expect(page.get_by_text(f"{name} is here. It is the first time.")).to_be_visible()

    # Undone with a tap, and found again by two letters: nobody of that name is made twice.
    here = page.get_by_role("region", name="Here now, the latest first")
    here.get_by_role("button", name=f"Undo : {name}").click()
    expect(page.get_by_text(f"{name} is not checked in any more.")).to_be_visible()
    expect(page.locator("#here b")).to_have_text("0")
    page.get_by_label("Who is at the door?").press_sequentially(family[:6].lower())
    page.get_by_role("button", name=f"Here : {name}").first.click()
    expect(page.get_by_text(re.compile(f"{name} is here"))).to_be_focused()
    assert family.lower() not in page.url

    # Another phone sees the figure without a reload, and may not write the same person down anew.
    other = sign_in("director", PHONE)
    other.goto(page.url)
    new_at_the_door(other, f"Tandeka {family}", "503 555 0177")
    expect(other.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    other.get_by_role("button", name=f"This one : {name}").first.click()
    expect(other.get_by_text(f"{name} was checked in already.")).to_be_visible()
    expect(page.locator("#here b")).to_have_text("1")

    page.get_by_role("link", name=MEETING).click()
    expect(page.get_by_role("heading", name="1 person came, 1 for the first time")).to_be_visible()
    arrive(page, MEETING)
    page.get_by_role("link", name=re.compile("Who gets in touch")).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile("gets in touch by"))).to_be_visible()
