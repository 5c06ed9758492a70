"""Stories 1, 5 and 11 of the organizer's day: promises from a person's page to Today, settled and taken back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone

CALENDAR = re.compile(r"/calendar/[-0-9a-f]+/.+\.ics$")


def says(page: Page, sentence: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(sentence)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.press("Enter")


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.press("Enter")


def promise(page: Page, link: str, field: str, what: str, said: str) -> None:
    follow(page, link)
    page.get_by_role("textbox", name=field).fill(what)
    page.get_by_label("By which day").fill("2026-01-05")
    press(page, "Keep this")
    says(page, said)


def test_promises_come_back_on_today_by_keyboard_and_on_the_phone(sign_in, newcomer, axe, arrive):
    page = sign_in("organizer", DESK)
    name = add_someone(page, "Ines", newcomer)
    promise(page, "We owe them", "What", "Bring the flyers", "Kept. It stands on your Today.")
    promise(page, "They said yes", "Said yes to", "Host a meeting", "Kept. Today asks how it went")
    expect(page.get_by_role("region", name="Promised")).to_contain_text("Host a meeting")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Today").press("Enter")
    said_yes = page.get_by_role("region", name="They said yes")
    expect(said_yes).to_contain_text(name)
    press(page, f"Not kept {name}")
    says(page, "Ask what got in the way.")
    page.locator("#messages").get_by_role("button", name="Undo").press("Enter")
    says(page, "It is open again.")
    follow(page, f"Changed {name}")
    arrive(page, "Something else now")
    page.get_by_role("textbox", name="What they say yes to now").fill("Bring a dish")
    press(page, "Keep this")
    says(page, "What they said first stays to be read.")
    assert axe(page) == []

    page.set_viewport_size(PHONE)
    page.get_by_role("button", name=f"Done {name}").click()
    says(page, "Done: Bring the flyers")
    expect(page.get_by_role("button", name=f"Done {name}")).to_have_count(0)
    expect(page.get_by_role("link", name="Log a conversation")).to_be_visible()
    page.goto(f"{GROUP}/follow-ups/?which=done")
    arrive(page, "Follow-ups")
    expect(page.get_by_role("main")).to_contain_text("Bring the flyers")
    follow(page, "In your calendar")
    arrive(page, "In your calendar")
    page.get_by_role("button", name="Make an address").click()
    expect(page.locator("code")).to_have_text(CALENDAR)
