"""The taps of what people do every day, from the page they are on to "kept": safety may not cost one.

What is dangerous asks again who one is, a field and a button more: tests/accounts/test_step_up.py. None of these is.
"""

import re

from playwright.sync_api import Page

from tests.browser.conftest import GROUP, PHONE, Newcomer, Open, add_someone
from tests.browser.lists import csv
from tests.browser.thumb import Thumb
from tests.isolation.world import told

# As this same test counted them on 6b642cc, the last commit before safety was finished.
BEFORE = {
    "not reached": 2, "promise": 4, "they said yes": 4, "assess": 4, "open Today": 1, "settle a promise": 1,
    "kept what they said": 1, "log a talk": 4, "look somebody up": 4, "write somebody down": 5,
    "who stands on a level": 2, "plan a meeting": 3, "check in at the door": 3, "post in a log": 3,
    "find what was heard": 3, "pull the report": 2, "bring a list in": 5,
}  # fmt: skip


def on_a_persons_page(thumb: Thumb, page: Page) -> None:
    """Not reached, a promise that comes back on Today, what they said yes to, and where they stand."""
    thumb.tap(page.get_by_text("Not reached", exact=True))
    thumb.press("Left a message")
    thumb.said("not reached", "you left a message")
    for story, link, what, words in (
        ("promise", "We owe them", "What", "It stands on your Today"),
        ("they said yes", "They said yes", "Said yes to", "Today asks how it went"),
    ):
        thumb.follow(link)
        thumb.tap(page.get_by_role("textbox", name=what))
        page.keyboard.type("Bring the flyers")
        thumb.write("By which day", "2026-01-05")
        thumb.press("Keep this")
        thumb.said(story, words)
    thumb.follow("Assess")
    thumb.tap(page.get_by_role("radio", name="Level 1"))
    thumb.write("What you saw", "Brought two neighbors down")
    thumb.press("Keep this")
    thumb.said("assess", "Kept.")


def from_today(thumb: Thumb, page: Page, name: str) -> None:
    """The promises are settled, and a talk is logged with the one who was talked with last."""
    thumb.open("Today")
    thumb.done("open Today", page.get_by_role("button", name=f"Done {name}"))
    thumb.press(f"Done {name}")
    thumb.said("settle a promise", "Undo")
    thumb.press(re.compile(f"^Kept {name}"))
    thumb.said("kept what they said", "Undo")
    thumb.open("Log")
    thumb.tap(page.locator("[data-people] label"))
    thumb.write("What did you hear?", "The boiler broke again.")
    thumb.press("Save")
    thumb.said("log a talk", "Kept")


def among_people(thumb: Thumb, page: Page, name: str, newcomer: Newcomer) -> None:
    """Somebody is found by name, somebody new is written down, and a level is opened."""
    thumb.open("People")
    thumb.tap(page.get_by_role("searchbox", name="Find a person"))
    page.keyboard.type(name)
    thumb.send()
    thumb.tap(page.get_by_role("link", name=name, exact=True))
    thumb.done("look somebody up", page.get_by_role("heading", name=name, level=1))
    thumb.open("People")
    thumb.follow("Add a person")
    thumb.write("Given name", "Wren")
    thumb.write("Family name", f"{newcomer.family_name}ova")
    thumb.press("Add this person")
    thumb.said("write somebody down", "Added: ")
    thumb.open("Ladder")
    thumb.tap(page.locator("table.ladder td.num b.fig a"))
    thumb.done("who stands on a level", page.get_by_role("link", name=re.compile("^Level is")))


def at_a_meeting(thumb: Thumb, page: Page, name: str) -> None:
    page.goto(f"{GROUP}/activities/")
    thumb.follow("Plan something")
    thumb.write("Name", f"Tea with {name}")
    thumb.press("Put it down")
    thumb.done("plan a meeting", page.get_by_role("link", name="Check people in"))
    thumb.follow("Check people in")
    thumb.write("Who is at the door?", name)
    thumb.press(f"Here : {name}")
    thumb.done("check in at the door", page.get_by_text(f"{name} is here."))


def in_an_experiment(thumb: Thumb, page: Page, name: str) -> None:
    page.goto(f"{GROUP}/experiments/")
    thumb.follow("A thermometer by the stairs")
    thumb.write("What happened, and what surprised you?", f"Six doors opened to {name}")
    thumb.press("Post")
    thumb.done("post in a log", page.locator("[data-post]").filter(has_text=f"opened to {name}"))


def for_the_group(thumb: Thumb, page: Page, newcomer: Newcomer) -> None:
    """What was heard is found, the report pulled, a list brought in."""
    thumb.open("Conversations")
    thumb.write("Words that were said", "boiler")
    thumb.press("Look for them")
    thumb.done("find what was heard", page.get_by_role("article").filter(has_text="The boiler broke again."))
    page.goto(f"{GROUP}/reports/")
    thumb.follow("The ladder, for members")
    thumb.press("Make it")
    thumb.done("pull the report", page.get_by_role("heading", name="The report is ready."))
    page.goto(f"{GROUP}/imports/")
    thumb.follow("Bring a list in")
    thumb.taps += 1
    named = csv("thumb.csv", f"Name,Mobile\nIris {newcomer.family_name},{newcomer.phone(7)}")
    page.get_by_label("Your list").set_input_files(named)
    for button in ("Upload and look at it", "Check every row", "Bring in 1 person"):
        thumb.press(button)
    thumb.done("bring a list in", page.get_by_role("heading", name="“thumb.csv” is in"))


def every_story(thumb: Thumb, page: Page, name: str, newcomer: Newcomer) -> None:
    on_a_persons_page(thumb, page)
    from_today(thumb, page, name)
    among_people(thumb, page, name, newcomer)
    at_a_meeting(thumb, page, name)
    in_an_experiment(thumb, page, name)
    for_the_group(thumb, page, newcomer)


def test_safety_costs_no_tap(sign_in: Open, newcomer: Newcomer) -> None:
    page = sign_in("director", PHONE)
    name, thumb = add_someone(page, "Tova", newcomer), Thumb(page)
    every_story(thumb, page, name, newcomer)
    told("Taps of every day", stories=len(BEFORE), before=sum(BEFORE.values()), now=sum(thumb.counted.values()))
    assert thumb.counted == BEFORE
