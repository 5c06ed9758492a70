"""Pages of themes: figures, whose words are on them, and what the page for a meeting leaves out."""

from datetime import timedelta

import pytest

from conversations.models import Conversation, Quote, Theme
from conversations.themes import actions, no_names

pytestmark = pytest.mark.django_db
LIST = "/o/north/conversations/themes/"


@pytest.fixture
def rent(theme):
    return theme("Rent", meaning="What it costs to live here.")


def quoted(theme, member, words="I pay twice.", **given):
    return Quote.objects.create(theme=theme, member=member, words=words, agreed_on="2026-01-05", **given)


def test_list_counts_talks_and_compares_with_the_days_before(rent, theme, heard, north, sign_in):
    heat = theme("Heat")
    for story in ("One.", "Two.", "Three."):
        heard(story, rent, heat)
    heard("Four.", rent)
    heard("Long ago.", rent, on=north.today() - timedelta(days=100))
    heard("No answer.", heat, outcome="no_answer")
    page = sign_in("director").get(LIST)

    assert [(str(line.theme), line.n, line.says) for line in page.context["lines"]] == [
        ("Rent", 4, "1 in the 91 days before"),
        ("Heat", 3, "none in the 91 days before"),
    ]
    assert [({str(each["one"]), str(each["other"])}, each["n"]) for each in page.context["pairs"]] == [
        ({"Heat", "Rent"}, 3)
    ]
    assert page.context["n_talks"] == 4


def test_what_a_talk_was_about_is_known_to_those_whom_its_note_is_for(rent, heard, sign_in, someone, person):
    director = person("director")
    for read_by in ("organizers", "directors", "author"):
        talk = heard(f"Words for {read_by}.", rent, read_by=read_by, by=director, who=someone())
        if read_by != "author":
            actions.draw_out(talk, theme=rent, sentence=talk.story, by=director)
    figures = {role: sign_in(role).get(f"{LIST}{rent.pk}/").context["n"] for role in ("organizer", "owner", "director")}
    page = sign_in("organizer").get(f"{LIST}{rent.pk}/").text

    assert figures == {"organizer": 1, "owner": 2, "director": 3}
    assert "Words for organizers." in page
    assert "Words for directors." not in page


@pytest.mark.parametrize("days", ["91", "365", "all", "nonsense"])
def test_figure_is_as_long_as_the_list_it_leads_to(rent, heard, sign_in, north, days):
    for n, ago in enumerate((0, 90, 91, 364, 365, 2000)):
        heard(f"Rent {n}.", rent, on=north.today() - timedelta(days=ago))
    client = sign_in("organizer")
    page = client.get(f"{LIST}{rent.pk}/", {"days": days})

    assert client.get(page.context["list_url"]).text.count("Rent ") >= page.context["n"]
    assert page.context["n"] == {"91": 2, "365": 4, "all": 6}.get(days, 2)


def test_page_of_a_theme_that_went_leads_to_where_it_went(rent, theme, sign_in, person):
    heat = theme("Heat")
    actions.merge(rent, into=heat, by=person("owner"))
    client = sign_in("organizer")

    assert client.get(f"{LIST}{rent.pk}/").url == f"{LIST}{heat.pk}/"
    assert "Also called" in client.get(f"{LIST}{heat.pk}/").text


def test_statements_stay_the_same(rent, theme, heard, sign_in, statements, person):
    client = sign_in("organizer")
    pages = [LIST, f"{LIST}{rent.pk}/", f"{LIST}on-paper/"]

    def put(n):
        for at in range(n):
            talk = heard(f"Rosa says {n} {at}.", rent, theme(f"Other {n} {at}"))
            actions.draw_out(talk, theme=rent, sentence=talk.story, by=person("organizer"))

    put(1)
    few = [statements(client, page) for page in pages]
    put(3)
    assert [statements(client, page) for page in pages] == few
    assert max(few) <= 12


def test_story_is_drawn_out_sentence_by_sentence(heard, sign_in, rent):
    talk = heard("Rent went up. “Twice!” she said.\nShe is tired.")
    client, page = sign_in("organizer"), f"{LIST}of/{talk.pk}/"
    assert client.get(page).context["sentences"] == ["Rent went up.", "“Twice!”", "she said.", "She is tired."]
    client.post(page, {"new": "Tired", "sentence": "She is tired."})
    client.post(page, {"theme": rent.pk, "sentence": "Rent went up."})
    shown = talk.themed.shown().order_by("theme__folded")

    assert list(shown.values_list("theme__name", "sentence")) == [("Rent", "Rent went up."), ("Tired", "She is tired.")]
    client.post(f"{LIST}drawn/{shown[0].pk}/let-go/")
    assert shown.count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Choose a theme, or write a new one."),
        ({"new": "Heat", "sentence": "She never said so."}, "This sentence does not stand in the story any more."),
    ],
)
def test_what_cannot_be_drawn_out_comes_back_with_a_sentence(heard, sign_in, given, sentence):
    talk = heard("Rent went up.")
    response = sign_in("organizer").post(f"{LIST}of/{talk.pk}/", given)

    assert response.status_code == 422
    assert sentence in response.text
    assert not Theme.objects.exists()


