"""Words are quoted where, as long and under the name that somebody agreed to; taken back, they are nowhere."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from audit.models import AuditEvent
from conversations.actions import log
from conversations.models import Quote
from conversations.quotes import actions, usable
from conversations.themes import actions as themes

pytestmark = pytest.mark.django_db
LIST = "/o/north/conversations/quotes/"


@pytest.fixture
def consent(north):
    def given(**changed):
        usual = {"where": "inside", "until": None, "named": "nobody", "called": "", "agreed_on": north.today()}
        return {"agreed_how": "by word", **usual, **changed}

    return given


@pytest.fixture
def quote(consent, person, someone):
    """`quote(words, where="outside")`: of one of the organizer's people, asked by the organizer."""

    def kept(words="I pay twice.", by=None, member=None, **changed):
        given = actions.Consent(**consent(**changed))
        return actions.keep(
            member=member or someone("Dolores Ankrah"), words=words, consent=given, by=by or person("organizer")
        )

    return kept


@pytest.mark.parametrize(
    ("where", "places"),
    [("inside", {"inside"}), ("report", {"inside", "report"}), ("outside", {"inside", "report", "outside"})],
)
def test_who_agreed_to_more_agreed_to_less(quote, north, where, places):
    quote(where=where)

    assert {place for place in Quote.Where.values if usable(place, north.today())} == places


def test_a_yes_holds_through_its_last_day(quote, north):
    today = north.today()
    quote(until=today)

    assert usable("inside", today).exists()
    assert not usable("inside", today + timedelta(days=1)).exists()
    assert not usable("inside", today - timedelta(days=1)).exists()


def test_taken_back_the_words_are_nowhere(quote, north, person, sign_in, consent):
    kept = quote(named="called", called="a bus driver")
    client = sign_in("organizer")
    assert "This cannot be undone" in client.get(f"{LIST}{kept.pk}/withdraw/").text
    client.post(f"{LIST}{kept.pk}/withdraw/")
    kept.refresh_from_db()

    assert (kept.words, kept.called) == ("", "")
    assert not usable("inside", north.today()).exists()
    assert "I pay twice." not in client.get(LIST).text
    assert not actions.agree_anew(kept, consent=actions.Consent(**consent()), theme=None, by=person("owner"))
    assert not actions.withdraw(kept, by=person("owner"))
    assert AuditEvent.objects.filter(action="quote.withdraw", object_id=kept.pk).count() == 1


@pytest.mark.parametrize(
    ("named", "name"), [("full", "Dolores Ankrah"), ("first", "Dolores"), ("called", "a bus driver"), ("nobody", "")]
)
def test_name_is_the_one_agreed_to(quote, named, name):
    assert quote(named=named, called="a bus driver" if named == "called" else "").named_as == name


def test_words_in_place_of_a_name_go_with_another_way_of_naming(quote):
    assert quote(named="first", called="a bus driver").called == ""


def test_a_sentence_becomes_a_quote(sign_in, someone, person, north, consent):
    dolores, theme = someone("Dolores Ankrah"), themes.make(name="Rent", by=person("director"))
    talk = log(by=person("organizer"), members=[dolores], on=north.today(), story="I pay twice.")
    drawn = themes.draw_out(talk, theme=theme, sentence="I pay twice.", by=person("organizer"))
    client, page = sign_in("organizer"), f"{LIST}by/{dolores.pk}/?drawn={drawn.pk}"
    assert client.get(page).context["form"].initial["words"] == "I pay twice."
    given = consent(until="") | {"words": "I pay twice.", "theme": theme.pk, "where": "report"}
    client.post(page, given)

    kept = Quote.objects.get()
    assert (kept.member, kept.theme, kept.conversation, kept.asked_by) == (dolores, theme, talk, person("organizer"))
    assert "I pay twice." in client.get(f"/o/north/conversations/themes/{theme.pk}/").text


def test_sentence_of_somebody_else_is_not_put_into_their_mouth(sign_in, someone, person, north):
    talk = log(by=person("organizer"), members=[someone()], on=north.today(), story="I pay twice.")
    theme = themes.make(name="Rent", by=person("director"))
    drawn = themes.draw_out(talk, theme=theme, sentence="I pay twice.", by=person("organizer"))

    page = sign_in("organizer").get(f"{LIST}by/{someone('Ben Ito').pk}/?drawn={drawn.pk}")
    assert page.context["form"].initial["words"] == ""


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": ""}, "This field is required."),
        ({"named": "called"}, "Write the words that stand for their name."),
        ({"words": "“Enough,” said ROSA."}, "Their name stands in these words"),
        ({"agreed_on": "2099-01-01"}, "they have not agreed yet"),
        ({"until": "2020-01-01"}, "This day has passed"),
        ({"where": "everywhere"}, "is not one of the available choices"),
    ],
)
def test_what_nobody_can_have_agreed_to_comes_back(sign_in, someone, consent, changed, sentence):
    given = consent(until="") | {"words": "I pay twice."} | changed
    response = sign_in("organizer").post(f"{LIST}by/{someone().pk}/", given)

    assert response.status_code == 422
    assert sentence in response.text
    assert not Quote.objects.exists()


