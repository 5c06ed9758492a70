"""The short log: how many taps, how many bytes, usable before any script, and how soon it says that it is saved.

`python -m bench.log_page` serves the smallest demo group, drives the page in a real Chromium at a phone's width, and
ends with 1 when a bar is missed.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from shutil import which
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
os.environ.setdefault("MFA_KEYS", "bench")
django.setup()

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402 - Django first

from tests.browser.site import Site, running_site  # noqa: E402
from tests.seeds import PASSWORD  # noqa: E402

CHROMIUM = os.environ.get("CHROMIUM") or which("chromium-headless-shell") or which("chromium") or "/usr/bin/chromium"
PHONE = {"width": 390, "height": 844}
FIRST = "/o/elm-court/"
NEW = f"{FIRST}conversations/new/"
TAPS, KILOBYTES, SECONDS = 6, 30.0, 1.0
# A poor signal: 400 kbit/s, and 400 ms until the first byte of anything.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


class Thumb:
    """Taps and counts them; what is typed is counted by nobody."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: Any) -> None:
        what.tap()
        self.taps += 1


def cookies(browser: Browser, site: Site) -> list[Any]:
    page = browser.new_page(base_url=site.url)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("director@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return list(page.context.cookies())


def phone(browser: Browser, site: Site, signed_in: list[Any]) -> Page:
    context = browser.new_context(base_url=site.url, viewport=PHONE, has_touch=True, is_mobile=True)
    context.add_cookies(signed_in)
    return context.new_page()


def begin(page: Page) -> None:
    """Talk with somebody once: the last few are those whom most logs are about."""
    page.goto(f"{FIRST}people/")
    key = str(page.locator("tbody th a").first.get_attribute("href")).rstrip("/").rsplit("/", 1)[-1]
    page.goto(f"{NEW}?with={key}")
    page.get_by_label("What did you hear?").fill("The boiler broke.")
    page.get_by_role("button", name="Save", exact=True).tap()
    page.wait_for_url(lambda url: "/new/" not in url)


def taps(page: Page) -> int:
    """From the first page to saved: in person, somebody talked with before, no change of level."""
    thumb = Thumb(page)
    page.goto(FIRST)
    thumb.tap(page.get_by_role("navigation", name="Main").get_by_role("link", name="Log"))
    thumb.tap(page.locator("[data-people] label").first)
    thumb.tap(page.get_by_label("What did you hear?"))
    page.keyboard.type("The boiler broke again.")
    thumb.tap(page.get_by_role("button", name="Save", exact=True))
    page.wait_for_url(lambda url: "/new/" not in url)
    return thumb.taps


def kilobytes(page: Page) -> float:
    """All that comes over the wire for somebody who was never here."""
    wire, received = page.context.new_cdp_session(page), []
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(NEW, wait_until="networkidle")
    return sum(received) / 1000


def before_scripts(page: Page) -> bool:
    """Save while not one script has come."""
    page.route("**/*.js", lambda route: route.abort())
    page.goto(NEW)
    page.locator("[data-people] label").first.tap()
    page.get_by_label("What did you hear?").fill("The boiler broke once more.")
    page.get_by_role("button", name="Save", exact=True).tap()
    page.get_by_role("status").filter(has_text="Kept").wait_for()
    return True


def seconds(page: Page) -> float:
    """From the tap on Save until the page says so, with a poor signal."""
    page.goto(NEW, wait_until="networkidle")
    page.locator("[data-people] label").first.tap()
    page.get_by_label("What did you hear?").fill("The boiler broke a third time.")
    wire = page.context.new_cdp_session(page)
    wire.send("Network.emulateNetworkConditions", SLOW)
    before = time.perf_counter()
    page.get_by_role("button", name="Save", exact=True).tap()
    page.get_by_role("status").filter(has_text="Saved").or_(
        page.get_by_role("status").filter(has_text="Kept")
    ).wait_for()
    return time.perf_counter() - before


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        signed_in = cookies(browser, site)
        begin(phone(browser, site, signed_in))
        took, weighs, works, waits = (
            measure(phone(browser, site, signed_in)) for measure in (taps, kilobytes, before_scripts, seconds)
        )
        browser.close()
    print(f"taps from the first page to saved: {took} (bar: {TAPS})")
    print(f"first view over the wire: {weighs:.1f} kB (bar: {KILOBYTES:g})")
    print(f"saved before any script had come: {'yes' if works else 'no'}")
    print(f"said to be saved with a poor signal after {waits:.2f} s (bar: {SECONDS:g})")
    return int(took > TAPS or weighs > KILOBYTES or not works or waits > SECONDS)


if __name__ == "__main__":
    sys.exit(main())
