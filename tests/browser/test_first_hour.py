"""Story 4, first half: from an empty group to a printed ladder and a first organizer, without a terminal."""

import re
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.accounts.signing import app_code
from tests.browser.conftest import Axed, Open
from tests.browser.lists import csv, step
from tests.browser.mail import follow_mail
from tests.browser.site import Site

PASSWORD = "seven tall maples by the river"
# What a group's own sheet looks like: a title above the headings, no order in them, spaces, a row nobody can use.
SHEET = """\
;Sign-in sheets, copied by Bev;;;
Name;Cell phone;e-mail;Notes from Bev;Level
Okonkwo, Adaeze ;(503) 555-0101;adaeze@example.org;Maple 12;3
tom  de Vries;503.555.0102;;Maple 12;1
Lupe Ayala;+1 503 555 0103;LUPE@example.org;Maple 14;2
Minh Trần;5035550104;;Maple 14;1
;;;Maple 16;
"""


def come_in(page: Page, site: Site, address: str, name: str) -> None:
    """Follow the invitation in the mail, make an account, and say who one is."""
    follow_mail(page, site, to=address, subject="You are invited")
    page.get_by_role("link", name="Make an account").click()
    for label in ("Password", "Password, once more"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Come in").click()


def set_up_app(page: Page) -> None:
    page.get_by_role("link", name="Use an authenticator app").click()
    page.get_by_text("I can't point the camera at it").click()
    secret = page.locator("[data-secret]")
    expect(secret).to_be_visible()
    page.get_by_label("Code from the app").fill(app_code(secret.inner_text()))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator("[data-recovery-codes] li")).to_have_count(10)


def is_done(page: Page, n: int) -> None:
    """Wait until the strip says so."""
    expect(page.get_by_role("complementary", name="What waits")).to_contain_text(f"First hour: {n} of 5 done")


def go_on(page: Page, button: str, axe: Axed) -> None:
    """Go back to the first hour by the strip, or from wherever one is, and take its next step."""
    page.get_by_role("complementary", name="What waits").get_by_role("link", name="Go on").click()
    expect(page.get_by_role("heading", name="The first hour of", level=1)).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name=button, exact=True).click()


def name_levels(page: Page, axe: Axed) -> None:
    expect(page.get_by_role("heading", name="Make it your own")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Tenants and neighbors").click()
    page.get_by_role("button", name="Take this ladder").click()
    expect(page.get_by_role("status")).to_contain_text("These are your levels now.")
    page.get_by_role("link", name="Change the words").click()
    page.get_by_label("Level 3: its name").fill("Brings the whole floor")
    assert axe(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: 1 level says something new.")


def bring_list_in(page: Page, axe: Axed) -> None:
    expect(page.get_by_role("heading", name="Bring in a list")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Your list").set_input_files(csv("sign-in sheets.csv", "\ufeff" + SHEET))
    page.get_by_role("button", name="Upload and look at it").click()
    step(page, "What is what in")
    page.get_by_role("button", name="Check every row").click()
    step(page, "Check “")
    page.get_by_role("button", name="Bring in 4 people").click()
    step(page, "“sign-in sheets.csv” is in")


def invite_organizer(page: Page, address: str, axe: Axed) -> None:
    page.get_by_label("E-mail", exact=True).fill(address)
    page.get_by_role("checkbox", name=re.compile("^Organizer")).check()
    assert axe(page) == []
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status")).to_contain_text("on its way")


def decide_about_notes(page: Page, axe: Axed) -> None:
    page.get_by_label("Two years").check()
    assert axe(page) == []
    page.get_by_role("button", name="Keep it this way").click()
    expect(page.get_by_role("heading", name="Maple Street Tenants is ready")).to_be_visible()


def print_ladder(page: Page, address: str, path: Path) -> None:
    """Paper has the levels and their figures, and nothing of the menu; two pages at most."""
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.get_by_role("row", name="Brings the whole floor")).to_contain_text("1")
    expect(page.get_by_role("row", name=re.compile("^On the ladder"))).to_contain_text("4")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("complementary", name="What waits")).to_be_hidden()
    page.pdf(path=path, format="Letter")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) <= 2
    page.emulate_media(media="screen")


def test_the_first_hour_of_a_group(sign_in: Open, site: Site, axe: Axed, screen: dict[str, int], tmp_path: Path):
    slug = f"maple-{time.time_ns()}"
    owner, organizer = f"{slug}@example.org", f"kim-{slug}@example.org"
    site.manage("create_organization", "--slug", slug, "--name", "Maple Street Tenants", "--owner", owner)
    page = sign_in(None, screen)
    come_in(page, site, owner, "Ada Maple")
    set_up_app(page)
    page.goto(f"/o/{slug}/")
    expect(page.get_by_role("heading", name="The first hour of", level=1)).to_be_visible()
    page.get_by_role("link", name="Name the levels").click()
    name_levels(page, axe)
    is_done(page, 2)
    go_on(page, "Bring a list in", axe)
    bring_list_in(page, axe)
    is_done(page, 3)
    print_ladder(page, f"/o/{slug}/ladder/", tmp_path / "ladder.pdf")
    go_on(page, "Invite someone", axe)
    invite_organizer(page, organizer, axe)
    is_done(page, 4)
    go_on(page, "Decide", axe)
    decide_about_notes(page, axe)

    second = sign_in(None, screen)
    come_in(second, site, organizer, "Kim Floor")
    expect(second.get_by_role("heading", name="Nothing is due today")).to_be_visible()
    assert axe(second) == []
