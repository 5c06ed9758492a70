"""Story 5 of the organizer's day: who is about to call learns who talked with them, and lists can leave them out."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE, Arrive, Newcomer, Open, add_someone, open_person
from tests.browser.site import Site
from tests.browser.staging import stage


def test_who_is_about_to_call_learns_who_talked_with_them(
    sign_in: Open, site: Site, newcomer: Newcomer, arrive: Arrive
):
    name = add_someone(sign_in("organizer", DESK), "Paloma", newcomer)
    director = sign_in("director", PHONE)
    searched = f"{GROUP}/people/?family-name.has={newcomer.family_name}"
    director.goto(f"{searched}&reached.not-last=7")
    expect(director.get_by_role("link", name=name, exact=True)).to_be_visible()

    stage(site, "talk", newcomer.family_name, "The bus comes an hour late.")

    open_person(director, name)
    expect(director.get_by_text("talked with them today.")).to_be_visible()
    arrive(director, name)
    director.goto(f"{searched}&reached.not-last=7")
    expect(director.get_by_role("link", name="Remove Last reached")).to_be_visible()
    expect(director.get_by_role("link", name=name, exact=True)).to_have_count(0)
