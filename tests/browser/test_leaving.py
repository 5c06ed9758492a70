"""Story 8 of lists: the sheet that people still keep is compared, brought over and retired."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, PHONE, Newcomer, open_person
from tests.browser.lists import csv, look_for, step, upload

HEAD = "First name;Last name;Mobile;Work"


def sheet(newcomer: Newcomer, work: str, *more: str) -> str:
    family, phone = newcomer.family_name, newcomer.phone
    rows = [f"Nadia;{family};{phone(5)};{work}", f"Yusuf;{family};{phone(6)};Port", *more]
    return "\n".join([HEAD, *rows])


def came_in(page: Page, newcomer: Newcomer) -> str:
    """Bring the sheet in, and say that people still keep it."""
    name = f"Master {newcomer.family_name}"
    upload(page, csv(f"{name}.csv", sheet(newcomer, "Mill")))
    step(page, "What is what in")
    page.get_by_label("Work goes into").select_option(label="Employer")
    page.get_by_role("button", name="Check every row").click()
    step(page, "Check “")
    page.get_by_role("button", name="Bring in 2 people").click()
    step(page, f"“{name}.csv” is in")
    page.goto(f"{GROUP}/imports/")
    page.get_by_role("link", name="Leaving the sheet").click()
    step(page, "Leaving the sheet")
    page.get_by_label("What people call it").fill(name)
    came = page.get_by_label("By which list it came in")
    came.select_option(value=came.locator("option", has_text=name).get_attribute("value") or "")
    page.get_by_role("button", name="This is our living spreadsheet").press("Enter")
    step(page, name)
    return name


def compare(page: Page, text: str) -> None:
    page.get_by_label("The sheet as it is today").set_input_files(csv("today.csv", text))
    page.get_by_role("button", name="Upload and compare").press("Enter")


def test_a_sheet_is_compared_brought_over_and_retired(sign_in, screen, newcomer, axe):
    page, family = sign_in("data_lead", screen), newcomer.family_name
    name = came_in(page, newcomer)
    assert axe(page) == []
    compare(page, sheet(newcomer, "Harbor", f"Ada;{family};{newcomer.phone(7)};Mill"))
    step(page, f"1 value is newer in “{name}” than here.")
    row = page.get_by_role("row", name=f"Nadia {family}")
    expect(row).to_contain_text("Harbor")
    expect(row).to_contain_text("Mill")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]

    row.get_by_role("checkbox").press("Space")
    page.get_by_role("button", name="Take the sheet’s for those ticked").press("Enter")
    step(page, f"“{name}, brought over")
    page.get_by_role("link", name="Back to the comparison").click()
    step(page, f"1 row of “{name}” is about somebody not here.")
    page.get_by_role("link", name="Newer in the sheet").click()
    expect(page.get_by_role("row", name=f"Nadia {family}")).to_contain_text("Brought over by Data lead Rivera")
    page.get_by_role("button", name="Bring in the 1 row only there").click()
    step(page, f"“{name}, brought over")
    page.get_by_role("link", name="See these people").click()
    expect(page.get_by_role("link", name=f"Ada {family}", exact=True)).to_be_visible()
    is_retired(page, name, axe)


def is_retired(page: Page, name: str, axe) -> None:
    page.goto(f"{GROUP}/imports/sheets/")
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("button", name="Retire the sheet").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is retired.")
    expect(page.get_by_role("heading", name="of contact work lives here")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Take it out of retirement").click()
    expect(page.get_by_role("status")).to_contain_text("is in use.")


def test_both_changed_and_a_person_decides_without_javascript(sign_in, newcomer):
    page, family = sign_in("data_lead", PHONE, javascript=False), newcomer.family_name
    helper = sign_in("data_lead")
    name = came_in(helper, newcomer)
    page.goto(helper.url)
    open_person(helper, f"Nadia {family}")
    helper.get_by_role("link", name="Edit").first.click()
    helper.get_by_label("Work", exact=True).fill("Depot")
    helper.get_by_role("button", name="Save").click()
    expect(helper.get_by_role("status")).to_contain_text("Saved")
    compare(page, sheet(newcomer, "Harbor"))
    look_for(page, f"1 value of “{name}” waits for your word.")

    expect(page.get_by_role("row", name=f"Nadia {family}")).to_contain_text("Data lead Rivera changed it on")
    page.get_by_role("row", name=f"Nadia {family}").get_by_role("checkbox").check()
    page.get_by_role("button", name="Keep ours for those ticked").click()

    expect(page.get_by_role("heading", name=f"“{name}” knows nothing that is not here.")).to_be_visible()
