"""Stories 3, 6 and 4 of the ladder as a practice: assessing many, not sure yet, calibrating."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from demo.names import ENGLISH
from tests.browser.conftest import DESK, GROUP, PHONE, Newcomer, list_with
from tests.browser.site import Site

# As many as one sitting takes; by the quick tests fewer, by the same keys.
SITTINGS = [14, pytest.param(40, marks=pytest.mark.slow)]
ASK_OF_THE_BELL = """() => {
  const bell = document.querySelector("#bell");
  return htmx.ajax("GET", bell.href, { source: bell, target: bell, swap: "outerHTML" });
}"""


@pytest.fixture(params=SITTINGS)
def many(request: pytest.FixtureRequest, site: Site, tmp_path: Path, newcomer: Newcomer) -> list[str]:
    """People of one family name, every second on level 2 by a list."""
    names = sorted(ENGLISH.given)[: request.param]
    rows = [f"{name},{newcomer.family_name},{2 if n % 2 else ''}" for n, name in enumerate(names)]
    file = tmp_path / "list.csv"
    file.write_text("\n".join(["First name,Last name,Level", *rows]))
    site.manage("import_members", str(file), "--organization", "elm-court")
    return [f"{name} {newcomer.family_name}" for name in names]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def in_turn(page: Page, many: list[str], n: int) -> None:
    """Wait until somebody has their turn."""
    expect(page.get_by_role("heading", name=many[n], level=1)).to_be_visible()
    expect(page.get_by_text(f"{n + 1} of {len(many)}", exact=True)).to_be_visible()


def line_up(page: Page, family_name: str, n: int) -> None:
    """Choose everyone of a name on the list, and begin with them."""
    list_with(page, family_name)
    page.get_by_role("checkbox", name=f"All {n} that match").focus()
    press(page, "Space")
    page.get_by_label("What to do").select_option("Assess one by one")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.get_by_role("heading", name=f"Assess {n} people, one by one")).to_be_visible()
    page.get_by_role("button", name="Begin").press("Enter")
    expect(page.get_by_text(f"1 of {n}", exact=True)).to_be_visible()
    page.wait_for_load_state()


def assess(page: Page, n: int) -> None:
    """Say something of who has their turn, by keys alone: every second stands somewhere already."""
    if n % 2:
        press(page, "r" if n % 4 == 1 else "Enter")
    else:
        press(page, "3")
        expect(page.get_by_label("What you saw, or what is open")).to_be_focused()
        page.keyboard.type("Chaired")
        press(page, "Enter")


def skip_while_the_bell_asks(page: Page, name: str) -> None:
    """Skip two people in a row, while the first turn has not ended and another part of the page asks for something."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    page.route("**/skip/", hold)
    press(page, "s")
    page.wait_for_function("() => document.querySelector('.htmx-request')")
    page.evaluate(ASK_OF_THE_BELL)
    press(page, "s")
    held[0].continue_()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    page.unroute("**/skip/")


def test_many_people_are_assessed_by_keyboard_alone(sign_in, many, newcomer, arrive):
    page, half = sign_in("director", DESK), len(many) // 2
    line_up(page, newcomer.family_name, len(many))

    in_turn(page, many, 0)
    press(page, "3")
    expect(page.get_by_label("What you saw, or what is open")).to_be_focused()
    press(page, "Escape", "u")
    expect(page.get_by_label("Look again on")).to_be_visible()
    page.keyboard.type("Met once, in a crowd")
    press(page, "Enter")
    in_turn(page, many, 1)
    press(page, "s")
    in_turn(page, many, 2)
    press(page, "z")
    in_turn(page, many, 1)
    press(page, "s")
    for n in range(2, half):
        in_turn(page, many, n)
        assess(page, n)
    in_turn(page, many, half)

    page.goto(f"{GROUP}/ladder/")
    page.get_by_role("link", name="Assess many").press("Enter")
    arrive(page, "Assess many")
    page.get_by_role("link", name=f"Go on: {half} left").first.press("Enter")
    arrive(page, many[half])
    page.wait_for_load_state()
    skip_while_the_bell_asks(page, many[half + 2])
    for n in range(half + 2, len(many)):
        in_turn(page, many, n)
        assess(page, n)

    expect(page.get_by_role("heading", name=f"You have been through all {len(many)}.")).to_be_visible()
    expect(page.get_by_text(f"{len(many) - 3} people assessed, 3 skipped.")).to_be_visible()
    page.set_viewport_size(PHONE)
    page.goto(f"{GROUP}/ladder/unsure/")
    arrive(page, "Not sure yet")
    line = page.get_by_role("listitem").filter(has_text=many[0])
    expect(line).to_contain_text("Met once, in a crowd")
    line.get_by_role("link", name="Assess").click()
    expect(page.get_by_role("heading", name=f"Where does {many[0]} stand?")).to_be_visible()
    page.go_back()
    page.goto(f"{GROUP}/ladder/many/")
    page.get_by_role("link", name="Nobody left").first.click()
    page.get_by_role("button", name="Go through the 3 you skipped").click()
    arrive(page, many[1])


