"""A real browser on a real site. Everything here runs in one worker of its own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.site import Site, running_site
from tests.seeds import PASSWORD

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

type Open = Callable[..., Page]
type Axed = Callable[[Page], list[tuple[str, Any]]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session", autouse=True)
def _browser_is_here() -> None:
    """Without a Chromium these tests are left out; where they must run, that is an error."""
    if not Path(CHROMIUM).exists():
        sentence = f"No Chromium at {CHROMIUM}: install one, or name it in CHROMIUM."
        if os.environ.get("STPNET_REQUIRE_BROWSER"):
            pytest.fail(sentence)
        pytest.skip(sentence)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def _cookies() -> dict[str, Any]:
    """Who has signed in already in this run: signing in is tested once and costs half a second."""
    return {}


@pytest.fixture
def sign_in(site: Site, browser: Browser, _cookies: dict[str, Any]) -> Iterator[Open]:
    """`sign_in("director", PHONE)`: a page signed in as the demo's person with that role.

    `javascript=False` and `scheme="dark"` change the browser. Any console error (a breach of the content policy
    arrives there) or page error fails the test, unless `page.expected` holds a part of it.
    """
    opened: list[tuple[BrowserContext, list[str]]] = []

    def signed_in(
        role: str | None, viewport: dict[str, int] = DESK, *, javascript: bool = True, scheme: str = "light"
    ) -> Page:
        context = browser.new_context(
            base_url=site.url,
            viewport=viewport,
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        page, errors = context.new_page(), []
        page.on("console", lambda message: errors.append(message.text) if is_error(message) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        opened.append((context, errors))
        if role:
            if role not in _cookies:
                enter(page, site, role)
                _cookies[role] = context.cookies()
            context.add_cookies(_cookies[role])
        return page

    yield signed_in
    for context, errors in opened:
        context.close()
        assert errors == []


def is_error(message: ConsoleMessage) -> bool:
    """Whether a console message is trouble: a page that answers 404, 403 or 422 is meant to."""
    expected = ("404 (Not Found)", "403 (Forbidden)", "422 (Unprocessable")
    return message.type == "error" and not any(part in message.text for part in expected)


def enter(page: Page, site: Site, role: str) -> None:
    """Sign in by the form."""
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_label("E-mail").fill(f"{role}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


@pytest.fixture
def axe() -> Axed:
    """Run axe on a page: [(rule, first offending selector)], empty when clean."""

    def run(page: Page) -> list[tuple[str, Any]]:
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
        return [(rule["id"], rule["nodes"][0]["target"]) for rule in found]

    return run
