"""A goal is set without a script, leads to its plan and prints; the gaps are seen and lead to people."""

import re
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import DESK, GROUP, PHONE


def test_a_goal_set_without_a_script_leads_to_its_plan_on_paper(sign_in, newcomer, everywhere):
    page, wanted = sign_in("director", DESK, javascript=False, scheme="dark"), 8_000 + newcomer.number
    page.goto(f"{GROUP}/ladder/goals/")
    page.get_by_role("link", name="Set a goal").click()
    expect(page.get_by_role("heading", name="What your own quarters gave")).to_be_visible()
    page.get_by_label("Where").select_option(label="1 Comes down")
    page.get_by_label("How many people").fill(str(wanted))
    page.get_by_label("By", exact=True).fill("2099-12-01")
    page.get_by_role("button", name="Set this goal").click()
    line = page.get_by_role("listitem").filter(has_text=f"{wanted:,} by")
    expect(line).to_contain_text("there is no pace to speak of yet")

    way = line.get_by_role("link", name=re.compile("^The way there")).get_attribute("href")
    shown = sign_in("director", PHONE)
    shown.goto(way)
    everywhere(shown, "The way to a goal", shown.get_by_role("heading", name="What it would take each week"))
    words = "".join(PdfReader(BytesIO(shown.pdf())).pages[0].extract_text().split())
    assert f"{wanted:,}byDec1,2099" in words
    assert "Change" not in words

    line.get_by_role("button", name="Put away").click()
    expect(page.get_by_role("status")).to_contain_text("The goal is put away.")


def test_gaps_say_how_they_were_seen_and_lead_on(sign_in, everywhere):
    page = sign_in("director", DESK, scheme="dark")
    page.goto(f"{GROUP}/dashboards/gaps/")
    page.get_by_label("Moves of").select_option("start")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page).to_have_url(re.compile("period=start"))
    everywhere(page, "Gaps", page.get_by_text("How this was seen"))
    page.get_by_text("How this was seen").click()
    expect(page.get_by_text("A level leaks when")).to_be_visible()
