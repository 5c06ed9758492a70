"""Story 7 of the organizer's day: an hour to write up together, by two at once, and what it brought."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone


def end_what_goes_on(page: Page) -> None:
    """There is one hour at a time: a first try that failed has left its own."""
    if page.locator("#to-come").is_visible():
        page.get_by_role("listitem").filter(has_text="Now").get_by_role("link").click()
        page.get_by_role("button", name="Close the hour").click()
        expect(page.get_by_role("heading", name="What the hour brought")).to_be_visible()
        page.goto(f"{GROUP}/conversations/hours/")


def test_two_write_up_from_one_queue_and_read_what_the_hour_brought(sign_in, newcomer, arrive):
    page, phone = sign_in("director", DESK), sign_in("owner", PHONE)
    add_someone(page, "Ada", newcomer)
    page.goto(f"{GROUP}/conversations/hours/")
    arrive(page, "Data hours")
    end_what_goes_on(page)
    page.get_by_role("link", name="Book a data hour").press("Enter")
    page.get_by_label("Where").fill("Kitchen table")
    page.get_by_label("Owner Rivera").press("Space")
    page.get_by_role("button", name="Book it").press("Enter")
    expect(page.get_by_role("status").filter(has_text="The hour is booked.")).to_be_visible()
    page.get_by_role("button", name="Begin now").press("Enter")
    arrive(page, "Data hour")
    expect(page.get_by_text(re.compile(r"^\s*\d\d:\d\d left"))).to_be_visible()
    page.get_by_role("button", name="Take the next person").press("Enter")
    hers = page.locator("#turn a")
    expect(hers).to_be_visible()

    phone.goto(page.url)
    phone.get_by_role("button", name="Take the next person").click()
    expect(phone.locator("#turn a")).to_be_visible()
    expect(phone.locator("#turn a")).not_to_have_text(hers.inner_text())
    phone.get_by_role("button", name="Another time").click()
    expect(phone.locator("#turn a")).to_be_visible()
    arrive(phone, "Data hour")
    phone.get_by_role("link", name="Log what you heard").click()
    phone.get_by_label("What did you hear?").fill("The stairs have no light")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_role("heading", name="Data hour", level=1)).to_be_visible()

    figure = page.locator("#progress dd").first
    expect(figure).to_have_text("1", timeout=20_000)
    page.get_by_role("button", name="Close the hour").press("Enter")
    arrive(page, "What the hour brought")
    expect(figure).to_have_text("1")
    page.goto(f"{GROUP}/conversations/hours/")
    expect(page.get_by_text("1 conversation, 1 person reached, 0 follow-ups").first).to_be_visible()
