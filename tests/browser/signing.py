"""What a person does to sign in, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.seeds import PASSWORD

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_device(page: Page, **differs: bool) -> None:
    """Give the browser a device that keeps passkeys and knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, **differs}})


def prove(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Go on").click()


def open_guarded(page: Page, address: str, password: str = PASSWORD) -> None:
    """Open a page that first asks who one is."""
    page.goto(address)
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    prove(page, password)
    expect(page.get_by_role("heading", name="Is it you?")).to_be_hidden()


def type_password(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def type_code(page: Page, code: str) -> None:
    """Answer the second step."""
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()


def choose_password(page: Page, password: str, button: str) -> None:
    for label in (re.compile("^(New p|P)assword$"), re.compile("once more$")):
        page.get_by_role("main").get_by_label(label).fill(password)
    page.get_by_role("button", name=button).click()


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def is_out(page: Page, address: str) -> None:
    """Whoever is out is asked to sign in at their next click."""
    page.goto(address)
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def is_inside(page: Page, group: str) -> None:
    """Whoever is in sees the group's name; on the phone it stands in the menu."""
    expect(page.locator("a.org").first).to_contain_text(group)
