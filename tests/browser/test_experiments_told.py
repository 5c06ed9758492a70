"""Stories 8, 9 and 11 of experiments: a coach's desk on the phone; a story on paper and outside; a look at the network."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE
from tests.browser.test_experiments_board import follow, press, says

OVER = "Laundry room hours"


def test_a_story_is_had_on_paper_and_shown_outside_until_it_is_closed(sign_in, newcomer, arrive):
    page, whom = sign_in("director", DESK), f"Tenants of {newcomer.family_name}"
    page.goto(f"{GROUP}/experiments/?by=status")
    follow(page, OVER)
    page.locator("details.menu summary", has_text="More").press("Enter")
    page.get_by_role("main").get_by_role("link", name="As a story").press("Enter")
    arrive(page, OVER)
    press(page, "As a PDF")
    expect(page.get_by_role("heading", name="On paper", level=1)).to_be_visible()
    paper = page.get_by_role("link", name="Open the PDF")
    expect(paper).to_be_visible()
    assert page.request.get(paper.get_attribute("href")).body().startswith(b"%PDF-")

    page.go_back()
    follow(page, "Show outside")
    page.get_by_label("Whom it is for").fill(whom)
    press(page, "Make the link")
    address = page.locator("code").inner_text()
    arrive(page, "Show outside")
    outside = sign_in(None, PHONE)
    outside.goto(re.sub("^https?://[^/]+", "", address))
    arrive(outside, OVER)
    expect(outside.get_by_role("main")).to_contain_text("It names nobody")
    expect(outside.get_by_role("main")).not_to_contain_text("Gloria")
    page.get_by_role("button", name=re.compile(f"Close it.*{whom}")).press("Enter")
    says(page, "now reads that it is closed")
    outside.reload()
    arrive(outside, "This link is closed")


def test_a_look_waits_at_the_bell_on_its_day_and_is_answered(sign_in, arrive):
    page = sign_in("organizer", PHONE)
    page.goto(f"{GROUP}/experiments/looks/")
    arrive(page, "Looking at the network")
    day = page.get_by_label("Look on")
    # The group's own day may be yesterday's here; a look of this day may be there from a first try.
    for back in (0, 1):
        day.fill((date.today() - timedelta(days=back)).isoformat())
        press(page, "Set the day")
        page.wait_for_load_state()
        if page.get_by_role("button", name="Keep the answers").is_visible():
            break
        page.goto(f"{GROUP}/experiments/looks/")
    arrive(page, page.get_by_role("heading", level=1).inner_text())
    here = page.url
    page.goto(f"{GROUP}/notices/")
    page.get_by_role("link", name="Today is the day to look at the network.").press("Enter")
    page.goto(here)
    for name, said in (("in_place", "yes"), ("useful", "partly"), ("embraced", "no")):
        page.locator(f"[name={name}]").select_option(said)
    press(page, "Keep the answers")
    says(page, "Your answers are kept beside the figures of today.")
    expect(page.get_by_role("main")).to_contain_text("How it was really used")


def test_a_coach_finds_the_desk_from_the_menu_and_keeps_a_note_on_the_phone(sign_in, newcomer, arrive):
    page, agreed = sign_in("coach", PHONE), f"Two doors a day with {newcomer.family_name}"
    page.goto(f"{GROUP}/experiments/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="To review").press("Enter")
    arrive(page, "To review")
    group = page.get_by_role("region", name="Elm Court Tenants")
    expect(group).to_contain_text("1 experiment runs.")
    group.get_by_role("link", name="Coaching notes").press("Enter")
    arrive(page, "Coaching notes")
    page.get_by_label("What we agreed").fill(agreed)
    press(page, "Keep the note")
    says(page, "Kept. You read it, and who was there.")
    page.goto("/coach/")
    group.get_by_role("button", name="I have seen it").press("Enter")
    expect(group).to_contain_text("0 experiments changed since your last look.")
