"""Stories 3 and 7 of experiments: a level, a file, who takes part, how it read before; a post with a picture."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import GROUP, PHONE, Arrive, Open
from tests.browser.test_experiment_written import word
from tests.experiments.papers.test_papers import PNG


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").last.click()


def test_level_file_and_history_stand_with_an_experiment(sign_in: Open, arrive: Arrive):
    page, title = sign_in("director", PHONE), f"Supper {word()}"
    page.goto(f"{GROUP}/experiments/new/")
    page.get_by_label("Title").fill(title)
    level = page.get_by_label("Level it works on")
    level.select_option(index=1)
    name = str(level.evaluate("field => field.selectedOptions[0].text"))
    save(page)
    arrive(page, title)
    expect(page.get_by_text(f"Works on: {name}")).to_be_visible()

    # A file that is not what it says is refused, and what stands with it stays.
    page.get_by_role("link", name="Add a file").click()
    arrive(page, "Add a file")
    page.get_by_label("What it is").fill("The poster")
    page.get_by_label("File").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"\x00\x01"})
    page.get_by_role("button", name="Add this file").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("What it is")).to_have_value("The poster")
    page.get_by_label("File").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"Come at six"})
    page.get_by_role("button", name="Add this file").click()
    expect(page.get_by_role("link", name="The poster")).to_be_visible()

    page.get_by_role("link", name="Who takes part?").click()
    arrive(page, "Who takes part")
    page.get_by_label("Or somebody by name").fill(word())
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Nobody whom you may see is called that.", exact=True)).to_be_visible()
    page.get_by_role("link", name="Done").click()

    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Level it works on").select_option("")
    save(page)
    page.locator("main details.menu summary").click()
    page.get_by_role("link", name="How it read before").click()
    arrive(page, "How it read before")
    expect(page.locator("del")).to_contain_text(name)
    page.get_by_role("button", name=re.compile("Go back to this ?: 2")).click()
    expect(page.get_by_text(f"Works on: {name}")).to_be_visible()


def test_post_is_kept_while_it_is_written_and_brings_a_picture(sign_in: Open, arrive: Arrive):
    page, title = sign_in("director", PHONE), f"Tea {word()}"
    page.goto(f"{GROUP}/experiments/new/")
    page.get_by_label("Title").fill(title)
    save(page)
    arrive(page, title)
    page.get_by_text("Picture, day and themes").click()
    page.locator("input[name=picture]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": PNG})
    page.get_by_label("What the picture shows").fill("The door")
    page.get_by_label("What happened, and what surprised you?").fill("Six doors")
    expect(page.get_by_text("Kept at")).to_be_visible()
    page.reload()
    expect(page.get_by_label("What happened, and what surprised you?")).to_have_value("Six doors")
    page.get_by_text("Picture, day and themes").click()
    page.locator("input[name=picture]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": PNG})
    page.get_by_label("What the picture shows").fill("The door")
    page.get_by_role("button", name="Post", exact=True).click()
    shown = page.get_by_role("img", name="The door")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.naturalWidth") == 1
