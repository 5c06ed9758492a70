"""Story 5 of people: a field is decided on with its reasons, answered, found by and taken back; tags become one."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import GROUP, open_person


def test_field_is_asked_with_its_reasons_answered_and_taken_back(sign_in, screen, arrive, newcomer):
    page = sign_in("data_lead", screen)
    shift, name = f"Shift {newcomer.family_name} {screen['width']}", f"Ana {newcomer.family_name}{screen['width']}"
    page.goto(f"{GROUP}/settings/fields/new/")
    arrive(page, "Add a field")
    page.get_by_label("What we ask").fill(shift)
    page.get_by_label("What the answer is").select_option("several_of")
    page.get_by_label(re.compile("^Choices")).fill("Days\nLate nights")
    page.get_by_label("What is it for?").fill("To find a time for meetings.")
    page.get_by_label("Who decided to ask it?").fill("The assembly.")
    page.get_by_label("What harm could it do").fill("A boss could learn it.")
    page.get_by_role("button", name="Add this field").click()
    arrive(page, "What we ask about people")
    page.get_by_role("button", name=f"Move {shift} up").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=shift).click()
    arrive(page, shift)
    page.get_by_label("One more choice").fill("Weekends")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Added: Weekends")).to_be_visible()

    page.goto(f"{GROUP}/people/new/")
    page.get_by_label("Given name").fill("Ana")
    page.get_by_label("Family name").fill(f"{newcomer.family_name}{screen['width']}")
    asked = page.get_by_role("group", name=shift)
    asked.get_by_label("Weekends").check()
    asked.get_by_label("Days").check()
    page.get_by_role("button", name="Add this person").click()
    open_person(page, name)
    expect(page.get_by_text("Days, Weekends", exact=True)).to_be_visible()
    page.locator("summary", has_text=shift).click()
    expect(page.get_by_text("A boss could learn it.")).to_be_visible()

    page.goto(f"{GROUP}/settings/fields/")
    page.get_by_role("link", name=shift).click()
    page.get_by_role("button", name="Delete this field").click()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("status").filter(has_text=f"It is back: {shift}")).to_be_visible()


def test_two_tags_become_one_and_two_again(sign_in, screen, arrive, newcomer):
    page = sign_in("data_lead", screen)
    words = [f"{word} {newcomer.family_name} {screen['width']}" for word in ("Drives", "Driver")]
    page.goto(f"{GROUP}/people/new/")
    page.get_by_label("Given name").fill(f"Caro{screen['width']}")
    page.get_by_label("Family name").fill(newcomer.family_name)
    page.get_by_label("Tags").fill(", ".join(words))
    page.get_by_role("button", name="Add this person").click()
    page.goto(f"{GROUP}/settings/tags/")
    arrive(page, "Tags")
    page.get_by_role("link", name=words[1], exact=True).click()
    arrive(page, words[1])
    page.get_by_label("Put it into").select_option(label=words[0])
    page.get_by_role("button", name="Make one of the two").click()
    expect(page.get_by_role("status").filter(has_text=f"has “{words[0]}” now")).to_be_visible()
    page.get_by_role("button", name=f"Bring back {words[1]}").click()

    expect(page.get_by_role("link", name=words[1], exact=True)).to_be_visible()
