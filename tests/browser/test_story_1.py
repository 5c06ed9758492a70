"""Story 1: sign in safely, with real mail, a device that keeps passkeys and an app's codes."""

import pytest
from playwright.sync_api import expect

from tests.accounts.signing import app_code
from tests.browser.conftest import DESK
from tests.browser.mail import follow_mail, newest_mail
from tests.browser.signing import (
    choose_password,
    give_device,
    is_inside,
    is_out,
    open_guarded,
    prove,
    sign_out,
    type_code,
    type_password,
)
from tests.browser.staging import fresh, stage
from tests.seeds import PASSWORD

NEXT_PASSWORD = "eight loaves of rye"


@pytest.fixture
def browse(sign_in, screen):
    """Open another browser of this width: dark at the desk, light on the phone."""
    return lambda: sign_in(None, screen, scheme="dark" if screen == DESK else "light")


def come_in(page, site, arrive, email):
    """From the mail to an account of one's own."""
    follow_mail(page, site, to=email, subject="You are invited to Harbor Street")
    arrive(page, "You are invited to Harbor Street")
    page.get_by_role("link", name="Make an account").click()
    arrive(page, "Make your account")
    choose_password(page, PASSWORD, "Make the account")
    page.get_by_label("Your name").fill("Olga Rivera")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", name="One more step before you go in")).to_be_visible()


def set_up_app(page, arrive):
    """Set an app up from the secret that the page shows; return it with the recovery codes."""
    page.get_by_role("link", name="Use an authenticator app").click()
    arrive(page, "Set up an authenticator app")
    page.get_by_text("I can't point the camera at it").click()
    secret = page.locator("[data-secret]").inner_text()
    page.get_by_label("Code from the app").fill(app_code(secret))
    page.get_by_role("button", name="Turn it on").click()
    arrive(page, "Recovery codes")
    return secret, page.locator("[data-recovery-codes] li").all_inner_texts()


def test_first_owner_comes_in_and_sets_up_what_the_group_asks_for(browse, site, arrive):
    slug = fresh("first")
    email, page = f"olga@{slug}.example.org", browse()
    site.manage("create_organization", "--slug", slug, "--name", "Harbor Street", "--owner", email)

    come_in(page, site, arrive, email)
    page.goto(f"/o/{slug}/settings/")
    arrive(page, "One more step before you go in")
    secret, codes = set_up_app(page, arrive)
    page.get_by_role("link", name="I have kept them: go on").click()

    expect(page).to_have_url(f"{site.url}/o/{slug}/settings/")
    page.goto("/accounts/2fa/recovery-codes/")
    expect(page.get_by_text("10 codes are left. They were shown when they were made")).to_be_visible()
    newest_mail(site, to=email, subject="authenticator app")
    sign_out(page)
    type_password(page, email)
    type_code(page, app_code(secret))
    is_inside(page, "Harbor Street")
    use_codes(browse(), page, codes, email=email, home=f"/o/{slug}/", arrive=arrive)


def use_codes(other, page, codes, *, email, home, arrive):
    """A recovery code opens once; the device it opened on is signed out from the first one."""
    type_password(other, email)
    type_code(other, codes[0])
    is_inside(other, "Harbor Street")
    sign_out(other)
    type_password(other, email)
    type_code(other, codes[0])
    expect(other.get_by_role("alert")).to_contain_text("This code does not fit.")
    type_code(other, codes[1])
    is_inside(other, "Harbor Street")
    page.goto("/accounts/2fa/")
    arrive(page, "Sign-in settings")
    expect(page.get_by_text("8 codes are left")).to_be_visible()
    page.get_by_role("link", name="See devices, sign out").click()
    arrive(page, "Where you are signed in")
    page.get_by_role("main").get_by_role("button", name="Sign out Chrome on Linux").click()
    arrive(page, "Is it you?")
    prove(page)
    expect(page.get_by_text("Signed out: Chrome on Linux.")).to_be_visible()
    is_out(other, home)


