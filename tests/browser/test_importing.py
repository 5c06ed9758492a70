"""Story 3: a list comes in, by a real worker."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, GROUP, PHONE, Newcomer, list_with
from tests.browser.lists import PLANNED, csv, expect_figures, messy, on_ladder, someones_phone, step, upload, xlsx


def to_check(page: Page, name: str, newcomer: Newcomer) -> None:
    """Upload, correct the one column that was guessed wrong, and come to the check."""
    upload(page, csv(name, messy(newcomer, someones_phone(page, newcomer))))
    step(page, "What is what in")
    expect(page.get_by_label("Mobile goes into")).to_have_value("mobile")
    page.get_by_label("Called goes into").select_option("Goes by")
    page.get_by_role("button", name="Check every row").click()
    step(page, "Check “")


def show(page: Page, tab: str) -> None:
    page.get_by_role("navigation", name="Rows").get_by_role("link", name=tab).click()


def test_a_messy_list_from_upload_to_ladder(sign_in, screen, newcomer):
    page, family = sign_in("data_lead", screen), newcomer.family_name
    before, name = int(on_ladder(page).inner_text()), f"sign-up {family}.csv"
    to_check(page, name, newcomer)
    expect_figures(page, PLANNED)
    expect(page.get_by_role("row", name="Ines")).to_contain_text("Wizard")

    page.get_by_role("button", name="Bring in 3 people").dblclick()
    step(page, f"“{name}” is in")

    expect_figures(page, PLANNED)
    decide_and_look_behind(page, family)
    page.get_by_role("link", name="See these people").click()
    expect(page.get_by_role("link", name=f"Someone {family}", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=f"Milo {family}", exact=True)).to_have_count(1)
    expect(on_ladder(page)).to_have_text(str(before + 3))


def decide_and_look_behind(page: Page, family: str) -> None:
    """Download what stayed behind, then say that the row held back is someone new."""
    with page.expect_download() as found:
        page.get_by_role("link", name="Rows left behind, as CSV").click()
    behind = found.value.path().read_text(encoding="utf-8-sig")
    assert "Why it stayed behind" in behind
    assert "we cannot tell who this is" in behind
    show(page, "Needs a person's word")
    page.get_by_role("button", name="Someone new", exact=True).click()
    # The page that comes shows no rows chosen by hand; then the worker brings this one in.
    expect(page).not_to_have_url(re.compile("show="))
    page.wait_for_load_state()
    expect(page.locator("#progress[hx-get]")).to_have_count(0)
    show(page, "New")
    expect(page.get_by_role("link", name=f"Someone {family}")).to_be_visible()


def test_an_old_page_cannot_bring_a_list_in_twice(sign_in, newcomer):
    page, name = sign_in("data_lead", DESK), f"Once {newcomer.family_name}"
    upload(page, csv("twice.csv", f"Name,Mobile\n{name},{newcomer.phone()}"))
    step(page, "What is what in")
    page.get_by_role("button", name="Check every row").click()
    step(page, "Check “")
    old = page.context.new_page()
    old.goto(page.url)
    page.get_by_role("button", name="Bring in 1 person").click()
    step(page, "“twice.csv” is in")

    old.get_by_role("button", name="Bring in 1 person").click()

    step(old, "“twice.csv” is in")
    list_with(old, name)
    expect(old.get_by_role("link", name=name, exact=True)).to_have_count(1)


def test_a_workbook_left_in_the_middle_is_found_again(sign_in, newcomer):
    page, name = sign_in("data_lead", PHONE), f"book {newcomer.family_name}.xlsx"
    upload(page, xlsx(name, [["Full name", "Cell"], [f"Xenia {newcomer.family_name}", newcomer.phone()]]))
    page.close()

    again = sign_in("data_lead", PHONE)
    again.goto(f"{GROUP}/imports/")
    again.get_by_role("link", name=name).click()
    step(again, "What is what in")
    again.get_by_role("button", name="Check every row").click()
    step(again, "Check “")

    again.goto(f"{GROUP}/imports/")
    expect(again.get_by_role("row", name=name)).to_contain_text("Ready to bring in")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "This is a picture or a recording, not a table."),
        (b"Name,Phone\r\n", "no rows below them"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "This is a PDF, not a table."),
    ],
    ids=["picture", "header only", "pdf"],
)
def test_a_file_that_is_no_list_is_told_so(sign_in, content, sentence):
    page = sign_in("data_lead", PHONE)

    upload(page, {"name": "list.csv", "mimeType": "text/csv", "buffer": content})

    expect(page.get_by_text(sentence)).to_be_visible()


@pytest.mark.parametrize(("files", "sentence"), [([], "Choose the file"), ([b""], "This file is empty.")])
def test_no_file_and_an_empty_one_are_said_at_once(sign_in, files, sentence):
    page = sign_in("data_lead", DESK)
    page.goto(f"{GROUP}/imports/new/")
    chosen = [{"name": "list.csv", "mimeType": "text/csv", "buffer": content} for content in files]
    page.get_by_label("Your list").set_input_files(chosen)

    page.get_by_role("button", name="Upload and look at it").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text(sentence)


def test_stopping_a_list_leaves_everyone_as_they_were(sign_in, newcomer):
    page = sign_in("data_lead", DESK)
    upload(page, csv("stop.csv", f"Name,Mobile\nNever Arrived,{newcomer.phone()}"))
    step(page, "What is what in")
    page.get_by_text("Stop this import").click()
    page.get_by_role("button", name="Stop, and delete the file").click()

    expect(page.get_by_role("heading", name="was stopped")).to_be_visible()
    page.goto(f"{GROUP}/people/")
    expect(page.get_by_role("link", name="Never Arrived")).to_have_count(0)
