"""Stories 2 and 4: a talk is logged with a thumb, with what the story offers; by name alone where no script has come."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone

STORY = "The boiler broke again. She will bring ten chairs on Dec 2."


def test_log_with_a_thumb_take_what_the_story_offers_and_undo(sign_in, newcomer, arrive):
    page = sign_in("director", PHONE)
    name = add_someone(page, "Imelda", newcomer)

    # From the person's page: chosen already. The story comes first, what it offers is taken one by one.
    page.get_by_role("link", name="Log", exact=True).last.click()
    arrive(page, "Log a conversation")
    expect(page.get_by_role("checkbox", name=name)).to_be_checked()
    page.get_by_label("What did you hear?").fill(STORY)
    offered = page.get_by_role("group", name="From the story")
    expect(offered).to_contain_text("Said yes, by")
    offered.get_by_role("checkbox", name="Said yes").check()
    page.get_by_text("Say where", exact=True).click()
    page.get_by_role("radio", name="Level 1").check()
    page.get_by_text("Only me").click()
    expect(page.get_by_text("Only you can read this.")).to_be_visible()
    expect(page.get_by_text("Directors and owners can read this, and you.")).to_be_hidden()
    page.get_by_text("Organizers", exact=True).click()
    page.set_viewport_size(DESK)
    arrive(page, "Log a conversation")
    page.set_viewport_size(PHONE)
    page.get_by_label("What did you hear?").press("Control+Enter")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(f"Kept: {name}")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back")

    # Not reached: two taps.
    page.get_by_text("Not reached", exact=True).click()
    page.get_by_role("button", name="Left a message").click()
    expect(page.get_by_role("status")).to_contain_text(f"you left a message for {name}")

    # From the menu: a few letters find somebody.
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Log").click()
    page.get_by_label("two letters of it").fill(name[: len("Imelda ") + 2])
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("checkbox", name=name)).to_be_checked()


def test_log_before_any_script_has_come(sign_in, newcomer):
    page = sign_in("director", PHONE, javascript=False)
    page.goto(f"{GROUP}/conversations/new/")
    page.get_by_label("two letters of it").fill("Zzyzx")
    page.get_by_label("What did you hear?").fill(STORY)
    page.get_by_role("button", name="Look what fits").click()
    expect(page.get_by_role("group", name="From the story")).to_contain_text("You owe this, by")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody among the people you see")
    expect(page.get_by_label("What did you hear?")).to_have_value(STORY)
    page.get_by_label("Name; the first name is enough").fill(f"Zora {newcomer.family_name}")
    page.get_by_label("Phone or e-mail").fill(newcomer.phone())
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"Kept: Zora {newcomer.family_name}")