def test_a_turn_without_javascript(sign_in, site, newcomer, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(f"First name,Last name\nAda,{newcomer.family_name}\nBea,{newcomer.family_name}")
    site.manage("import_members", str(file), "--organization", "elm-court")
    page = sign_in("director", PHONE, javascript=False)
    list_with(page, newcomer.family_name)
    page.get_by_role("link", name="Select people").click()
    page.get_by_role("checkbox", name="All 2 that match").check()
    page.get_by_label("What to do").select_option("Assess one by one")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Ada")).to_be_visible()
    page.get_by_role("radio", name="Level 2").check()
    page.get_by_role("button", name="Keep this, and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("a changed level needs one line of evidence")
    expect(page.get_by_role("radio", name="Level 2")).to_be_checked()
    page.get_by_label("What you saw, or what is open").fill("Set up the room")
    page.get_by_role("button", name="Keep this, and go on").click()
    expect(page.get_by_role("heading", name="Bea")).to_be_visible()
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_text("1 person assessed, 1 skipped.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("heading", name="Bea")).to_be_visible()


def place(page: Page, *levels: str) -> None:
    """Place people by oneself, and finish."""
    for n, level in enumerate(levels):
        page.get_by_label("Where they stand").nth(n).select_option(label=level)
        page.get_by_label("What you saw").nth(n).fill("Comes to the tables")
    page.get_by_role("button", name="I have finished").press("Enter")


def test_two_place_the_same_people_apart_and_settle_together(sign_in, site, newcomer, tmp_path, arrive):
    file = tmp_path / "list.csv"
    file.write_text("First name,Last name\n" + "\n".join(f"{name},{newcomer.family_name}" for name in ("Ada", "Bea")))
    site.manage("import_members", str(file), "--organization", "elm-court")
    page = sign_in("director", DESK)
    list_with(page, newcomer.family_name)
    page.get_by_role("checkbox", name="All 2 that match").focus()
    press(page, "Space")
    page.get_by_label("What to do").select_option("Calibrate on them")
    page.get_by_role("button", name="Go on").press("Enter")
    arrive(page, "Begin a round")
    page.get_by_label("What you call this round").fill(f"Round of {newcomer.family_name}")
    for name in ("Director Rivera", "Owner Rivera"):
        page.get_by_role("checkbox", name=name).press("Space")
    page.get_by_role("button", name="Begin the round").press("Enter")
    arrive(page, "Place them by yourself")
    levels = page.get_by_label("Where they stand").first.locator("option").all_text_contents()
    one, two = (next(text for text in levels if text.startswith(number)) for number in "12")
    place(page, one, two)
    expect(page.get_by_role("heading", name="Not enough have placed yet to compare.")).to_be_visible()

    owner = sign_in("owner", PHONE)
    owner.goto(f"{GROUP}/ladder/calibrate/")
    arrive(owner, "Calibrate")
    owner.get_by_role("listitem").filter(has_text=newcomer.family_name).get_by_role("link", name="Place them").click()
    arrive(owner, "Place them by yourself")
    place(owner, one, one)
    arrive(owner, "You agree on 1 of 2. Talk about this one.")

    page.reload()
    arrive(page, "You agree on 1 of 2. Talk about this one.")
    page.get_by_role("link", name="How we count").first.press("Enter")
    arrive(page, "How we count")
    expect(page.get_by_text("Cohen’s kappa")).to_be_visible()
    page.go_back()
    page.get_by_role("row", name="Bea").get_by_role("link", name="Talk it over").press("Enter")
    expect(page.get_by_role("heading", name=f"Bea {newcomer.family_name}", level=1)).to_be_visible()
    page.get_by_role("radio", name="Level 1").press("Space")
    page.get_by_label("What decided it").fill("Comes, and has not led anything yet")
    press(page, "Enter")
    expect(page.get_by_role("row", name="Bea")).to_contain_text("settled")
    page.get_by_role("button", name="Keep the one you agree on").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 person is settled.")
