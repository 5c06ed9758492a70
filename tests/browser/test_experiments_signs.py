"""Stories 5 and 6 of experiments: a sign that counts, a figure written down, two groups compared, how many to ask."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP
from tests.browser.test_experiments_board import follow, press, says

WAY = "So many out of so many, written down"


def write(page, title, sign):
    page.goto(f"{GROUP}/experiments/new/")
    page.get_by_label("Title").fill(title)
    page.locator("[data-rows=success]").get_by_role("textbox").first.fill(sign)
    press(page, "Save")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def bind(page, sign, way, goal):
    page.get_by_role("link", name="Say how we will count it").first.press("Enter")
    follow(page, way)
    if way != WAY:
        page.get_by_label("Which two groups").select_option(label="Neither: we write the numbers down")
    page.get_by_label("Goal" if way == WAY else "Difference you hope for").fill(goal)
    press(page, "Count it this way")
    says(page, "This is how it is counted from now on.")


def figure(page, **figures):
    follow(page, "Update the figure")
    expect(page.get_by_label("Day")).to_be_visible()
    for name, value in figures.items():
        page.locator(f"[name={name}]").fill(value)
    press(page, "Keep the figure")


def test_sign_is_counted_and_two_groups_are_compared(sign_in, newcomer, arrive):
    page, word = sign_in("organizer", DESK), newcomer.family_name
    yes, better = f"Half say yes to {word}", f"Texts bring more to {word}"
    write(page, f"Asks of {word}", yes)
    bind(page, yes, WAY, "50")
    arrive(page, yes)
    figure(page, part="42", whole="41")
    expect(page.get_by_role("main")).to_contain_text("42 out of 41 cannot be")
    page.locator("[name=part]").fill("23")
    press(page, "Keep the figure")
    says(page, "The figure is written down.")
    expect(page.get_by_role("main")).to_contain_text("56%")
    page.get_by_role("link", name=f"Asks of {word}").first.press("Enter")
    row = page.get_by_role("row").filter(has_text=yes)
    expect(row).to_contain_text("goal 50%")
    arrive(page, f"Asks of {word}")

    write(page, f"Lists of {word}", better)
    bind(page, better, "Two groups compared", "10")
    figure(page, part="20", whole="100", b_part="40", b_whole="100")
    says(page, "The figure is written down.")
    expect(page.get_by_role("main")).to_contain_text("B is higher: 40 % (40 of 100) against 20 % (20 of 100)")
    arrive(page, better)

    follow(page, "How many to ask")
    press(page, "Work it out")
    expect(page.get_by_role("heading", name="294 people in each group")).to_be_visible()
    arrive(page, "How many to ask")
