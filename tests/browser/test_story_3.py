"""Story 3: each setting of the group is changed, and what it does is seen; who may do what is told to everybody."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, open_account_menu
from tests.browser.signing import is_inside, type_password
from tests.browser.staging import fresh, stage


@pytest.fixture
def slug(site):
    slug = fresh("words")
    stage(site, "group", slug)
    return slug


@pytest.fixture
def browse(sign_in, screen):
    """Open another browser of this width: light on the phone, dark at the desk."""
    return lambda: sign_in(None, screen, scheme="dark" if screen == DESK else "light")


def sign_in_as(page, slug, role):
    type_password(page, f"{role}@{slug}.example.org")
    first = "Nothing is due today" if role == "organizer" else "Nobody is on the ladder yet."
    expect(page.get_by_role("heading", name=first)).to_be_visible()


def test_each_setting_does_what_it_says(browse, site, arrive, slug, screen):
    owner, organizer, moved = browse(), browse(), f"{slug}-moved"
    sign_in_as(owner, slug, "owner")
    sign_in_as(organizer, slug, "organizer")
    before = day_of_an_assessment(owner, slug)

    save(owner, slug, name_and_words(moved))
    arrive(owner, "Settings")

    expect(owner).to_have_url(f"{site.url}/o/{moved}/settings/")
    organizer.goto(f"/o/{slug}/people/")
    expect(organizer).to_have_url(f"{site.url}/o/{moved}/people/")
    is_inside(organizer, "Harbor Tenants")
    day_after = day_of_an_assessment(owner, moved)
    assert day_after > before
    expect(owner.get_by_text("Not to be written down: Papers and illness.")).to_be_visible()
    read_a_phone_as_in_mexico(owner, moved)
    name_units(owner, arrive, moved)
    ask_for_more(owner, organizer, site, arrive, moved)


def name_and_words(moved):
    return {
        "Name": "Harbor Tenants",
        "Address": moved,
        "Time zone": "Pacific/Kiritimati",
        "Week starts on": "Sunday",
        "First month of the year’s first quarter": "July",
        "Phone region": "mx",
        "Language": "English",
        "What not to write down": "Papers and illness.",
    }


def save(owner, slug, values):
    """Change settings, and see that they are kept."""
    owner.goto(f"/o/{slug}/settings/")
    for label, value in values.items():
        field = owner.get_by_role("main").get_by_label(label)
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    owner.get_by_role("button", name="Save").click()
    expect(owner.get_by_text("Saved.")).to_be_visible()


def day_of_an_assessment(page, slug):
    """Open the page that says where Ana stands; its day is the group's own today."""
    page.goto(f"/o/{slug}/people/")
    page.get_by_role("link", name="Ana Harbor", exact=True).click()
    page.get_by_role("link", name="Assess").first.click()
    expect(page.get_by_role("heading", name="Where does Ana Harbor stand?")).to_be_visible()
    return page.get_by_label("Since").input_value()


def read_a_phone_as_in_mexico(page, slug):
    page.goto(f"/o/{slug}/people/new/")
    page.get_by_label("Given name").fill("Lupe")
    page.get_by_label("Number, e-mail or street").first.fill("55 1234 5678")
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_role("heading", name="Lupe", level=1)).to_be_visible()
    expect(page.locator('a[href="tel:+525512345678"]').first).to_be_attached()


def name_units(page, arrive, slug):
    """The group's own word for its units, a tree of them, and both where people are filtered."""
    page.goto(f"/o/{slug}/settings/units/")
    arrive(page, "Where people belong")
    page.get_by_role("link", name="Rename Home areas").click()
    page.get_by_label("One is called").fill("Pier")
    page.get_by_label("Several are called").fill("Piers")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add: Pier").click()
    page.get_by_label("Name").fill("Pier Nine")
    page.get_by_label("Stands under").select_option(label="North Side")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="Pier Nine")).to_contain_text("North Side")
    page.goto(f"/o/{slug}/people/new/")
    expect(page.get_by_label("Pier").locator("option", has_text="Pier Nine")).to_be_attached()


def ask_for_more(owner, organizer, site, arrive, slug):
    """A second step of organizers, and a sign-in that lasts an hour."""
    owner.goto(f"/o/{slug}/settings/")
    owner.get_by_label("Organizer").check()
    owner.get_by_label("Hours until sign-in ends").fill("1")
    owner.get_by_role("button", name="Save").click()
    expect(owner.get_by_text("Saved.")).to_be_visible()
    organizer.goto(f"/o/{slug}/people/")
    arrive(organizer, "One more step before you go in")
    first_address = slug.removesuffix("-moved")
    stage(site, "later", f"owner@{first_address}.example.org", "61")
    owner.goto(f"/o/{slug}/settings/")
    arrive(owner, "Is it you?")


def test_organizer_reads_why_somebody_is_not_seen(sign_in, arrive, screen):
    page = sign_in("organizer", screen)
    page.goto("/o/elm-court/ladder/")
    if screen == PHONE:
        open_account_menu(page)
    else:
        page.get_by_role("complementary").locator("details.menu > summary").click()
    page.get_by_role("link", name="Who may do what").locator("visible=true").click()

    arrive(page, "Who may do what")
    expect(page.get_by_text("Your roles: Organizer.")).to_be_visible()
    expect(page.get_by_text("Why can’t I see someone")).to_be_visible()
    see = page.locator("dt", has_text="See people, by list, search and page").locator("+ dd")
    expect(see).to_have_text(re.compile("the people you organize"))
    invite = page.locator("dt", has_text="Invite and remove people").locator("+ dd")
    expect(invite).to_have_text("Not with your roles. It is for: Owner.")
    page.get_by_role("navigation", name="Read it as").get_by_role("link", name="Owner").click()
    expect(page.get_by_text("whose only role is Owner")).to_be_visible()
    expect(invite).to_have_text("Yes")