@pytest.fixture
def someone(keeper):
    """A viewer of the demo group, who has changed nothing yet."""
    return f"{keeper}@example.org"


def is_in(page):
    expect(page.get_by_role("heading", name="Where people stand")).to_be_visible()


def test_passkey_opens_alone_and_a_new_password_shuts_other_devices_out(browse, site, arrive, someone):
    page, other = browse(), browse()
    type_password(page, someone)
    is_in(page)
    give_device(page)
    open_guarded(page, "/accounts/2fa/webauthn/add/")
    arrive(page, "Add a passkey")
    page.get_by_role("button", name="Add it").click()
    arrive(page, "Recovery codes")
    code = page.locator("[data-recovery-codes] li").first.inner_text()
    newest_mail(site, to=someone, subject="passkey")
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_in(page)
    type_password(other, someone)
    type_code(other, code)
    is_in(other)

    change_password(page, arrive)

    is_out(other, "/o/elm-court/ladder/")
    newest_mail(site, to=someone, subject="Your password was changed")


def change_password(page, arrive):
    page.goto("/accounts/password/change/")
    arrive(page, "Change password")
    page.get_by_label("Password now").fill(PASSWORD)
    choose_password(page, NEXT_PASSWORD, "Save the new password")
    expect(page.get_by_text("Your password is changed")).to_be_visible()


def ask_for_a_link(page, arrive, email):
    """Forget the password; return what the next page says."""
    page.goto("/accounts/password/reset/")
    arrive(page, "Forgot your password?")
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Send me the link").click()
    arrive(page, "Look in your mail")
    return page.get_by_role("main").inner_text()


def test_forgotten_password_and_a_second_address(browse, site, arrive, someone):
    page, second = browse(), f"second-{someone}"

    assert ask_for_a_link(page, arrive, f"nobody-{someone}") == ask_for_a_link(page, arrive, someone)
    follow_mail(page, site, to=someone, subject="Choose a new password")
    arrive(page, "Choose a new password")
    choose_password(page, NEXT_PASSWORD, "Save the new password")
    arrive(page, "Your password is changed")
    newest_mail(site, to=someone, subject="Your password was changed")
    type_password(page, someone, NEXT_PASSWORD)
    is_in(page)
    add_address(page, site, arrive, second)

    newest_mail(site, to=someone, subject="Your e-mail address was changed")
    sign_out(page)
    type_password(page, second, NEXT_PASSWORD)
    is_in(page)


def add_address(page, site, arrive, email):
    """Add an address, show by its mail that it is one's own, and make it the first."""
    page.goto("/accounts/email/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Add it").click()
    arrive(page, "Is it you?")
    prove(page, NEXT_PASSWORD)
    expect(page.get_by_text("Not confirmed yet")).to_be_visible()
    arrive(page, "E-mail addresses")
    follow_mail(page, site, to=email, subject="Confirm your e-mail address")
    arrive(page, "Confirm your e-mail address")
    page.get_by_role("button", name="Yes, it is mine").click()
    page.goto("/accounts/email/")
    page.get_by_role("button", name=f"Make it the first {email}").click()
    expect(page.get_by_role("listitem").filter(has_text=email)).to_contain_text("First address")


def test_being_asked_again_keeps_what_was_typed(browse, site, arrive):
    word = fresh("again")
    owner, vera, page = f"{word}@example.org", f"vera-{word}@example.org", browse()
    stage(site, "account", owner, "owner", "elm-court")
    type_password(page, owner)
    is_in(page)
    open_guarded(page, "/o/elm-court/settings/people/invite/")
    page.get_by_label("E-mail").fill(vera)
    page.get_by_label("Viewer").check()
    stage(site, "later", owner)

    page.get_by_role("button", name="Send the invitation").click()
    arrive(page, "Is it you?")
    prove(page)
    arrive(page, "Thank you, it is you")
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_text(f"The invitation is on its way to {vera}.")).to_be_visible()
    newest_mail(site, to=vera, subject="You are invited to Elm Court Tenants")
