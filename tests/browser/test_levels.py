"""The levels of a ladder: another order is tried out by keyboard, and read before anything is saved."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE


def test_an_order_is_tried_out_by_keyboard_and_left_as_it_was(sign_in, axe):
    page = sign_in("director", DESK)
    page.goto(f"{GROUP}/ladder/")
    page.get_by_role("link", name="Edit the levels").press("Enter")
    first = page.get_by_role("region", name="From the top down").get_by_role("listitem").first
    expect(first).to_contain_text("4 Holds a floor")

    page.get_by_role("link", name="Move Holds a floor down").press("Enter")

    expect(page.get_by_text("2 levels would have another number.")).to_be_visible()
    expect(page.get_by_role("link", name="Move Holds a floor down")).to_be_focused()
    assert axe(page) == []
    page.get_by_role("link", name="Leave it as it was").press("Enter")
    expect(first).to_contain_text("4 Holds a floor")
    expect(page.get_by_text("would have another number.")).to_be_hidden()


def test_an_order_is_tried_out_without_javascript(sign_in):
    page = sign_in("director", PHONE, javascript=False)
    page.goto(f"{GROUP}/ladder/levels/")

    page.get_by_role("link", name="Move Comes down up").click()

    expect(page.get_by_role("button", name="Save this order")).to_be_visible()
    expect(page.get_by_text("stand there and stay on the same level")).to_be_visible()
