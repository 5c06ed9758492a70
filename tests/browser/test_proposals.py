"""A rule is put together and looked at before it is kept; what it proposes is decided; a goal is set."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone

SEEN = "Held the door of the meeting, and knew every name"


def test_a_rule_is_previewed_and_what_it_proposes_is_accepted(sign_in, newcomer, arrive):
    page = sign_in("director", DESK)
    name = add_someone(page, "Nadia", newcomer)
    page.goto(f"{GROUP}/ladder/")
    page.get_by_role("navigation", name="Practice").get_by_role("link", name="Proposals").press("Enter")
    page.get_by_role("link", name="Rules", exact=True).press("Enter")
    page.get_by_role("link", name=re.compile("^Add a rule 2")).press("Enter")
    expect(page.get_by_text("This fits everyone")).to_be_visible()
    page.get_by_role("link", name="Add filter").press("Enter")
    page.get_by_role("button", name="Search").press("Enter")
    page.get_by_label("Words").fill(name)
    page.get_by_role("button", name="Add filter").press("Enter")

    expect(page.get_by_role("heading", name="Would propose 1 person now")).to_be_visible()
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    page.set_viewport_size(PHONE)
    arrive(page, "Who is proposed for")
    page.get_by_role("button", name="Keep this rule").click()
    expect(page.get_by_role("status")).to_contain_text("Kept. It proposes from tonight on")
    arrive(page, "What proposes people on")

    page.get_by_role("link", name="Proposals").click()
    page.get_by_role("button", name="Look now").click()
    accept = page.get_by_role("link", name=f"Accept {name}")
    expect(accept).to_be_visible()
    arrive(page, "wait")
    accept.click()
    arrive(page, f"Does {name} stand on")
    page.get_by_label("What you saw").fill(SEEN)
    page.get_by_role("button", name="Accept this level").click()
    expect(page.get_by_role("status")).to_contain_text("new level counts once a second person agrees.")
    expect(accept).to_have_count(0)

    page.get_by_role("link", name="Rules", exact=True).click()
    line = page.get_by_role("listitem").filter(has_text=name)
    line.get_by_role("button", name="Put away").click()
    expect(page.get_by_role("status")).to_contain_text("Put away.")
    expect(line).to_have_count(0)


def test_a_goal_is_set_and_stands_on_the_ladder_page(sign_in, arrive, newcomer):
    page = sign_in("director", PHONE)
    wanted = 9_000 + newcomer.number
    page.goto(f"{GROUP}/ladder/goals/")
    arrive(page, "Goals on")
    page.get_by_role("link", name="Set a goal").click()
    arrive(page, "How many, where, by when?")
    page.get_by_label("Where").select_option(label="1 Comes down")
    page.get_by_label("How many people").fill(str(wanted))
    page.get_by_label("By", exact=True).fill("2099-12-01")
    page.get_by_role("button", name="Set this goal").click()
    expect(page.get_by_role("status")).to_contain_text("Kept. It began with")

    page.goto(f"{GROUP}/ladder/")
    expect(page.get_by_text(f"{wanted:,} by Dec 1, 2099.")).to_be_visible()
    page.get_by_role("link", name="All goals").click()
    page.get_by_role("listitem").filter(has_text=f"{wanted:,} by").get_by_role("button", name="Put away").click()
    expect(page.get_by_role("status")).to_contain_text("The goal is put away.")
