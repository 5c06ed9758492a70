"""Story: no signal. A conversation is written while the server is stopped, and is there once when it is back."""

import signal
import socket
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, PHONE, Arrive, Axed, Newcomer, Open, add_someone, fits
from tests.browser.site import Site, _start, _wait_for

NEW, DRAFTS = f"{GROUP}/conversations/new/", f"{GROUP}/conversations/drafts/"
READY = "html[data-worker=ready]"
KEPT = "caches.keys().then(async (all) => (await (await caches.open(all[0])).keys()).map((each) => each.url))"
WORDS = "caches.keys().then(async (all) => (await (await (await caches.open(all[0])).match(at)).text()))"


class Server:
    """A web server of the site's, beside the one that other tests use: this one may be stopped."""

    def __init__(self, site: Site) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.site, self.url = site, f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        web = ["gunicorn", "stpnet.wsgi", "-b", f"127.0.0.1:{self.port}", "-w", "1", "--threads", "4"]
        self.process = _start(self.site.folder, {**self.site.env}, [*web, "--no-control-socket"])
        _wait_for(f"{self.url}/readyz", [self.process])

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)
            self.process = None


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    server = Server(site)
    server.start()
    yield server
    server.stop()


def write(page: Page, who: str, story: str) -> None:
    page.get_by_label("Who did you talk with?").fill(who)
    page.get_by_label("What did you hear?").fill(story)
    page.get_by_role("button", name="Save on this phone").click()
    expect(said(page)).to_contain_text("Saved on this phone")
    expect(page.get_by_role("heading", name=who, exact=True)).to_be_visible()


def said(page: Page):
    return page.locator("[data-drafts-said]")


def waiting(page: Page):
    return page.locator("[data-drafts] [data-list] > li")


def test_conversations_are_written_with_the_server_stopped(
    sign_in: Open, server: Server, newcomer: Newcomer, axe: Axed, arrive: Arrive
) -> None:
    page = sign_in("organizer", PHONE)
    rosa = add_someone(page, "Rosa", newcomer)
    page.goto(f"{server.url}{NEW}")
    expect(page.locator(READY)).to_be_attached()
    kept_names_nobody(page, rosa)

    server.stop()
    page = reopened(page, server)
    expect(page.get_by_text("No signal", exact=True)).to_be_visible()
    write(page, rosa, "The boiler broke again.")
    page = reopened(page, server)
    expect(waiting(page)).to_have_count(1)
    write(page, f"Nobody {newcomer.family_name}", "She is done waiting.")
    write(page, "Somebody", "This one is a mistake.")
    page.locator("li", has_text="a mistake").get_by_role("button", name="Delete").click()
    expect(said(page)).to_contain_text("Deleted from this phone.")
    expect(waiting(page)).to_have_count(2)
    assert axe(page) == []
    fits(page, "the page that was kept")

    server.start()
    page = reopened(page, server)
    expect(said(page)).to_contain_text("Everything is sent.")
    expect(page.get_by_role("link", name=f"Add themes and a level: {rosa}")).to_be_visible()
    expect(waiting(page)).to_have_count(0)
    page.reload()
    expect(page.locator(READY)).to_be_attached()
    settle(page, rosa, newcomer, arrive)
    page.goto(f"{server.url}{NEW}")
    page.get_by_label("Somebody else: a name").fill(rosa)
    page.get_by_label("What did you hear?").fill("She is back, and so is the signal.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(f"Kept: {rosa}")).to_be_visible()


def reopened(page: Page, server: Server) -> Page:
    """Close the tab, and open the page in another one."""
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(f"{server.url}{NEW}")
    return page


def kept_names_nobody(page: Page, name: str) -> None:
    """Nothing of the organization is in Cache Storage: files, and one page that names nobody."""
    kept = page.evaluate(KEPT)
    pages = [address for address in kept if "/static/" not in address]
    assert [address.rpartition("/o/")[2] for address in pages] == [f"{NEW.removeprefix('/o/')}kept/"]
    words = page.evaluate(f"(at) => {WORDS}", pages[0])
    assert [word for word in ("Elm Court", "elm-court", "Rosa", name, "organizer@", "csrf") if word in words] == []


def settle(page: Page, rosa: str, newcomer: Newcomer, arrive: Arrive) -> None:
    """Which Nobody? Someone new; then nothing but themes and a level is left to say of either."""
    page.goto(page.url.replace(NEW, DRAFTS))
    arrive(page, "From your phone")
    page.locator("li", has_text=f"Which Nobody {newcomer.family_name}?").get_by_role("link").click()
    arrive(page, f"Which Nobody {newcomer.family_name}?")
    page.get_by_label("Someone new").check()
    page.get_by_label("Phone or e-mail").fill(newcomer.phone(7))
    page.get_by_role("button", name="Keep it with this person").click()
    arrive(page, "What was it about?")
    page.get_by_role("button", name="Done").click()
    page.locator("main li", has_text=rosa).get_by_role("link").click()
    expect(page.get_by_role("region", name="What you wrote").get_by_text("The boiler broke again.")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name="From your phone")).to_be_visible()
    expect(page.locator("main li", has_text=newcomer.family_name)).to_have_count(0)


