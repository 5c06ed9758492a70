"""Story 7 without scripts: a report is asked for, looked at again until it is there, and read in the dark."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP

REPORTS = f"{GROUP}/reports/"


def test_report_is_made_without_scripts_and_in_the_dark(sign_in, axe):
    page = sign_in("director", DESK, javascript=False)
    page.goto(f"{REPORTS}new/?kind=board")
    page.get_by_role("button", name="Make it").click()
    again = page.get_by_role("link", name="Look again")
    done = page.get_by_role("heading", name="The report is ready.")
    for _ in range(300):
        expect(again.or_(done)).to_be_visible()
        if done.is_visible():
            break
        again.click()
    expect(done).to_be_visible()
    address = page.url

    dark = sign_in("director", DESK, scheme="dark")
    dark.goto(address)
    expect(
        dark.get_by_role("heading", name="Who to call").or_(dark.get_by_role("heading", name="How we counted")).first
    ).to_be_visible()
    assert axe(dark) == []
