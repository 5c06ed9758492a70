"""Story 8: a sign-in that ends in the middle of a form loses nothing."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, PHONE, add_someone, open_person
from tests.seeds import PASSWORD

LEVEL = "Level 1"


def end_sign_in(page: Page) -> None:
    """As when it has run out, or was ended from another device."""
    page.context.clear_cookies(name="session")


def sign_in_again(page: Page, email: str = "director@example.org") -> None:
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("What you typed is kept for an hour")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_adding_a_person_goes_on_where_it_stopped(sign_in, screen, newcomer):
    page = sign_in("director", screen)
    page.goto(f"{GROUP}/people/new/")
    page.get_by_label("Given name").fill("Quilla")
    page.get_by_label("Family name").fill(newcomer.family_name)
    page.get_by_label("Status").select_option("member")
    end_sign_in(page)
    page.get_by_role("button", name="Add this person").click()
    sign_in_again(page)

    expect(page.get_by_text("What you typed was not sent")).to_be_visible()
    expect(page.get_by_text("It is back in the form below")).to_be_visible()
    expect(page.get_by_label("Given name")).to_have_value("Quilla")
    expect(page.get_by_label("Status")).to_have_value("member")
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Added: Quilla {newcomer.family_name}.")


def test_assessing_goes_on_and_another_person_sees_nothing(sign_in, screen, newcomer):
    page = sign_in("director", screen)
    open_person(page, add_someone(page, "Rafa", newcomer))
    page.get_by_role("link", name="Assess").click()
    page.get_by_role("radio", name=LEVEL).check()
    page.get_by_label("What you saw").fill("Brought\ntwo neighbors")
    end_sign_in(page)
    page.get_by_role("button", name="Keep this").click()
    sign_in_again(page)
    expect(page.get_by_text("It is back in the form below")).to_be_visible()
    expect(page.get_by_label("What you saw")).to_have_value("Brought\ntwo neighbors")
    expect(page.get_by_role("radio", name=LEVEL)).to_be_checked()

    end_sign_in(page)
    page.get_by_role("button", name="Keep this").click()
    sign_in_again(page, "owner@example.org")
    expect(page.get_by_role("heading", name="Where does Rafa")).to_be_visible()
    expect(page.get_by_label("What you saw")).to_have_value("")
    expect(page.get_by_text("What you typed was not sent")).to_have_count(0)


def test_without_javascript_one_button_sends_what_was_typed(sign_in, newcomer):
    page = sign_in("director", PHONE, javascript=False)
    page.goto(f"{GROUP}/people/new/")
    page.get_by_label("Given name").fill("Sunniva")
    page.get_by_label("Family name").fill(newcomer.family_name)
    end_sign_in(page)
    page.get_by_role("button", name="Add this person").click()
    sign_in_again(page)

    page.get_by_role("button", name="Send what I typed").click()

    expect(page.get_by_role("status").first).to_contain_text(f"Added: Sunniva {newcomer.family_name}.")
