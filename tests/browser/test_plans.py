"""Stories 9, 11 and 12 of the ladder as a practice: a plan with somebody by keyboard, then on the phone; generations."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone, open_person

NEXT = re.compile("^Next step")


def says(page: Page, sentence: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(sentence)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.press("Enter")


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.press("Enter")


def write_step(page: Page, text: str) -> None:
    page.locator("summary", has_text="Add a step").press("Enter")
    page.get_by_label("The step").fill(text)
    page.get_by_label("What it is", exact=True).select_option(label="Something to learn")
    page.get_by_label("Which skill").select_option(label="Runs a meeting")
    page.get_by_label("By when").fill("2026-01-05")
    press(page, "Add this step")
    says(page, "The step stands in the plan.")


def test_a_plan_by_keyboard_and_on_the_phone(sign_in, newcomer, axe, arrive):
    page = sign_in("organizer", DESK)
    name = add_someone(page, "Vera", newcomer)
    follow(page, "Begin a plan")
    arrive(page, "A plan with Vera")
    press(page, "Begin the plan")
    says(page, "The plan has begun.")
    press(page, "As a step")
    says(page, "The step stands in the plan.")
    write_step(page, "Run the floor meeting")
    press(page, "Earlier Run the floor meeting")
    expect(page.locator("li.next")).to_contain_text("Run the floor meeting")
    expect(page.locator("li.next")).to_contain_text("Was for Jan 5")
    expect(page.locator("li.next")).to_contain_text("Trainings to come for “Runs a meeting”")
    assert axe(page) == []

    follow(page, "Overview")
    expect(page.get_by_role("region", name=NEXT)).to_contain_text("Run the floor meeting")
    press(page, "Mark done")
    says(page, "Done, and kept in the plan.")
    page.locator("#messages").get_by_role("button", name="Undo").press("Enter")
    says(page, "The step is open again")
    follow(page, "Say how it went Run the floor meeting")
    arrive(page, "What became of it?")
    press(page, "Keep this")
    expect(page.get_by_role("alert")).to_contain_text("Say in a line why it is dropped.")
    page.get_by_label("How it went").fill("The hall was not free")
    press(page, "Keep this")
    says(page, "Dropped.")

    page.set_viewport_size(PHONE)
    expect(page.get_by_role("main")).to_contain_text("The hall was not free")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    follow(page, "Page for Vera")
    arrive(page, f"What {name} has said yes to")
    expect(page.get_by_role("main")).not_to_contain_text("The hall was not free")
    page.goto(f"{GROUP}/plans/")
    arrive(page, "Plans you look after")
    follow(page, name)
    follow(page, "Close this plan")
    page.get_by_label("How it went").fill("She runs the floor now")
    press(page, "Close the plan")
    says(page, "Closed. It stays to be read")


def relate(page: Page, words: str, side: str) -> None:
    page.get_by_label("Who", exact=True).fill(words)
    page.get_by_label("What they are").select_option(label=side)
    press(page, "Write it down")
    says(page, "Written down")


def test_generations_from_the_page_of_a_person_to_the_whole(sign_in, newcomer, axe, arrive):
    page = sign_in("director", DESK)
    lead, name = add_someone(page, "Ines", newcomer), add_someone(page, "Odile", newcomer)
    follow(page, "Plan")
    expect(page.get_by_role("main")).to_contain_text("Nobody coaches them yet.")
    follow(page, "Write down who coaches or brought whom")
    relate(page, lead, "coaches Odile")
    relate(page, lead, "recruited Odile")

    page.goto(f"{GROUP}/ladder/")
    follow(page, "Who coaches whom")
    expect(page.get_by_role("region", name="How many have a coach")).to_be_visible()
    assert axe(page) == []
    page.goto(f"{GROUP}/ladder/")
    follow(page, "Who brought whom")
    everybody = page.get_by_role("heading", name=re.compile("brought in [0-9]+[.]$"), level=1)
    expect(everybody).to_be_visible()
    arrive(page, everybody.inner_text())
    expect(page.get_by_role("region", name="Generations").get_by_role("link", name=lead)).to_be_visible()
    page.set_viewport_size(PHONE)
    page.goto(f"{GROUP}/coaching/")
    arrive(page, page.get_by_role("heading", level=1).inner_text())
    open_person(page, lead)
    follow(page, "Plan")
    follow(page, "Brought 1 person")
    expect(page.get_by_role("heading", name=f"Whom {lead} brought in", level=1)).to_be_visible()
    below = page.get_by_role("region", name="Generations")
    expect(below.get_by_role("link", name=name)).to_be_visible()
    below.locator("summary").press("Enter")
    expect(below.get_by_role("link", name=name)).to_be_hidden()
    assert axe(page) == []
