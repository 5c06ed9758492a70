"""Stories 2, 7 and 8: a level claimed with signs, agreed on by a second person, and looked at together."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone, open_person

SEEN = "Came down to the meeting on Sunday with a chair of their own"
WORDS = "I come because of my neighbors"


def test_signs_lead_to_a_level_two_agree_on_and_the_path_is_turned_round(sign_in, newcomer, arrive):
    page = sign_in("director", DESK)
    name = add_someone(page, "Imelda", newcomer)

    # Assess one, by keyboard: signs suggest a level, and the choice stays with who assesses.
    page.get_by_role("link", name="Assess").press("Enter")
    arrive(page, f"Where does {name} stand?")
    page.get_by_role("checkbox").last.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type(SEEN)
    expect(page.get_by_text("These signs are of level 1")).to_be_visible()
    expect(page.get_by_role("radio", name="Level 1")).not_to_be_checked()
    page.get_by_role("radio", name="Level 1").press("Space")
    page.set_viewport_size(PHONE)
    arrive(page, f"Where does {name} stand?")
    page.get_by_role("button", name="Keep this").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    expect(page.locator(".time > li").filter(has_text=SEEN)).to_be_visible()

    # A second person agrees from the list of what waits; the newest stands at its end.
    second = sign_in("owner", PHONE)
    second.goto(f"{GROUP}/ladder/waiting/?page=999")
    arrive(second, "Waiting for a second person")
    waits = second.get_by_role("article", name=name)
    expect(waits).to_contain_text(SEEN)
    waits.get_by_role("button", name="Agree").click()
    expect(second.get_by_role("status")).to_contain_text("You agreed.")
    expect(waits).to_have_count(0)

    # Their path, on the phone: where they stood and on what it rests, how long, and what the next level looks like.
    open_person(page, name)
    path = page.get_by_role("region", name="Path up the ladder")
    expect(path.get_by_role("group", name="Chart of the path")).to_be_visible()
    path.locator("summary", has_text="See as a table").press("Enter")
    expect(path.get_by_role("table").get_by_role("row").last).to_contain_text(f"1 Comes down{SEEN}")
    ahead = path.get_by_role("heading", name="What the next level looks like").locator("xpath=..")
    expect(ahead.get_by_role("listitem").first).to_contain_text("Not yet seen:")
    arrive(page, name)

    # Together: the path, what comes next, and no word of what was written down.
    page.get_by_role("link", name="Together").click()
    arrive(page, "Imelda, this is your path")
    expect(page.get_by_role("heading", name="What could come next")).to_be_visible()
    expect(page.get_by_text(SEEN)).to_have_count(0)
    page.get_by_label("How do you see it yourself?").fill(WORDS)
    page.get_by_role("button", name="Keep my words").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you.")
    expect(page.get_by_role("blockquote")).to_have_text(WORDS)
    page.get_by_role("link", name="Close").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    expect(page.get_by_role("blockquote")).to_have_text(WORDS)
