"""Story 10 of the ladder: a team with its people, roles and leader, and something to carry that somebody takes on."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, PHONE, add_someone


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def go(page: Page, role: str, name: str | re.Pattern[str]) -> None:
    """Open a link or press a button without a mouse."""
    page.get_by_role("main").get_by_role(role, name=name, exact=True).focus()  # type: ignore[arg-type]
    press(page, "Enter")


def test_team_is_begun_filled_and_led_and_somebody_takes_something_on(sign_in, axe, arrive, newcomer):
    page = sign_in("director")
    ines, joe = (add_someone(page, name, newcomer) for name in ("Ines", "Joe"))
    team, task = f"Team {newcomer.family_name}", f"Keys {newcomer.family_name}"

    page.goto(f"{GROUP}/teams/new/")
    page.get_by_label("Name").focus()
    page.keyboard.type(team)
    press(page, "Enter")
    expect(page.get_by_role("heading", name=f"Who joins {team}?")).to_be_visible()
    page.get_by_label("Who", exact=True).focus()
    for name in (ines, joe):
        page.get_by_label("Who", exact=True).fill(name)
        page.get_by_role("checkbox", name=name).focus()
        press(page, "Space")
        expect(page.get_by_role("checkbox", name=name)).to_be_checked()
    assert axe(page) == []
    go(page, "button", "Add who is ticked")
    expect(page.get_by_role("status").filter(has_text="2 people are in the team now.")).to_be_visible()

    go(page, "link", "Say who leads")
    page.get_by_label("Who has it").select_option(ines)
    go(page, "button", "Save")
    expect(page.get_by_text("Nobody is named who coaches the leader.")).to_be_visible()
    go(page, "link", "Write one down")
    page.get_by_label("What it is called").fill(task)
    go(page, "button", "Save")
    go(page, "button", re.compile(f"I asked them.*{joe}"))
    go(page, "link", re.compile(f"They answered.*{joe}"))
    page.get_by_label("Yes: they carry it from today").focus()
    press(page, "Space")
    page.get_by_label("In their words").fill("Gladly")
    go(page, "button", "Save")
    expect(page.get_by_text("“Gladly”")).to_be_visible()
    arrive(page, task)

    page.set_viewport_size(PHONE)
    page.goto(f"{GROUP}/teams/")
    go(page, "link", team)
    expect(page.get_by_role("link", name=task)).to_be_visible()
    arrive(page, team)
    go(page, "link", joe)
    expect(page.get_by_role("heading", name="Carries")).to_be_visible()
