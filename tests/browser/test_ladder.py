"""Story 4, and assessing: the ladder page, its figures, and saying where someone stands."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone, open_person

UNIT = "Where they belong"
ON_LADDER = re.compile("^On the ladder")
SEEN = "Brought two neighbors down to the meeting"


def figures(page: Page) -> dict[str, tuple[int, str]]:
    """Read where people stand off a page that has come whole: {address of the list: (the figure, the row's name)}."""
    page.wait_for_load_state()
    found = {}
    for row in page.locator("table.ladder tbody tr").all():
        figure = row.locator("td.num b.fig a")
        if figure.count():
            address, people = figure.get_attribute("href") or "", figure.get_attribute("data-people") or ""
            found[address] = (int(people), row.get_by_role("rowheader").inner_text())
    return found


def expect_people(page: Page, people: int) -> None:
    """Wait for a list that says it shows so many people."""
    expect(page.locator("#people h1 + [role=status]")).to_have_text(re.compile(rf"^\s*{people} "))


def assess(page: Page, level: str) -> None:
    """Assess the person whose page is open."""
    page.get_by_role("link", name="Assess").click()
    page.get_by_role("radio", name=level).check()
    page.get_by_label("What you saw").fill(SEEN)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")


@pytest.mark.parametrize("unit", ["", "Second floor"], ids=["all", "unit"])
def test_each_figure_is_the_number_of_people_in_the_list_behind_it(sign_in, unit):
    page = sign_in("director", DESK)
    page.goto(f"{GROUP}/ladder/")
    if unit:
        page.get_by_label(UNIT).select_option(unit)
        page.get_by_role("button", name="Show").click()
        expect(page).to_have_url(re.compile(r"\?unit=."))
        expect(page.get_by_label(UNIT).locator("option:checked")).to_have_text(unit)

    for address, (people, name) in figures(page).items():
        page.goto(address)
        expect_people(page, people)
        # A page holds a hundred, and one more line that leads on.
        expect(page.locator("tbody tr"), name).to_have_count(people if people <= 100 else 101)


def test_a_figure_leads_to_the_people_and_back(sign_in, screen):
    page = sign_in("director", screen)
    page.goto(f"{GROUP}/ladder/")
    row = page.get_by_role("row", name=ON_LADDER)
    figure = row.locator("td.num b.fig a")
    people = int(figure.get_attribute("data-people") or "")

    figure.click()

    expect(page.get_by_role("link", name="Level is On the ladder", exact=True)).to_be_visible()
    expect_people(page, people)
    page.go_back()
    expect(page.get_by_role("row", name=ON_LADDER)).to_be_visible()


def test_the_coach_sees_figures_and_no_way_to_people(sign_in):
    page = sign_in("coach", DESK)

    page.goto(f"{GROUP}/ladder/")

    expect(page.get_by_role("row", name=ON_LADDER)).to_contain_text(re.compile(r"\d"))
    expect(page.get_by_role("row", name="Level 3")).to_contain_text("kept back")
    expect(page.locator("a[href*='/people/']")).to_have_count(0)
    expect(page.get_by_label(UNIT)).to_have_count(0)


def test_how_we_count_opens(sign_in):
    page = sign_in("viewer", PHONE)
    page.goto(f"{GROUP}/ladder/")

    page.locator("summary", has_text="How we count").click()

    expect(page.get_by_text("The parts add up to the whole.")).to_be_visible()


def test_assessing_asks_what_was_seen_and_then_counts(sign_in, screen, newcomer):
    page = sign_in("director", screen)
    name = add_someone(page, "Nadia", newcomer)
    page.get_by_role("link", name="Assess").click()
    page.get_by_role("radio", name="Level 2").check()
    page.get_by_role("button", name="Keep this").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page.get_by_role("radio", name="Level 2")).to_be_checked()
    summary.get_by_role("link", name="What you saw").click()
    expect(page.get_by_label("What you saw")).to_be_focused()
    page.keyboard.type(SEEN)
    page.get_by_role("button", name="Keep this").click()

    expect(page.get_by_role("status")).to_contain_text(f"Kept. {name}’s new level counts once a second person agrees.")
    expect(page.locator(".time li").filter(has_text=SEEN).first).to_contain_text("by Director Rivera")


def test_assessing_by_keyboard_alone(sign_in, newcomer):
    page = sign_in("director", DESK)
    name = add_someone(page, "Omar", newcomer)
    page.get_by_role("link", name="Assess").press("Enter")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Level 3")).to_be_checked()

    page.keyboard.press("Tab")
    expect(page.get_by_label("What you saw")).to_be_focused()
    page.keyboard.type(SEEN)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Keep this":
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text(f"Kept. {name}’s new level")


def test_a_changed_level_counts_once_a_second_person_agrees(sign_in, screen, newcomer):
    page = sign_in("director", screen)
    name = add_someone(page, "Priya", newcomer)
    assess(page, "Level 1")
    expect(page.get_by_text("Waiting: someone else has to agree")).to_be_visible()
    expect(page.get_by_role("button", name="Agree")).to_have_count(0)

    second = sign_in("owner", screen)
    open_person(second, name)
    second.get_by_role("button", name="Agree").click()

    expect(second.get_by_role("status")).to_contain_text("You agreed.")
    expect(second.get_by_text("Waiting for a second person")).to_have_count(0)
    expect(second.get_by_text("Owner Rivera agreed on")).to_be_visible()


def test_taking_an_assessment_back_asks_why(sign_in, newcomer):
    page = sign_in("director", PHONE)
    add_someone(page, "Omar", newcomer)
    assess(page, "Level 1")
    page.get_by_role("link", name="Take back").click()
    page.get_by_role("textbox", name="Why it does not count").fill("The wrong Omar")
    page.get_by_role("button", name="Take").click()

    expect(page.get_by_role("status")).to_contain_text("It no longer counts.")
    expect(page.get_by_text("The wrong Omar (Director Rivera").first).to_be_visible()