def test_of_a_note_for_its_author_no_sentence_is_kept(heard, sign_in, rent):
    talk = heard("My own worry.", read_by="author")
    client, page = sign_in("organizer"), f"{LIST}of/{talk.pk}/"
    assert "My own worry." in client.get(page).text
    assert client.post(page, {"theme": rent.pk, "sentence": "My own worry."}).status_code == 422
    client.post(page, {"theme": rent.pk})

    assert [each.sentence for each in talk.themed.all()] == [""]
    assert sign_in("director").get(page).status_code == 404


def test_paper_has_names_only_of_those_who_agreed_to_be_named(heard, rent, someone, sign_in, person):
    dolores = someone("Dolores Ankrah")
    talk = heard("Efua told Dolores’s son. Dolores Ankrah is tired of rent.", rent, who=dolores)
    someone("Efua Mensah")
    raised = actions.draw_out(talk, theme=rent, sentence=talk.story, by=person("organizer"))
    quoted(rent, dolores, named="full")
    quoted(rent, dolores, words="Called.", named="called", called="a bus driver")
    client = sign_in("organizer")
    chosen = client.get(f"{LIST}on-paper/", {"say": raised.pk})

    assert [each.words for each in chosen.context["parts"][0].chosen] == [
        "Somebody told somebody’s son. somebody is tired of rent."
    ]
    assert [each.named_as for each in chosen.context["parts"][0].quotes] == ["a bus driver", "Dolores Ankrah"]


def test_paper_for_outside_takes_no_sentence_and_no_small_figure(heard, rent, someone, sign_in, person):
    talk = heard("Nobody agreed to this.", rent)
    raised = actions.draw_out(talk, theme=rent, sentence=talk.story, by=person("organizer"))
    quoted(rent, someone(), words="For all of us.")
    quoted(rent, someone(), words="For everybody.", where="outside")
    page = sign_in("director").get(f"{LIST}on-paper/", {"say": raised.pk, "where": "outside"}).text

    assert page.count("fewer than 5 conversations") == 2
    assert "heard in 1 conversation" not in page
    assert "For everybody." in page
    assert "For all of us." not in page
    assert "Nobody agreed" not in page


def test_notes_for_directors_are_for_no_meeting(heard, rent, sign_in, person):
    talk = heard("Between us.", rent, read_by="directors")
    actions.draw_out(talk, theme=rent, sentence=talk.story, by=person("organizer"))

    assert "Between us." not in sign_in("director").get(f"{LIST}on-paper/").text


def test_themes_are_kept_tidy_by_those_who_made_them(rent, theme, sign_in, person):
    mine = theme("Heat", by=person("organizer"))
    client = sign_in("organizer")
    assert client.post(f"{LIST}{rent.pk}/edit/", {"name": "Mine"}).status_code == 404
    assert client.post(f"{LIST}{mine.pk}/edit/", {"name": "RENT"}).status_code == 422
    client.post(f"{LIST}{mine.pk}/edit/", {"name": " Cold  flats ", "meaning": "No heat."})
    done = client.post(f"{LIST}{mine.pk}/merge/", {"into": rent.pk}, follow=True).text

    assert "What was drawn out under “Cold flats” stands under “Rent” now." in done
    assert f'action="{LIST}{mine.pk}/apart/"' in done


def test_names_are_taken_out_in_one_statement(north, someone, django_assert_num_queries):
    someone("Grace Okafor")
    with django_assert_num_queries(1):
        found = no_names.without_names(["By the grace of Grace.", "日本語 Okafor-Berg", "Nobody here.", ""])

    assert found == ["By the grace of somebody.", "日本語 somebody", "Nobody here.", ""]
    assert Conversation.objects.count() == 0


def test_names_of_who_took_part_are_taken_out_also_when_written_small(heard, rent, someone, sign_in, person):
    talk = heard("maria’s sister and la familia work two jobs.", rent, who=someone("Maria de la Cruz"))
    actions.draw_out(talk, theme=rent, sentence=talk.story, by=person("organizer"))

    part = sign_in("director").get(f"{LIST}on-paper/").context["parts"][0]

    assert [each.words for each in part.offered] == ["Somebody’s sister and la familia work two jobs."]


def test_a_theme_put_away_or_merged_leads_to_its_talks_still(heard, rent, theme, sign_in, person):
    rents, director = theme("Rents"), person("director")
    heard("About rents.", rents)
    heard("About heat.")
    actions.merge(rents, into=rent, by=director)
    actions.put_away(rent, by=director)

    for each in (rent, rents):
        page = sign_in("director").get("/o/north/conversations/", {"theme": each.pk}).text
        assert ("About rents." in page, "About heat." in page) == (True, False)
