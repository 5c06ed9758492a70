"""Stories 8 and 9: a sentence becomes a theme, a quote and a page for a meeting; a question is asked in its days."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, GROUP, PHONE, add_someone
from tests.browser.staging import stage

HEARD = f"{GROUP}/conversations"


def says(page, sentence):
    expect(page.get_by_role("status").first).to_contain_text(sentence)


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.press("Enter")


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.press("Enter")


def draw_out(page, arrive, theme):
    arrive(page, "What was this about?")
    press(page, "Draw it out")
    expect(page.get_by_role("alert")).to_contain_text("Choose a theme, or write a new one.")
    page.get_by_label("Or a new one").fill(theme)
    page.get_by_label("Odile said.").check()
    press(page, "Draw it out")
    says(page, f"It stands under “{theme}” now.")


def write_down_the_yes(page, arrive, name):
    arrive(page, f"What {name} agreed to")
    page.get_by_label("In words that they chose").check()
    press(page, "Keep the quote")
    expect(page.get_by_role("alert")).to_contain_text("Write the words that stand for their name.")
    expect(page.get_by_role("alert")).to_contain_text("Their name stands in these words")
    page.get_by_label("Words", exact=True).fill("We pay twice.")
    page.get_by_label("In these words").fill("a tenant on the third floor")
    press(page, "Keep the quote")
    says(page, "can take the yes back at any time")
    arrive(page, "What may be quoted")


def put_on_paper(page, theme):
    page.goto(f"{HEARD}/themes/on-paper/?days=91")
    page.get_by_role("group", name="Themes").get_by_label(theme, exact=True).check()
    press(page, "Put it on the page")
    expect(page.get_by_role("heading", name=theme)).to_be_visible()
    page.get_by_label("somebody said.").check()
    press(page, "Put it on the page")
    expect(page.get_by_role("listitem").filter(has_text="somebody said.")).to_be_visible()


def test_from_a_sentence_to_a_theme_a_quote_and_paper(sign_in, site, newcomer, arrive):
    page = sign_in("organizer", DESK)
    name, theme = add_someone(page, "Odile", newcomer), f"Heat {newcomer.family_name}"
    stage(site, "talk", newcomer.family_name, "The boiler broke again. “We pay twice,” Odile said. Her son is ill.")
    page.goto(f"{HEARD}/")
    page.get_by_role("article").filter(has_text=name).get_by_role("link", name="Open").click()
    follow(page, "Draw out themes")
    draw_out(page, arrive, theme)
    follow(page, theme)
    arrive(page, theme)
    expect(page.get_by_role("heading", name="1 conversation")).to_be_visible()
    follow(page, f"{name} agreed to be quoted")
    write_down_the_yes(page, arrive, name)

    page.set_viewport_size(PHONE)
    page.goto(f"{HEARD}/themes/")
    expect(page.get_by_role("heading", name="Which come together")).to_be_visible()
    follow(page, theme)
    expect(page.get_by_role("main")).to_contain_text("a tenant on the third floor")
    put_on_paper(page, theme)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.get_by_role("main")).not_to_contain_text("Odile")
    page.goto(f"{HEARD}/quotes/")
    page.get_by_role("listitem").filter(has_text=name).get_by_role("link", name="They take it back").click()
    arrive(page, "They take their yes back")
    press(page, "Take it back")
    says(page, "Taken back.")
    expect(page.get_by_role("main")).not_to_contain_text("a tenant on the third floor")


def test_a_question_is_written_asked_and_put_away(sign_in, newcomer, arrive):
    page, name = sign_in("director", DESK), f"Winter {newcomer.family_name}"
    page.goto(f"{HEARD}/prompts/")
    arrive(page, "Questions worth asking")
    page.get_by_role("main").get_by_role("link", name="Begin").first.press("Enter")
    arrive(page, "A set of questions")
    page.get_by_label("Name").fill(name)
    press(page, "Begin the set")
    arrive(page, f"A question for “{name}”")
    page.get_by_label("Question").fill("What would make this winter easier?")
    press(page, "Add the question")
    says(page, "The question is offered to whoever logs a conversation.")
    here = page.get_by_role("region", name=name)
    expect(here).to_contain_text("asked now")
    here.get_by_role("link", name="No answer yet").press("Enter")
    arrive(page, "What would make this winter easier?")
    page.go_back()
    here.get_by_role("button", name="Ask no more").press("Enter")
    says(page, "It is asked no more.")
    page.locator("#messages").get_by_role("button", name="Undo").press("Enter")
    says(page, "It is asked again.")
