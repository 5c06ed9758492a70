"""Stories 1 and 10 of lists: a block is pasted, its promise kept in sight, and the list found again."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import GROUP, Newcomer
from tests.browser.lists import step


def test_a_pasted_list_says_whose_it_was_wherever_its_people_are(sign_in, screen, newcomer: Newcomer, axe):
    page, family = sign_in("data_lead", screen), newcomer.family_name
    page.goto(f"{GROUP}/imports/")
    page.get_by_role("link", name="Bring a list in").first.press("Enter")
    block = f'Base list\t\nas of May\t\nWho\tCell\n"Ana\n{family}"\t{newcomer.phone(20)}\n'
    page.get_by_label("Or paste it").fill(block)
    page.get_by_label("Whose list is this?").fill(f"Base {family}")
    page.get_by_label("What were the people on it promised?").fill("Only calls about repairs")
    page.get_by_label("Until when may you keep it?").fill("2026-01-31")
    assert axe(page) == []
    page.get_by_role("button", name="Upload and look at it").press("Enter")
    step(page, "What is what in")

    page.get_by_text("Headings from row").or_(page.get_by_text("Read without headings.")).click()
    page.get_by_role("button", name="1 this row holds the headings").click()
    expect(page.get_by_text("Headings from row 1.")).to_be_visible()
    page.get_by_text("Headings from row 1.").click()
    page.get_by_role("button", name="3 this row holds the headings").press("Enter")
    expect(page.get_by_text("Headings from row 3.")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Who goes into").select_option("Full name")
    page.get_by_role("button", name="Check every row").click()
    step(page, "Check “")
    page.get_by_role("button", name="Bring in 1 person").click()
    step(page, f"“Base {family}” is in")
    page.get_by_role("link", name="See these people").click()
    page.get_by_role("link", name=f"Ana {family}", exact=True).click()
    known = page.get_by_role("region", name="Where we know them from")
    page.get_by_role("heading", name="Recent changes").scroll_into_view_if_needed()
    expect(known).to_contain_text("Promised: Only calls about repairs")
    assert axe(page) == []

    page.goto(f"{GROUP}/imports/")
    page.get_by_role("searchbox", name="Name of the list").fill(f"base {family}")
    page.get_by_role("button", name="Find a list").click()
    expect(page.get_by_role("row", name=f"Base {family}")).to_contain_text("Pasted")
    due = page.get_by_role("region", name=f"Base {family}")
    expect(due).to_contain_text("was to be kept until Jan 31, 2026")
    assert axe(page) == []
    due.get_by_role("link", name="Keep it until another day").click()
    page.get_by_label("Until when may you keep it?").fill("2031-01-31")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(page.get_by_text(re.compile("To be kept until Jan 31, 2031"))).to_be_visible()
