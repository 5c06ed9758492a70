"""Story 9: who has no right to people reads no small figure, and cannot work one out."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP

LADDER, BOARDS = f"{GROUP}/ladder/", f"{GROUP}/dashboards/"
SMALL = {"1", "2", "3", "4"}
# A goal is what the group wants, and meetings are no people.
FIGURES = "main td.num:not(.of, .held), main .fig"
KEPT_BACK = "fewer than five, or kept back"
TABLE = """(table) => [...table.rows].slice(1).map((row) =>
  [...row.cells].slice(1).map((cell) => cell.innerText.includes("fewer than five") ? null : Number(cell.innerText)))"""


def small_ones(page: Page) -> list[str]:
    return [text for text in page.locator(FIGURES).all_inner_texts() if text.strip() in SMALL]


def test_a_coach_reads_no_small_figure_and_cannot_subtract_one(sign_in, everywhere):
    page = sign_in("coach", DESK)
    page.goto(LADDER)
    everywhere(page, "The ladder, for a coach", page.locator("td .soft", has_text=KEPT_BACK))
    for address in ("", "lists/", "conversations/", "activities/", "cohorts/", "time/", "stalled/", "movement/"):
        page.goto(f"{BOARDS}{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert (address, small_ones(page), page.locator("main [data-people]").count()) == (address, [], 0)

    # Where a sum stands, at least two of its parts are kept back, or none.
    page.locator("summary", has_text="See as a table").click()
    rows = page.locator("table", has_text="All").first.evaluate(TABLE)
    assert sum(row.count(None) for row in rows) > 1
    for line in (*rows, *map(list, zip(*rows, strict=True))):
        assert line[-1] is None or line[:-1].count(None) != 1, rows


def test_an_owner_hides_the_own_totals_of_a_small_group_and_shows_them_again(sign_in, arrive, everywhere):
    viewer, owner = sign_in("viewer", DESK), sign_in("owner", DESK)
    viewer.goto(LADDER)
    assert small_ones(viewer)

    owner.goto(f"{GROUP}/settings/small-figures/")
    everywhere(owner, "Small figures", owner.get_by_role("button", name="Save"))
    owner.set_viewport_size(DESK)
    owner.get_by_role("checkbox").first.check()
    owner.get_by_role("button", name="Save").press("Enter")
    expect(owner.get_by_role("status").first).to_contain_text("Saved.")
    try:
        viewer.goto(LADDER)
        assert small_ones(viewer) == []
        expect(viewer.locator("td", has_text=KEPT_BACK).first).to_be_visible()
    finally:
        owner.get_by_role("checkbox").first.uncheck()
        owner.get_by_role("button", name="Save").press("Enter")
        expect(owner.get_by_role("status").first).to_contain_text("Saved.")
    viewer.goto(LADDER)
    assert small_ones(viewer)
