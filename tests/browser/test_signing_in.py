"""Story 2: sign in, sign out."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE, enter, open_account_menu
from tests.seeds import PASSWORD


def test_signing_in_opens_the_group_and_signing_out_closes_it(sign_in, site):
    page = sign_in(None, PHONE)

    enter(page, site, "director")

    expect(page).to_have_url(f"{site.url}{GROUP}/ladder/")
    open_account_menu(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status")).to_contain_text("You are signed out.")
    page.goto(f"{GROUP}/ladder/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_wrong_password_is_said_and_the_address_stays_filled_in(sign_in, screen):
    page = sign_in(None, screen)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("director@example.org")
    page.get_by_label("Password", exact=True).fill("not this one")

    page.get_by_role("button", name="Sign in", exact=True).click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("password")
    expect(summary).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_value("director@example.org")


def test_a_deep_link_waits_for_the_sign_in(sign_in, site):
    page = sign_in(None, PHONE)

    page.goto(f"{GROUP}/people/?status=member")
    page.get_by_label("E-mail").fill("director@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")

    expect(page).to_have_url(f"{site.url}{GROUP}/people/?status=member")
    expect(page.get_by_role("heading", name="People")).to_be_visible()


def test_the_account_menu_opens_and_closes_by_keyboard(sign_in):
    page = sign_in("director", DESK)
    page.goto(f"{GROUP}/ladder/")
    summary = page.locator("summary", has_text="Director Rivera").first

    summary.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(summary).to_be_focused()
