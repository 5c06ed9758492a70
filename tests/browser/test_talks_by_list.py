"""Story 13 of the organizer's day: what a phone bank and a sheet of one-to-ones say comes in as talks and attempts."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Arrive, Newcomer, Open, list_with
from tests.browser.lists import csv, step, upload

HEADINGS = "First name,Last name,Mobile,Call id,Call date,Disposition"


def calls(newcomer: Newcomer) -> str:
    who = f"Petra,{newcomer.family_name},{newcomer.phone()}"
    key = newcomer.family_name
    rows = [f"{who},{key}-1,2026-04-01,Left Message", f"{who},{key}-2,2026-04-02,Canvassed"]
    return "\n".join([HEADINGS, *rows])


def bring_in(page: Page, file: str, newcomer: Newcomer) -> None:
    upload(page, csv(file, calls(newcomer)))
    step(page, "What is what in")
    page.get_by_role("button", name="Check every row").click()
    step(page, "Check “")
    page.get_by_role("button", name="Bring in").first.click()
    step(page, f"“{file}” is in")


def test_results_of_calls_become_talks_and_attempts(sign_in: Open, arrive: Arrive, newcomer: Newcomer):
    page, file = sign_in("data_lead", DESK), f"calls {newcomer.family_name}.csv"
    bring_in(page, file, newcomer)
    page.get_by_role("link", name="See until when, or drop it").click()
    arrive(page, "Kept aside")
    page.get_by_role("listitem").filter(has_text="Calls and texts").first.wait_for()
    page.get_by_text("Conversations has come").locator("..").get_by_role("button", name="Hand it over").click()
    expect(page.get_by_role("status").first).to_contain_text("has taken over")

    director = sign_in("director", PHONE)
    list_with(director, f"Petra {newcomer.family_name}")
    director.get_by_role("link", name=f"Petra {newcomer.family_name}", exact=True).click()
    director.get_by_role("link", name="Conversations", exact=True).last.click()
    expect(director.get_by_role("main")).to_contain_text("Left a message")
    expect(director.get_by_role("main")).to_contain_text("Wednesday, April 1, 2026")
