"""What every page owes everybody: to be read by a screen reader, on a small phone, in the dark, on a slow line."""

from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import DESK, GROUP, PHONE
from tests.browser.lists import csv, step, upload

NARROW = {"width": 320, "height": 640}
NOBODY = UUID(int=7)
MOST_BYTES = 60_000
SMALLEST = 14

# Text of one's own that is drawn smaller, and what sticks out of the page.
SMALL = """least => [...document.querySelectorAll("body *")].filter(element =>
  element.checkVisibility() && !element.closest(".sr, svg, kbd") && parseFloat(getComputedStyle(element).fontSize) < least
  && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
).map(element => element.outerHTML.slice(0, 120))"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LARGE_TEXT = "size => { document.documentElement.style.fontSize = size }"
# What takes focus and does not show it, by an outline of its own or of the box around it.
UNSEEN = """() => [...document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary)")].filter(element => {
  if (!element.checkVisibility() || element.disabled || element.tabIndex < 0) return false;
  element.focus({ focusVisible: true, preventScroll: true });
  const drawn = box => box && getComputedStyle(box).outlineStyle !== "none" && getComputedStyle(box).outlineWidth !== "0px";
  return document.activeElement === element && !drawn(element) && !drawn(element.closest("label, .opt"));
}).map(element => element.outerHTML.slice(0, 120))"""


def person(page: Page) -> None:
    """Open someone on a level, with a path and contacts."""
    page.goto(f"{GROUP}/people/?place=on-ladder&status=member")
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", name="Path up the ladder")).to_be_visible()


def assess(page: Page) -> None:
    person(page)
    page.get_by_role("link", name="Assess").click()
    expect(page.get_by_role("button", name="Keep this")).to_be_visible()


def edit(page: Page) -> None:
    person(page)
    page.get_by_role("link", name="Edit").click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()


def few(page: Page) -> None:
    """Open a list that is not long: axe takes its time with tables."""
    page.goto(f"{GROUP}/people/?place=unsure")


def match(page: Page) -> None:
    upload(page, csv("manners.csv", "First name,Mobile,Level\nAda,(458) 555-0101,9\nBo,,\n,,1"))
    step(page, "What is what in")


def check(page: Page) -> None:
    match(page)
    page.get_by_role("button", name="Check every row").click()
    step(page, "Check “")


def result(page: Page) -> None:
    page.goto(f"{GROUP}/imports/")
    # Looked for: other tests bring lists in, and this one is the oldest.
    page.get_by_role("searchbox", name="Name of the list").fill("tenants spring")
    page.get_by_role("button", name="Find a list").click()
    page.get_by_role("link", name="tenants spring.csv").click()
    step(page, "is in")


PAGES = {
    "choose": "/?switch",
    "ladder": f"{GROUP}/ladder/",
    "levels": f"{GROUP}/ladder/levels/",
    "welcome": f"{GROUP}/welcome/",
    "people": few,
    "person": person,
    "add": f"{GROUP}/people/new/",
    "edit": edit,
    "assess": assess,
    "imports": f"{GROUP}/imports/",
    "new list": f"{GROUP}/imports/new/",
    "match": match,
    "check": check,
    "result": result,
    "jobs": f"{GROUP}/jobs/",
    "notices": f"{GROUP}/notices/",
    "help": f"{GROUP}/help/",
    "who may": f"{GROUP}/settings/who-may-do-what/",
    "404": f"{GROUP}/people/{NOBODY}/",
}
OF_OWNERS = {
    "settings": f"{GROUP}/settings/",
    "units": f"{GROUP}/settings/units/",
}


def visit(page: Page, name: str) -> None:
    where = (PAGES | OF_OWNERS)[name]
    if isinstance(where, str):
        page.goto(where)
    else:
        where(page)


@pytest.mark.parametrize("name", [*PAGES, *OF_OWNERS])
def test_pages_are_readable_by_everyone(sign_in, axe, name):
    page = sign_in("owner" if name in OF_OWNERS else "director", DESK)
    visit(page, name)
    found = {"1280 light": axe(page)}

    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found |= {"390 dark": axe(page), "too small": page.evaluate(SMALL, SMALLEST)} | strained(page)

    assert not any(found.values()), found


@pytest.mark.slow
@pytest.mark.parametrize("name", [*PAGES, *OF_OWNERS])
def test_colors_can_be_read_in_the_other_two_pairs_of_width_and_scheme(sign_in, axe, name):
    page = sign_in("owner" if name in OF_OWNERS else "director", PHONE)
    visit(page, name)
    light = axe(page, "color-contrast")

    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")

    assert light == axe(page, "color-contrast") == []


def strained(page: Page) -> dict[str, Any]:
    """Say what sticks out or is not seen: on the smallest phone, with large text, in few colors, from right to left."""
    page.set_viewport_size(NARROW)
    found = {"wider than 320": page.evaluate(WIDER), "focus unseen": page.evaluate(UNSEEN)}
    page.emulate_media(forced_colors="active")
    found["focus unseen in few colors"] = page.evaluate(UNSEEN)
    page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    found["wider from right to left"] = page.evaluate(WIDER)
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        page.evaluate(LARGE_TEXT, "200%")
        found[f"wider at 200 %, {viewport['width']}"] = page.evaluate(WIDER)
    return found


def test_signing_in_is_readable_by_everyone(sign_in, axe):
    page = sign_in(None, PHONE)
    page.goto("/accounts/login/")

    light = axe(page)
    page.emulate_media(color_scheme="dark")

    assert light == axe(page) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate(WIDER) == 0


@pytest.mark.parametrize(
    ("role", "path", "heading"),
    [
        ("director", "/o/nowhere/ladder/", "There is nothing at this address"),
        ("director", "/o/empty-lot/ladder/", "There is nothing at this address"),
        ("director", f"{GROUP}/people/{NOBODY}/", "There is nothing at this address"),
        ("director", f"{GROUP}/imports/{NOBODY}/", "There is nothing at this address"),
        ("coach", f"{GROUP}/people/", "This is not open to you"),
        ("viewer", f"{GROUP}/imports/", "This is not open to you"),
    ],
)
def test_a_page_that_is_not_yours_says_so(sign_in, role, path, heading):
    page = sign_in(role, PHONE)

    page.goto(path)

    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(sign_in):
    page = sign_in("director", DESK)
    page.goto(f"{GROUP}/ladder/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("path", ["/accounts/login/", f"{GROUP}/ladder/", f"{GROUP}/people/", f"{GROUP}/imports/"])
def test_a_first_view_is_light(sign_in, path):
    page = sign_in(None if "login" in path else "director", PHONE)
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 - a handler gets a mark

    page.goto(path, wait_until="networkidle")

    sizes = {request.url: request.sizes()["responseBodySize"] for request in finished}
    assert 0 < sum(sizes.values()) <= MOST_BYTES, sizes