def test_somebody_else_on_the_phone_sees_nothing_and_signing_out_asks(
    sign_in: Open, site: Site, newcomer: Newcomer, arrive: Arrive
) -> None:
    page = sign_in("organizer", PHONE)
    page.goto(NEW)
    expect(page.locator(READY)).to_be_attached()
    mine = page.context.cookies()
    page.context.set_offline(True)
    page.reload()
    write(page, f"Ana {newcomer.family_name}", "Only for me.")

    theirs = [each for each in sign_in("director").context.cookies() if each["name"] in {"session", "whose", "csrf"}]
    page.context.add_cookies(theirs)
    page.reload()
    expect(page.get_by_text("No signal", exact=True)).to_be_visible()
    expect(page.get_by_text("Only for me.")).to_have_count(0)
    page.context.set_offline(False)
    page.reload()
    expect(page.locator(READY)).to_be_attached()
    assert page.evaluate(ALL) == 1

    page.context.add_cookies(mine)
    page.context.set_offline(True)
    page.reload()
    expect(waiting(page)).to_have_count(1)
    refused(page)
    page.context.set_offline(False)
    page.goto("/accounts/logout/")
    arrive(page, "Sign out?")
    expect(page.get_by_text("1 conversation on this phone has not been sent yet.")).to_be_visible()
    assert page.evaluate(ALL) == 1


ALL = """() => new Promise((done) => {
  const asked = indexedDB.open("conversations", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result.length); };
  };
})"""


def refused(page: Page) -> None:
    """Put a day to come into what waits: it is refused with a sentence, kept, put right, and waits again."""
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_label("What did you hear?")).to_have_value("Only for me.")
    page.get_by_label("Day").fill("2099-01-01")
    page.get_by_role("button", name="Save on this phone").click()
    expect(waiting(page)).to_contain_text("January 1")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(waiting(page)).to_contain_text("Choose today or a day before: this has not happened yet.")


def test_nobody_stays_chosen_and_nothing_is_lost_by_who_is_signed_out(sign_in: Open, newcomer: Newcomer) -> None:
    page = sign_in("organizer", PHONE)
    rosa = add_someone(page, "Rosa", newcomer)
    page.get_by_role("link", name="Log", exact=True).last.click()
    expect(page.locator(READY)).to_be_attached()
    page.context.set_offline(True)
    page.get_by_label("What did you hear?").fill("She has a plan.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_contain_text("Saved on this phone")
    expect(page.get_by_role("checkbox", name=rosa)).not_to_be_checked()
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("checkbox", name=rosa)).to_be_checked()
    expect(page.get_by_label("What did you hear?")).to_have_value("She has a plan.")

    page.context.clear_cookies(name="whose")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_contain_text("You are signed out. What you wrote stays on this phone")
    assert page.evaluate(ALL) == 1
    assert "plan" not in page.url
