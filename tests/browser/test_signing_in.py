"""Story 2: sign in, choose an organization, switch, sign out."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, enter


def test_signing_in_opens_the_group_and_signing_out_closes_it(sign_in, site):
    page = sign_in(None, PHONE)

    enter(page, site, "director")

    expect(page).to_have_url(f"{site.url}/o/elm-court/ladder/")
    page.goto(f"{site.url}/accounts/logout/")
    page.get_by_role("button", name="Sign out").last.click()
    page.goto(f"{site.url}/o/elm-court/ladder/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
