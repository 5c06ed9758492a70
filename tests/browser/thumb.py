"""A thumb that counts its taps, so that tests can say what a story costs."""

import re

from playwright.sync_api import Locator, Page, expect


class Thumb:
    """Taps and counts them. What is typed is counted by nobody; the key that sends it is."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0
        self.counted: dict[str, int] = {}

    def tap(self, what: Locator) -> None:
        what.first.click()
        self.taps += 1

    def write(self, label: str | re.Pattern[str], text: str) -> None:
        field = self.page.get_by_label(label).first
        self.tap(field)
        field.fill(text)

    def press(self, name: str | re.Pattern[str]) -> None:
        self.tap(self.page.get_by_role("main").get_by_role("button", name=name))

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.tap(self.page.get_by_role("main").get_by_role("link", name=name))

    def send(self) -> None:
        """Press the key that sends what was typed."""
        self.page.keyboard.press("Enter")
        self.taps += 1

    def open(self, room: str) -> None:
        """Go to a room by the menu."""
        self.tap(self.page.get_by_role("navigation", name="Main").get_by_role("link", name=room, exact=True))

    def done(self, story: str, seen: Locator) -> None:
        expect(seen.first).to_be_visible()
        self.counted[story], self.taps = self.taps, 0

    def said(self, story: str, words: str) -> None:
        self.done(story, self.page.get_by_role("status").filter(has_text=words))
