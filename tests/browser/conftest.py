"""A real browser on a real site. Everything here runs in one worker of its own."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.browser.site import KEEPERS, Site, running_site
from tests.seeds import PASSWORD

HERE = Path(__file__).parent
# The shell opens pages without a window around them, which costs a third.
FOUND = next((found for name in ("chromium-headless-shell", "chromium") if (found := which(name))), "/usr/bin/chromium")
CHROMIUM = os.environ.get("CHROMIUM") or FOUND
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Of long lists axe sees the beginning: the rest is made by the same lines, and takes it a second on some pages.
LIKE_THOSE_ABOVE = {"exclude": [["main tbody > tr:nth-child(n+9)"], ["main li:nth-child(n+13)"]]}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# Both widths, light and dark; the one a page was opened with comes last.
VIEWS = [(PHONE, "light"), (PHONE, "dark"), (DESK, "dark"), (DESK, "light")]
GROUP = "/o/elm-court"
# A story that is told at both widths is driven at one of them each time, and at the other by the slow tests: these by
# thumb, the rest at the desk, where `arrive` holds every page reached against the phone's width too.
BY_THUMB = {
    "test_duplicates", "test_help", "test_ladder", "test_member_page", "test_people", "test_people_filters",
    "test_signing_in", "test_switching",
}  # fmt: skip
# Long enough for two busy cores; a test that passes never waits for it.
PATIENCE = 15_000
FAMILY_NAMES = ["Alder", "Birch", "Cedar", "Dog", "Elder", "Fir", "Gum", "Hazel", "Iron", "Juniper", "Larch", "Maple"]
expect.set_options(timeout=PATIENCE)


class Newcomer(NamedTuple):
    """What one attempt of one test may put into the site: nobody else has this name or number, nor had it before."""

    family_name: str
    number: int

    def phone(self, which: int = 0) -> str:
        """Make one of a hundred numbers that nobody has."""
        return f"({700 + self.number}) 555-01{which:02d}"


type Open = Callable[..., Page]
type Axed = Callable[..., list[tuple[str, Any]]]
type Arrive = Callable[[Page, str], None]
type Everywhere = Callable[..., None]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            if f"[{'1280' if item.path.stem in BY_THUMB else '390'}" in item.name:
                item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            # A browser on two busy cores can lose a race that no person would see. Tried twice; `-rR` names each.
            item.add_marker(pytest.mark.flaky(reruns=1))


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


@pytest.fixture(params=[DESK, PHONE], ids=["1280", "390"])
def screen(request: pytest.FixtureRequest) -> dict[str, int]:
    """Run a test at both widths."""
    viewport: dict[str, int] = request.param
    return viewport


@pytest.fixture(scope="session")
def _numbers() -> Iterator[int]:
    return count()


@pytest.fixture
def newcomer(_numbers: Iterator[int]) -> Newcomer:
    """Somebody new for each attempt: a test that is tried again finds the site as it was the first time."""
    number = next(_numbers)
    return Newcomer(FAMILY_NAMES[number % len(FAMILY_NAMES)] + "son" * (number // len(FAMILY_NAMES)), number)


@pytest.fixture(scope="session")
def _keepers() -> Iterator[int]:
    return iter(range(KEEPERS))


@pytest.fixture
def keeper(_keepers: Iterator[int]) -> str:
    """Somebody with an account in which nothing was kept yet: the name to `enter` with."""
    return f"keeper{next(_keepers)}"


@pytest.fixture
def sign_in(site: Site, browser: Browser, _cookies: dict[str, Any]) -> Iterator[Open]:
    """`sign_in("director", PHONE)`: a page signed in as the demo's person with that role.

    `javascript=False` and `scheme="dark"` change the browser. A console error (a breach of the content policy arrives
    there), an error of a script, a 500, or a file or fragment that does not come fails the test.
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
        context.set_default_timeout(PATIENCE)
        page, errors = context.new_page(), []
        page.on("console", lambda message: errors.append(message.text) if is_error(message) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("response", lambda response: errors.append(response.url) if is_trouble(response) else None)
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
    """Whether a console message is trouble; what did not load is judged by its response."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


def is_trouble(response: Response) -> bool:
    """Whether an answer is one that no page should get: a page itself may be meant to answer 403, 404 or 422."""
    is_page = response.request.resource_type == "document"
    return response.status >= (500 if is_page else 400)


def enter(page: Page, site: Site, role: str) -> None:
    """Sign in by the form."""
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_label("E-mail").fill(f"{role}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def add_someone(page: Page, given_name: str, newcomer: Newcomer) -> str:
    """Write somebody down, known by name alone and on no level; return the name."""
    page.goto(f"{GROUP}/people/new/")
    page.get_by_label("Given name").fill(given_name)
    page.get_by_label("Family name").fill(newcomer.family_name)
    page.get_by_role("button", name="Add this person").click()
    name = f"{given_name} {newcomer.family_name}"
    said = page.get_by_role("status").filter(has_text=f"Added: {name}.")
    anyway = page.get_by_role("button", name="Add anyway")
    expect(said.or_(anyway)).to_be_visible()
    # Somebody of another test can be called much the same.
    if anyway.is_visible():
        anyway.click()
    expect(said).to_be_visible()
    return name


def list_with(page: Page, name: str) -> None:
    """Find somebody by name: other tests write down more people than fit on a page of the list."""
    page.goto(f"{GROUP}/people/")
    page.get_by_role("searchbox", name="Find a person").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=f"Found by “{name}”", exact=True)).to_be_visible()


def open_person(page: Page, name: str) -> None:
    list_with(page, name)
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def open_account_menu(page: Page) -> None:
    """Open the menu at the top of the phone's page."""
    page.locator("header details.menu > summary").click()


@pytest.fixture
def axe() -> Axed:
    """Run axe on a page: [(rule, first offending selector)], empty when clean. `rules`: these alone."""

    def run(page: Page, *rules: str) -> list[tuple[str, Any]]:
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG}
        # To describe all that is well takes axe as long as to look; our style sheets are here already.
        options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
        found = Axe().run(page, context=LIKE_THOSE_ABOVE, options=options).response["violations"]
        return [(rule["id"], rule["nodes"][0]["target"]) for rule in found]

    return run


