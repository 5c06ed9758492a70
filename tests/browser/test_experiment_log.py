"""Stories 7 and 8 of experiments: a log kept with keys alone, a comment that comes by itself, and a coach's review."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE, fits


def begin(page, title):
    page.goto(f"{GROUP}/experiments/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).first.press("Enter")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    return page.url


def test_log_with_keys_and_a_review(sign_in, newcomer, arrive):
    page, word = sign_in("organizer", DESK), newcomer.family_name
    title = f"Tea with {word}"
    address = begin(page, title)
    page.get_by_role("main").press("c")
    page.keyboard.type("Six doors opened")
    page.get_by_role("button", name="Post", exact=True).press("Enter")
    post = page.locator("[data-post]").filter(has_text="Six doors opened")
    expect(post).to_be_visible()
    page.get_by_role("main").press("j")
    expect(post).to_be_focused()
    page.keyboard.press("r")
    expect(post.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(post).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.type("And a seventh")
    post.get_by_role("button", name="Reply").press("Enter")
    comment = page.locator("[data-post]").filter(has_text="And a seventh")
    expect(comment).to_be_visible()
    page.get_by_role("main").press("t")
    expect(post).to_be_focused()
    page.keyboard.press("o")
    expect(comment).to_be_hidden()
    page.keyboard.press("o")
    page.keyboard.press("j")
    expect(comment).to_be_focused()
    page.keyboard.press("k")
    expect(post).to_be_focused()

    coach = sign_in("coach", PHONE)
    coach.goto(address)
    expect(coach.get_by_role("heading", name="Coach review")).to_be_in_viewport()
    coach.get_by_label("Keep going as it is").check()
    coach.get_by_role("button", name="Send review").click()
    expect(coach.get_by_role("status").first).to_contain_text("Your review is sent.")
    arrive(coach, title)
    coach.locator("[data-reply] summary").first.click()
    coach.get_by_role("textbox", name="Reply to").first.fill("Which doors?")
    coach.locator("[data-reply][open]").get_by_role("button", name="Reply").click()
    expect(coach.locator("[data-post]").filter(has_text="Which doors?")).to_be_visible()

    page.evaluate("htmx.trigger(document.querySelector('[data-live]'), 'look')")
    expect(page.locator("[data-post]").filter(has_text="Which doors?")).to_be_visible()
    page.get_by_role("main").press("t")
    page.keyboard.press("e")
    arrive(page, "Edit what you wrote")
    coach.goto("/coach/")
    expect(coach.get_by_role("heading", name="To review")).to_be_visible()
    fits(coach, "To review")
