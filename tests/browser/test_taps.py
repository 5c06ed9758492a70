"""The taps of what people do every day, from the page they are on to "kept": safety may not cost one.

What is dangerous asks again who one is, a field and a button more: tests/accounts/test_step_up.py. None of these is.
"""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, add_someone

# As they were counted before the walls, limits and edges were finished.
BEFORE = {"log a talk": 4, "not reached": 2, "promise": 4, "settle a promise": 2}


class Thumb:
    """Taps and counts them; what is typed is counted by nobody."""

    def __init__(self, page):
        self.page, self.counted, self.taps = page, {}, 0

    def tap(self, what):
        what.first.click()
        self.taps += 1

    def write(self, label, text):
        field = self.page.get_by_label(label)
        self.tap(field)
        field.fill(text)

    def press(self, name):
        self.tap(self.page.get_by_role("main").get_by_role("button", name=name))

    def follow(self, name):
        self.tap(self.page.get_by_role("main").get_by_role("link", name=name))

    def open(self, room):
        self.tap(self.page.get_by_role("navigation", name="Main").get_by_role("link", name=room, exact=True))

    def done(self, story, said):
        expect(self.page.get_by_role("status").filter(has_text=said).first).to_be_visible()
        self.counted[story], self.taps = self.taps, 0


def on_a_persons_page(thumb, page):
    """Not reached, and a promise that comes back on Today."""
    thumb.tap(page.get_by_text("Not reached", exact=True))
    thumb.press("Left a message")
    thumb.done("not reached", "you left a message")
    thumb.follow("We owe them")
    thumb.tap(page.get_by_role("textbox", name="What"))
    page.keyboard.type("Bring the flyers")
    thumb.write("By which day", "2026-01-05")
    thumb.press("Keep this")
    thumb.done("promise", "It stands on your Today")


def from_today(thumb, page, name):
    """The promise is kept, and a talk is logged with the one who was talked with last."""
    thumb.open("Today")
    thumb.press(f"Done {name}")
    thumb.done("settle a promise", "Undo")
    thumb.open("Log")
    thumb.tap(page.locator("[data-people] label"))
    thumb.write("What did you hear?", "The boiler broke again.")
    thumb.press("Save")
    thumb.done("log a talk", "Kept")


def test_safety_costs_no_tap(sign_in, newcomer):
    page = sign_in("director", PHONE)
    name, thumb = add_someone(page, "Tova", newcomer), Thumb(page)
    on_a_persons_page(thumb, page)
    from_today(thumb, page, name)
    print(f"\ntaps before {BEFORE}, now {thumb.counted}")

    assert thumb.counted == BEFORE