def test_a_name_in_the_words_is_found_when_they_choose_to_be_without(quote, sign_in, consent):
    kept = quote("Dolores told them.", named="first")
    response = sign_in("organizer").post(f"{LIST}{kept.pk}/", consent(until=""))

    assert response.status_code == 422
    assert "Their name stands in these words" in response.text


def test_agreeing_anew_leaves_the_words(quote, sign_in, consent, north):
    kept = quote(until=north.today())
    later = north.today() + timedelta(days=90)
    given = consent(until=later, named="first", where="outside") | {"words": "Something else."}
    sign_in("organizer").post(f"{LIST}{kept.pk}/", given)
    kept.refresh_from_db()

    assert (kept.words, kept.until, kept.named, kept.where) == ("I pay twice.", later, "first", "outside")


def test_what_is_not_ones_own_is_read_and_not_changed(quote, person, someone, sign_in):
    kept = quote(by=person("director"), member=someone("Efua Mensah", organizer=person("director")))
    client = sign_in("organizer")
    page = client.get(LIST)

    assert "I pay twice." in page.text
    assert "Efua" not in page.text
    assert page.context["mine"] == set()
    assert client.get(f"{LIST}{kept.pk}/").status_code == 404


def test_ended_ones_stand_apart(quote, north, sign_in):
    today = north.today()
    for words, until in (("Gone.", -1), ("Soon.", 30), ("Later.", 31)):
        quote(words, until=today + timedelta(days=until), agreed_on=today - timedelta(days=9))
    client = sign_in("organizer")

    assert [each.words for each in client.get(LIST, {"ended": "yes"}).context["page"]] == ["Gone."]
    assert client.get(LIST).text.count("Ends soon") == 1


def test_what_ends_soon_stands_on_today_of_whoever_asked(quote, north, sign_in, person):
    today = north.today()
    for words, days, asked in (("Soon.", 30, "organizer"), ("Later.", 31, "organizer"), ("Hers.", 1, "director")):
        quote(words, until=today + timedelta(days=days), by=person(asked))
    Quote.objects.filter(words="Hers.").update(asked_by=None)

    def ends(role):
        sections = sign_in(role).get("/o/north/today/").context["sections"]
        return [item.title for each in sections if each.title == "A yes to be quoted ends" for item in each.items]

    found = {role: ends(role) for role in ("organizer", "director")}
    assert found == {"organizer": ["Soon."], "director": ["Hers."]}


def test_statements_stay_the_same(quote, sign_in, statements):
    client = sign_in("organizer")
    quote()
    few = statements(client, LIST)
    for n in range(3):
        quote(f"Words {n}.")

    assert statements(client, LIST) == few <= 12


@pytest.mark.parametrize("wrong", [{"words": ""}, {"named": "called"}, {"until": "2020-01-01"}])
def test_database_refuses_nonsense(quote, wrong):
    kept = quote()
    for name, value in wrong.items():
        setattr(kept, name, value)
    with pytest.raises(ValidationError):
        kept.full_clean()


@pytest.mark.parametrize(
    ("words", "status"), [("La casa de todos.", 302), ("Cruz said so.", 422), ("DE LA CRUZ!", 422)]
)
def test_small_words_of_a_name_are_no_name(someone, sign_in, consent, words, status):
    maria = someone("Maria de la Cruz")

    response = sign_in("organizer").post(f"{LIST}by/{maria.pk}/", consent(until="") | {"words": words})

    assert response.status_code == status


def test_moved_by_hand_a_quote_stays_when_themes_are_taken_apart(quote, consent, person):
    director = person("director")
    rent, rents, heat = (themes.make(name=name, by=director) for name in ("Rent", "Rents", "Heat"))
    kept = quote()
    Quote.objects.update(theme=rents)
    themes.merge(rents, into=rent, by=director)
    kept.refresh_from_db()

    actions.agree_anew(kept, consent=actions.Consent(**consent()), theme=heat, by=director)
    themes.part(rents, by=director)

    kept.refresh_from_db()
    assert kept.theme == heat


def test_a_name_that_is_another_word_too_can_be_let_through(someone, sign_in, consent):
    client, page = sign_in("organizer"), f"{LIST}by/{someone('Will Ito').pk}/"
    given = consent(until="") | {"words": "We will not pay twice."}

    refused = client.post(page, given)
    assert (refused.status_code, "That word is not their name here" in refused.text) == (422, True)
    assert "That word is not their name here" not in client.get(page).text
    assert client.post(page, given | {"no_name": "on"}).status_code == 302
