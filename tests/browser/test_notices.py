"""Story 6: the bell says what is new; mail about it is chosen, readable in the dark, and stopped in one click."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE
from tests.browser.mail import links, newest_mail


def ask_and_answer(asker: Page, owner: Page, question: str) -> None:
    """Something happens: somebody asks, an owner answers, as nobody else is named for it."""
    owner.goto(f"{GROUP}/why/edit/")
    owner.get_by_label("Whom people can ask").select_option("")
    owner.get_by_role("button", name="Save").click()
    expect(owner.get_by_role("main")).to_contain_text("Questions go to the owners.")
    asker.goto(f"{GROUP}/ask/")
    asker.get_by_label("Your question").fill(question)
    asker.get_by_role("button", name="Send").click()
    expect(asker).to_have_url(re.compile("/asked/"))
    owner.goto(f"{GROUP}/asked/")
    owner.get_by_role("link", name=question).click()
    owner.get_by_label("Your answer").fill("By the door, each first Monday.")
    owner.get_by_role("button", name="Send the answer").click()
    expect(owner.get_by_role("button", name="Send the answer")).to_have_count(0)


def bell(page: Page, says: str) -> None:
    expect(page.locator("#bell")).to_have_accessible_name(says)


def test_the_bell_leads_to_what_happened_and_reading_can_be_taken_back(sign_in, screen, keeper, axe):
    asker, owner = sign_in(keeper, screen), sign_in("owner", DESK)
    ask_and_answer(asker, owner, f"Where do we meet, asks {keeper}?")
    asker.goto(f"{GROUP}/ladder/")
    bell(asker, "Notices, 1 is new")

    asker.locator("#bell").click()

    expect(asker.get_by_role("heading", name="Nothing needs you right now")).to_be_visible()
    expect(asker.get_by_role("link", name="Owner Rivera has answered your question")).to_be_visible()
    assert axe(asker) == []
    asker.get_by_role("button", name="Mark all as read").click()
    expect(asker.get_by_text("Marked as read.")).to_be_visible()
    bell(asker, "Notices")
    asker.get_by_role("button", name="Undo").click()
    expect(asker.get_by_role("status").first).to_contain_text("1 notice is new again.")
    bell(asker, "Notices, 1 is new")


def test_without_javascript_the_bell_is_a_link(sign_in, keeper):
    page = sign_in(keeper, PHONE, javascript=False)
    page.goto(f"{GROUP}/ladder/")

    page.get_by_role("link", name="Notices").click()

    expect(page.get_by_role("heading", name="Nothing needs you right now")).to_be_visible()


def choose_daily(page: Page) -> None:
    page.goto(f"{GROUP}/notices/")
    page.get_by_role("link", name="Mail to you").click()
    page.get_by_label("Every day").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Kept. The first one comes on")


def test_mail_that_was_chosen_comes_and_is_stopped_by_its_link(sign_in, site, screen, keeper, axe):
    page = sign_in(keeper, screen, scheme="dark")
    ask_and_answer(page, sign_in("owner", DESK), f"Who has the key, asks {keeper}?")
    choose_daily(page)
    assert axe(page) == []

    site.manage("send_digests", "--organization", "elm-court", "--now")

    mail = newest_mail(site, to=f"{keeper}@example.org", subject="News from Elm Court Tenants")
    assert "Someone has answered your question" in mail.text
    assert "Rivera" not in mail.text + mail.html
    stop = links(mail)[-1]
    page.goto("about:blank")
    page.set_content(mail.html)
    assert axe(page) == []
    page.goto(stop)
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_role("heading", name="Stopped")).to_be_visible()
    page.get_by_role("button", name="Undo: get it again").click()
    expect(page.get_by_role("heading", name="Stop this mail?")).to_be_visible()
    assert axe(page) == []
