"""Story 4, second half: a new organizer's first week, with practice, why we do this, and somebody to ask."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, open_account_menu
from tests.browser.site import LEARNERS

LATER = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()


@pytest.fixture(scope="session")
def _learners() -> Iterator[int]:
    return iter(range(LEARNERS))


@pytest.fixture
def learner(_learners: Iterator[int]) -> str:
    """An organizer who has never been here: the name to `sign_in` with."""
    return f"learner{next(_learners)}"


def step(page: Page, title: str) -> Locator:
    """The note that goes along on the made-up person's page, once it is at this step."""
    note = page.get_by_role("region", name="Practice: only you see Rosa")
    expect(note).to_contain_text(title)
    return note


def say_where(page: Page, level: str, evidence: str) -> None:
    page.get_by_role("radio", name=level).check()
    page.get_by_label("What you saw").fill(evidence)


def choose(page: Page, entry: str) -> None:
    """Choose from the menu with one's name, which stands elsewhere on the phone."""
    if page.viewport_size == PHONE:
        open_account_menu(page)
        page.locator("header").get_by_role("link", name=entry, exact=True).click()
    else:
        page.locator("aside details.menu > summary").click()
        page.locator("aside").get_by_role("link", name=entry, exact=True).click()


def make_somebody_up(page: Page) -> None:
    page.goto(f"{GROUP}/ladder/")
    strip = page.get_by_role("complementary", name="What waits")
    expect(strip).to_contain_text("Your first week: 0 of 5 steps.")
    strip.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="Make somebody up").click()
    expect(page.get_by_role("status")).to_contain_text("Only you see them")


def practice(page: Page) -> None:
    """Go the first four steps on the real pages and forms."""
    page.get_by_role("button", name="Open Rosa’s page").click()
    step(page, "Correct a phone number").get_by_role("link", name="Edit").click()
    page.get_by_label("Number, e-mail or street").first.fill("(503) 555-0163")
    page.get_by_role("button", name="Save").click()
    step(page, "Place them on the ladder").get_by_role("link", name="Assess").click()
    say_where(page, "Level 3", "Brought two neighbors on Tuesday")
    page.get_by_role("button", name="Keep this").click()
    step(page, "Say “not sure yet”").get_by_role("link", name="Assess again").click()
    say_where(page, "Not sure yet", "Has not come back, and nobody knows why")
    page.get_by_label("Look again on").fill(LATER)
    page.get_by_role("button", name="Keep this").click()
    step(page, "See what a director sees").get_by_role("link", name="Look").click()
    expect(page.get_by_role("heading", name="What you wrote")).to_be_visible()


def test_ten_minutes_with_somebody_made_up(sign_in, screen, axe, learner):
    page = sign_in(learner, screen)
    make_somebody_up(page)
    assert axe(page) == []

    practice(page)

    expect(page.get_by_role("main")).to_contain_text("Brought two neighbors on Tuesday")
    assert axe(page) == []
    page.get_by_role("button", name="I have seen it").click()
    expect(page.get_by_role("main")).to_contain_text("All five done.")
    page.goto(f"{GROUP}/people/?organizer=me")
    expect(page.get_by_role("heading", name="Nobody matches")).to_be_visible()
    expect(page.get_by_role("complementary", name="What waits")).to_have_count(0)


def test_nobody_else_meets_the_made_up_person(sign_in, learner):
    page, director = sign_in(learner, DESK), sign_in("director", DESK)
    make_somebody_up(page)
    page.get_by_role("button", name="Open Rosa’s page").click()
    expect(page.get_by_role("heading", name="Rosa Example")).to_be_visible()
    rosa = page.url

    director.goto(rosa)
    expect(director.get_by_role("heading", name="There is nothing at this address")).to_be_visible()
    page.goto(f"{GROUP}/first-week/")
    page.get_by_role("button", name="Throw Rosa away").click()
    expect(page.get_by_role("button", name="Make somebody up")).to_be_visible()
    page.goto(rosa)
    expect(page.get_by_role("heading", name="There is nothing at this address")).to_be_visible()


def write_why(page: Page) -> None:
    page.goto(f"{GROUP}/why/edit/?start=1")
    expect(page.get_by_role("main")).to_contain_text("It is not saved")
    page.get_by_role("textbox", name="Why we do this").fill("So that no neighbor stands alone.\n\nEver.")
    page.get_by_label("Whom people can ask").select_option("Director Rivera")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("Questions go to Director Rivera.")


def test_a_question_takes_its_page_along_and_comes_back_answered(sign_in, screen, axe, learner):
    director, page = sign_in("director", screen), sign_in(learner, screen)
    write_why(director)
    assert axe(director) == []
    page.goto(f"{GROUP}/people/?place=quiet")

    choose(page, "Ask")
    expect(page.get_by_role("main")).to_contain_text("Your question goes to Director Rivera")
    expect(page.get_by_role("checkbox", name="Show them the page I came from")).to_be_checked()
    assert axe(page) == []
    page.get_by_label("Your question").fill(f"What is quiet, asks {learner}?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("main")).to_contain_text("Director Rivera has not answered yet.")

    director.goto(f"{GROUP}/asked/")
    director.get_by_role("link", name=f"What is quiet, asks {learner}?").click()
    expect(director.get_by_role("link", name="People", exact=True).last).to_have_attribute(
        "href", f"{GROUP}/people/?place=quiet"
    )
    director.get_by_label("Your answer").fill("Nothing reached them for long.")
    director.get_by_role("button", name="Send the answer").click()
    expect(director.get_by_role("main")).to_contain_text("Director Rivera answered")

    page.goto(f"{GROUP}/notices/")
    page.get_by_text("Director Rivera has answered your question").first.click()
    expect(page.get_by_role("main")).to_contain_text("Nothing reached them for long.")


def test_all_of_it_without_javascript(sign_in, learner):
    page = sign_in(learner, PHONE, javascript=False)
    make_somebody_up(page)
    practice(page)

    choose(page, "Ask")
    expect(page.get_by_role("link", name="Your first week", exact=True)).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what you would like to know.")
    page.get_by_label("Your question").fill("Do I see this right?")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("status")).to_contain_text("Sent.")
