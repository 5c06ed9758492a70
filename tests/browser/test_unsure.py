"""Story 6 of the ladder as a practice: somebody is not placed yet, and comes back on the day to look again."""

from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, add_someone

# Where the demo group is.
HERE = ZoneInfo("America/New_York")
OPEN = "Says little in meetings; I have not seen them ask anybody"


def test_not_sure_yet_comes_back_on_its_day_and_is_settled_from_the_list(sign_in, newcomer, arrive):
    page = sign_in("director", DESK)
    name = add_someone(page, "Saida", newcomer)
    page.get_by_role("link", name="Assess").press("Enter")
    page.get_by_role("radio", name="Not sure yet").press("Space")
    page.get_by_role("button", name="Keep this").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Say in one line what makes you unsure.")
    page.get_by_label("What you saw").fill(OPEN)
    page.get_by_label("Look again on").fill(datetime.now(HERE).date().isoformat())
    page.get_by_role("button", name="Keep this").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Kept: Saida")

    # The bell knows, and leads there; what was open is said, and the line leads on.
    page.goto(f"{GROUP}/notices/")
    page.get_by_role("link", name="It is time to look at").first.press("Enter")
    arrive(page, "Not sure yet")
    line = page.get_by_role("region", name="Time to look again").get_by_role("listitem").filter(has_text=name)
    expect(line).to_contain_text(OPEN)
    expect(line).to_contain_text("Director Rivera looked")
    line.get_by_role("link", name="Assess").press("Enter")
    expect(page.get_by_role("radio", name="Not sure yet")).to_be_checked()
    page.get_by_role("radio", name="In touch").press("Space")
    page.get_by_label("What you saw").fill("Asked them: comes for the food, and that is fine")
    page.get_by_role("button", name="Keep this").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Kept: Saida")
    arrive(page, "Not sure yet")
    expect(page.get_by_role("listitem").filter(has_text=name)).to_have_count(0)