@pytest.fixture(scope="session")
def _judged() -> set[tuple[str, int]]:
    """Which page axe has judged at which width in this run: it takes half a second each time."""
    return set()


@pytest.fixture
def arrive(axe: Axed, _judged: set[tuple[str, int]]) -> Arrive:
    """Wait for the page with this heading; it has to be readable by everyone and as wide as the screen."""

    def at(page: Page, heading: str) -> None:
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        width = page.evaluate("innerWidth")
        fits(page, heading)
        if (heading, width) in _judged:
            return
        assert axe(page) == [], heading
        _judged.add((heading, width))
        if width == DESK["width"]:
            page.set_viewport_size(PHONE)
            fits(page, heading)
            page.set_viewport_size(DESK)

    return at


@pytest.fixture
def everywhere(axe: Axed, _judged: set[tuple[str, int]]) -> Iterator[Everywhere]:
    """Hold the page of a story at both widths, in light and in dark, without driving the story four times.

    `everywhere(page, "What it is", seen)`: axe finds nothing, nothing stands out at the side, and what is `seen` is
    there in each of the four. Within a width only colors differ, so its second look is at these alone. A test that takes
    this has to come to it.
    """
    held: list[str] = []

    def hold(page: Page, heading: str, *seen: Locator) -> None:
        widths: set[int] = set()
        for screen, scheme in VIEWS:
            page.set_viewport_size(screen)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            at = f"{heading}, {screen['width']} {scheme}"
            for each in (page.get_by_role("heading", level=1), *seen):
                expect(each.locator("visible=true").first, at).to_be_visible()
            fits(page, at)
            rules = ["color-contrast"] if screen["width"] in widths else []
            assert axe(page, *rules) == [], at
            widths.add(screen["width"])
        _judged.update((heading, width) for width in widths)
        held.append(heading)

    yield hold
    assert held


def fits(page: Page, heading: str) -> None:
    """Nothing stands out at the side."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, heading
