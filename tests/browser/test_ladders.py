"""Another ladder, by keyboard alone: made, described, colored, read, put away and taken back."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP


def test_another_ladder_is_made_described_and_put_away_by_keyboard(sign_in, arrive, newcomer):
    page, name = sign_in("director", DESK), f"{newcomer.family_name} watch"
    page.goto(f"{GROUP}/ladder/")
    page.get_by_role("link", name="All ladders").press("Enter")
    arrive(page, "Your ladders")
    page.get_by_role("link", name="Make another ladder").press("Enter")
    arrive(page, "Make another ladder")
    page.get_by_label("Name of the ladder").focus()
    page.keyboard.type(name)
    page.get_by_label("Our own levels").focus()
    page.keyboard.type("Checks in\nKeeps watch\nTrains others")
    page.get_by_role("button", name="Make this ladder").press("Enter")

    arrive(page, "What the levels say")
    expect(page.get_by_label("Level 2: its name")).to_have_value("Keeps watch")
    for field in page.get_by_label("In one plain sentence").all():
        field.focus()
        page.keyboard.type("Is there when it counts")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved: 3 levels say something new.")
    page.get_by_role("link", name="Colors").press("Enter")
    arrive(page, "Colors of the levels")
    page.get_by_role("group", name="2 Keeps watch").get_by_role("radio", name="Rust", exact=True).press("Space")
    page.get_by_role("button", name="Save these colors").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The colors are saved.")

    page.get_by_role("link", name="As a page").press("Enter")
    arrive(page, f"{name}: what each level looks like")
    expect(page.get_by_text("Is there when it counts")).to_have_count(3)
    page.goto(f"{GROUP}/ladders/")
    page.get_by_role("button", name=re.compile(f"Put away.*{name}")).press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"“{name}” is put away.")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is in use again")
    # The site is as it was: the others' tests know one ladder.
    page.get_by_role("button", name=re.compile(f"Put away.*{name}")).press("Enter")
    expect(page.get_by_role("status")).to_contain_text(re.compile("is put away"))


def test_everyone_reads_a_ladder_on_the_phone_without_javascript(sign_in):
    page = sign_in("viewer", {"width": 390, "height": 844}, javascript=False)
    page.goto(f"{GROUP}/ladder/")

    page.get_by_role("link", name="What each level looks like").click()

    expect(page.get_by_role("heading", name="Our floors: what each level looks like", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Holds a floor")).to_be_visible()
    expect(page.get_by_role("heading", name="How someone comes to a level")).to_be_visible()
