"""Stories 1, 2 and 10 of experiments: a question, a try under it, the board, what was learned, and finding it again."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE, fits


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.press("Enter")


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.press("Enter")


def says(page, sentence):
    expect(page.get_by_role("status").first).to_contain_text(sentence)


def ask(page, question, area=""):
    page.get_by_label("Question", exact=True).fill(question)
    if area:
        page.get_by_label("Area").fill(area)
    press(page, "Ask it")
    says(page, "It is asked now.")


def look_at(page, arrive, path, heading):
    page.goto(f"{GROUP}/{path}")
    arrive(page, heading)


def put_into(page, question, other):
    """Make one of two questions, and take it back."""
    page.goto(f"{GROUP}/questions/")
    follow(page, question)
    follow(page, "Change")
    page.get_by_label("Put it into").select_option(label=other)
    press(page, "Make one of the two")
    expect(page.get_by_role("main")).to_contain_text("0 questions below it, 1 experiment.")
    press(page, "Make one of the two")
    says(page, f"The two are one now: {other}")
    press(page, "Undo")
    says(page, "It stands by itself again.")


def test_from_a_question_to_a_try_and_what_was_learned(sign_in, newcomer, arrive):
    page, word = sign_in("organizer", DESK), newcomer.family_name
    area, wide, narrow = f"Area {word}", f"How might {word} grow?", f"How might {word} meet?"
    title = f"Soup with {word}"
    look_at(page, arrive, "questions/", "What we want to find out")
    follow(page, "Ask a question")
    ask(page, wide, area)
    expect(page.get_by_role("main")).to_contain_text("No experiment under this question yet")
    follow(page, "Ask a narrower question")
    ask(page, narrow)
    arrive(page, narrow)

    follow(page, "Start an experiment")
    page.get_by_label("Title").fill(title)
    press(page, "Save")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    look_at(page, arrive, "experiments/", "Experiments")
    page.get_by_text("Narrow down").click()
    page.get_by_label("Area").select_option(area)
    page.wait_for_url(lambda url: "area=" in url)
    lane = page.locator(".lane").filter(has=page.get_by_role("heading", name=narrow))
    expect(lane.get_by_role("link", name=title)).to_be_visible()
    follow(page, "As a table")
    expect(page.get_by_role("table").get_by_role("link", name=title)).to_be_visible()

    look_at(page, arrive, "learnings/", "What we learned")
    follow(page, "Keep a learning")
    page.get_by_label("What we learned").fill(f"{word} likes soup.")
    page.get_by_label("Tags").fill(f"{word}, soup")
    press(page, "Keep it")
    says(page, "It stands in the library now.")
    page.get_by_role("combobox", name="Seen again in").select_option(label=title)
    press(page, "We saw it there too")
    says(page, f"Seen again in: {title}")

    page.set_viewport_size(PHONE)
    look_at(page, arrive, "experiments/search/", "Was this tried before?")
    page.get_by_label("Words of an experiment, a question or a learning").fill(f"{word} so")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 experiment", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=f"{word} likes soup.")).to_be_visible()
    assert word.lower() not in page.url.lower()
    put_into(page, narrow, wide)
    fits(page, narrow)
    follow(page, title)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
