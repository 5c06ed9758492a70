"""Story 1: a passkey on this device, kept and used; refused at another address. An app beside it."""

import re

import pytest
from playwright.sync_api import expect

from tests.accounts.signing import app_code
from tests.browser.conftest import DESK, GROUP, PHONE, enter
from tests.browser.signing import give_device, prove, sign_out
from tests.seeds import PASSWORD


def add_passkey(page, site, keeper):
    """Sign in and add a passkey as a person does."""
    enter(page, site, keeper)
    give_device(page)
    page.goto(f"{site.url}/accounts/2fa/webauthn/add/")
    prove(page)
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("[data-recovery-codes] li")).to_have_count(10)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_passkey_is_added_signs_in_alone_and_is_removed(sign_in, site, axe, viewport, keeper):
    page = sign_in(None, viewport)
    add_passkey(page, site, keeper)
    assert axe(page) == []
    sign_out(page)
    page.goto(f"{site.url}/accounts/login/?next=/o/elm-court/ladder/")
    assert axe(page) == []
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{site.url}/o/elm-court/ladder/")

    page.goto(f"{site.url}/accounts/2fa/")
    page.get_by_role("link", name=re.compile("^Remove")).click()
    prove(page)
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("Your passkey is removed.")).to_be_visible()


def test_passkey_is_the_second_step(sign_in, site, axe, keeper):
    page = sign_in(None, PHONE)
    add_passkey(page, site, keeper)
    sign_out(page)
    page.get_by_label("E-mail").fill(f"{keeper}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{site.url}{GROUP}/ladder/")


def test_passkey_does_not_open_another_address(sign_in, site, keeper):
    page = sign_in(None, PHONE)
    add_passkey(page, site, keeper)

    away = page.context.new_page()
    give_device(away)
    away.goto(f"{site.url.replace('localhost', '127.0.0.1')}/accounts/login/")
    away.get_by_role("button", name="Sign in with a passkey").click()

    expect(away.get_by_role("alert")).to_contain_text("Passkeys work only at the address they were made for.")


def test_device_without_a_passkey_is_told_so(sign_in, site):
    page = sign_in(None, PHONE)
    give_device(page, isUserVerified=False)
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("No passkey came.")
    expect(page.get_by_label("E-mail")).to_be_visible()


def test_app_is_set_up_from_the_shown_secret(sign_in, site, axe, keeper):
    page = sign_in(None, PHONE)
    enter(page, site, keeper)
    page.goto(f"{site.url}/accounts/2fa/totp/activate/")
    prove(page)
    page.get_by_text("I can't point the camera at it").click()
    assert axe(page) == []
    secret = page.locator("[data-secret]").inner_text()
    page.get_by_label("Code from the app").fill(app_code(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator("[data-recovery-codes] li")).to_have_count(10)
    page.goto(f"{site.url}/accounts/2fa/totp/deactivate/")
    page.get_by_role("button", name="Take it off").click()
    expect(page.get_by_text("Your authenticator app is taken off.")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_settings_and_devices_can_be_read_by_all(sign_in, site, axe, viewport, scheme):
    page = sign_in("coach", viewport, scheme=scheme)
    for path in ("/accounts/2fa/", "/accounts/sessions/", "/accounts/reauthenticate/", "/accounts/password/change/"):
        page.goto(f"{site.url}{path}")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
