"""Stories 3, 4 and 9 of experiments: written with keys and kept as typed, pasted from an old page, looked at and finished."""

from datetime import date, timedelta
from random import choices
from string import ascii_lowercase

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import GROUP, PHONE, Arrive, Open

OLD = """Cards on doors {word}

March 4, 2024 – April 13, 2024

How might we {word}?

Hypothesis
If we hang a card on each door, then half will call, because a card stays.

Steps
1. Print the cards
   - Choose the paper
2. Hang them

Success
- 20 calls

Learnings
- Blue cards are read

Accountable: Nobody Known
"""


def word() -> str:
    """Something that no other try has written."""
    return "zz" + "".join(choices(ascii_lowercase, k=7))


def row(page: Page, part: str, n: int) -> Locator:
    return page.get_by_role("region", name=part, exact=True).locator("[data-row]").nth(n)


def test_experiment_is_written_with_keys_and_taken_to_its_end(sign_in: Open, arrive: Arrive):
    page, title = sign_in("director"), f"Porch lights {word()}"
    page.goto(f"{GROUP}/experiments/new/")
    arrive(page, "Write an experiment")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Our hunch").fill("If we knock, then they come, because they were asked.")
    first = date.today() - timedelta(days=20)
    page.get_by_label("First day").fill((first + timedelta(days=30)).isoformat())
    page.get_by_label("Last day").fill(first.isoformat())
    row(page, "Plan", 0).get_by_label("Step").fill("Ask forty doors")
    page.get_by_role("button", name="One more : Plan").press("Enter")
    expect(row(page, "Plan", 1).get_by_label("Step")).to_be_focused()
    page.keyboard.type("Print the cards")
    row(page, "Plan", 1).get_by_role("button", name="Move up").press("Enter")
    expect(row(page, "Plan", 0).get_by_label("Step")).to_have_value("Print the cards")
    row(page, "Plan", 1).get_by_role("button", name="Below the step above").press("Enter")
    row(page, "Success looks like", 0).get_by_label("What one would see").fill("15 lights")
    row(page, "Failure would be", 0).get_by_label("What one would see").fill("Only staff come")
    expect(page.get_by_text("Others see it once you save.")).to_be_visible()

    # Left without saving, it is there again; a wrong day is said, and everything typed stays.
    page.goto(f"{GROUP}/experiments/new/")
    expect(page.get_by_text("Here is what you had typed")).to_be_visible()
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("alert")).to_contain_text("The last day comes before the first one.")
    expect(row(page, "Plan", 1).get_by_label("Step")).to_have_value("Ask forty doors")
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_label("Last day").fill((first + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Save").last.click()
    arrive(page, title)

    # One tap ticks a step; then it runs, is past its middle, and asks what failure would be.
    page.get_by_role("button", name="Mark as done: Print the cards").click()
    expect(page.get_by_text("1 of 2 steps done")).to_be_visible()
    page.locator("main details.menu summary").click()
    page.get_by_role("button", name="Start it today").click()
    half = page.get_by_role("region", name="Half way: is it going wrong?")
    half.get_by_label("Not happening").check()
    half.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_text("1 sign is answered.")).to_be_visible()
    expect(half).to_have_count(0)
    page.locator("main details.menu summary").click()
    page.get_by_role("link", name="Finish it").click()
    arrive(page, "What came of it?")
    page.get_by_label("Met", exact=True).check()
    page.get_by_label("A learning").first.fill("Cards beat texts")
    page.get_by_role("button", name="Finish this experiment").click()
    arrive(page, title)
    expect(page.get_by_text("Cards beat texts")).to_be_visible()
    expect(page.get_by_text("It is finished. This is its story.")).to_be_visible()


def test_two_at_once_choose_and_lose_nothing(sign_in: Open, arrive: Arrive):
    page, other, title = sign_in("organizer"), sign_in("director", PHONE), f"Lights {word()}"
    page.goto(f"{GROUP}/experiments/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    for each in (page, other):
        each.goto(page.url.rstrip("/").removesuffix("/edit") + "/edit/")
        each.get_by_label("Our hunch").fill("Mine" if each is page else "Theirs")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    other.get_by_role("button", name="Save").last.click()

    expect(other.get_by_role("alert")).to_contain_text("saved this page while you wrote")
    expect(other.get_by_role("alert")).to_contain_text("Mine")
    expect(other.get_by_role("alert")).to_contain_text("Theirs")
    other.get_by_role("radio").nth(1).check()
    other.get_by_role("button", name="Save").last.click()
    expect(other.get_by_role("region", name="Our hunch")).to_contain_text("Mine")


def test_old_page_is_pasted_looked_at_and_kept(sign_in: Open, arrive: Arrive):
    page, made = sign_in("organizer"), word()
    page.goto(f"{GROUP}/experiments/paste/")
    arrive(page, "Paste an old write-up")
    page.get_by_label("The whole page").fill("Milk and eggs")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("This does not look like a write-up")
    page.get_by_label("The whole page").fill(OLD.format(word=made))
    page.get_by_role("button", name="Read it").click()
    arrive(page, "Write an experiment")
    expect(page.get_by_label("Title")).to_have_value(f"Cards on doors {made}")
    expect(row(page, "Plan", 1).get_by_label("Step")).to_have_value("Choose the paper")
    expect(page.get_by_label("Learnings, one on each line")).to_have_value("Blue cards are read")
    page.get_by_role("button", name="Save").last.click()

    arrive(page, f"Cards on doors {made}")
    expect(page.get_by_role("navigation", name="Questions this answers")).to_contain_text(f"How might we {made}?")
    expect(page.get_by_text("Blue cards are read")).to_be_visible()
    expect(page.get_by_role("link", name="The old write-up, as it was pasted")).to_be_visible()
