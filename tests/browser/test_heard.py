"""Story 10: words are found in what was heard, put right, kept to oneself, taken back and brought back, and printed."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone
from tests.browser.staging import stage

HEARD = f"{GROUP}/conversations/"


def look_for(page: Page, words: str) -> None:
    page.goto(HEARD)
    page.get_by_role("searchbox", name="Words that were said").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Words: {words}")).to_be_visible()


def press(page: Page, role: str, name: str) -> None:
    page.get_by_role("main").get_by_role(role, name=name, exact=True).first.press("Enter")  # type: ignore[arg-type]


def test_what_was_heard_is_found_put_right_and_taken_back(sign_in, site, newcomer, arrive):
    page, director = sign_in("organizer", DESK), sign_in("director", PHONE)
    name, word = add_someone(page, "Odile", newcomer), f"Calder{newcomer.number}"
    stage(site, "talk", newcomer.family_name, f"The señora on {word} Street has no heat.")

    look_for(page, f"senora {word.lower()}")
    arrive(page, "What we heard")
    page.get_by_role("article").get_by_role("link", name=name).first.press("Enter")
    arrive(page, name)
    page.get_by_role("navigation", name="About this person").get_by_role("link", name="Conversations").press("Enter")
    expect(page.get_by_text(f"on {word} Street")).to_be_visible()
    press(page, "link", "Their story on paper")
    arrive(page, f"What we heard from {name}")
    look_for(director, word)
    expect(director.get_by_text(f"on {word} Street")).to_be_visible()
    arrive(director, "What we heard")

    look_for(page, word)
    page.get_by_role("article").get_by_role("link", name="Open").press("Enter")
    press(page, "link", "Edit")
    page.get_by_label("What you heard").fill(f"She moved from {word} Street.")
    page.get_by_label("Only me").check()
    press(page, "button", "Save")
    expect(page.get_by_text("changed the story and who can read it")).to_be_visible()
    arrive(page, name)
    look_for(director, word)
    expect(director.get_by_role("heading", name="Nothing fits")).to_be_visible()

    press(page, "button", "Take back")
    expect(page.get_by_role("status").filter(has_text="gone for good in 30 days")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("status").filter(has_text="It is back, as before.")).to_be_visible()
    expect(page.get_by_text(f"She moved from {word} Street.")).to_be_visible()
