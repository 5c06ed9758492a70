"""Two themes become one, and are two again, in whatever order; names lead to what they mean today."""

import pytest

from audit.models import AuditEvent
from conversations.heard import editing
from conversations.models import Quote, Theme
from conversations.themes import actions, words
from conversations.themes.actions import ThemesRefused
from tests.conversations.themes.conftest import stands

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(theme, heard):
    """Rent, Housing and Money: each by itself in one talk, and all of them in another."""
    themes = [theme("Rent"), theme("Housing"), theme("Money")]
    for each in themes:
        heard(f"About {each}.", each)
    heard("About all.", *themes)
    return themes


def test_all_moves_and_comes_back_whatever_was_merged_since(three, person):
    rent, housing, money = three
    by, before = person("owner"), stands()
    actions.merge(rent, into=housing, by=by)
    assert stands() | {} == before | {"About Rent.": {"Housing"}, "About all.": {"Housing", "Money"}}
    actions.merge(housing, into=money, by=by)
    assert set(map(frozenset, stands().values())) == {frozenset({"Money"})}

    for each in (rent, housing):
        each.refresh_from_db()
        actions.part(each, by=by)
    assert stands() == before


def test_the_one_in_the_middle_takes_along_what_came_through_it(three, person):
    rent, housing, money = three
    by = person("owner")
    actions.merge(rent, into=housing, by=by)
    between = stands()
    actions.merge(housing, into=money, by=by)
    housing.refresh_from_db()
    actions.part(housing, by=by)

    rent.refresh_from_db()
    assert stands() == between
    assert rent.merged_into == housing


def test_quotes_go_along_and_come_back(three, person, someone):
    rent, housing, _money = three
    quote = Quote.objects.create(member=someone(), words="Twice.", theme=rent, agreed_on="2026-01-01")
    actions.merge(rent, into=housing, by=person("owner"))
    quote.refresh_from_db()
    assert quote.theme == housing
    rent.refresh_from_db()
    actions.part(rent, by=person("owner"))

    quote.refresh_from_db()
    assert (quote.theme, quote.was) == (rent, [])


def test_old_names_lead_to_what_they_mean(three, person):
    rent, housing, money = three
    actions.merge(rent, into=housing, by=person("owner"))
    actions.merge(housing, into=money, by=person("owner"))

    assert [words.named(name) for name in (" RENT", "housing", "Money", "Heat")] == [money, money, money, None]
    assert [(word.folded, word.theme) for word in words.words()] == [
        ("housing", money),
        ("money", money),
        ("rent", money),
    ]
    with pytest.raises(ThemesRefused, match="This is a name of “Money” already"):
        actions.make(name="rent", by=person("owner"))


def test_a_theme_merged_while_a_form_was_open_means_the_other_one(three, heard, person):
    rent, housing, money = three
    actions.merge(Theme.objects.get(pk=rent.pk), into=housing, by=person("owner"))
    actions.merge(Theme.objects.get(pk=housing.pk), into=money, by=person("owner"))
    heard("Late.", rent, housing)

    assert stands()["Late."] == {"Money"}


def test_what_was_done_is_recorded_and_a_second_time_refused(three, person):
    rent, housing, _money = three
    actions.merge(rent, into=housing, by=person("owner"))

    assert AuditEvent.objects.filter(action="theme.merge", object_id=rent.pk).exists()
    with pytest.raises(ThemesRefused, match="Choose another theme that is still in use"):
        actions.merge(rent, into=housing, by=person("owner"))
    rent.refresh_from_db()
    actions.part(rent, by=person("owner"))
    with pytest.raises(ThemesRefused, match="It stands by itself already"):
        actions.part(rent, by=person("owner"))


def test_put_away_is_offered_no_more_and_comes_back_while_its_name_is_free(three, theme, person):
    rent, by = three[0], person("owner")
    assert actions.put_away(rent, by=by)
    assert not actions.put_away(rent, by=by)
    assert words.named("rent") is None
    other = theme("Rent")
    rent.refresh_from_db()
    with pytest.raises(ThemesRefused, match="There is a theme of this name already"):
        actions.bring_back(rent, by=by)
    actions.put_away(other, by=by)

    assert actions.bring_back(rent, by=by)


def test_a_name_of_signs_alone_is_a_name(theme):
    assert theme("🔥") == words.named("🔥")
    assert theme("🏠") != words.named("🔥")


def test_taken_off_a_theme_takes_what_is_a_part_of_it_along(heard, theme, person):
    rent, rents = theme("Rent"), theme("Rents")
    talk, director = heard("Rent went up.", rent, rents), person("director")
    actions.draw_out(talk, theme=rents, sentence="Rent went up.", by=director)
    actions.merge(rents, into=rent, by=director)

    actions.let_go(talk.themed.get(theme=rent), by=director)

    assert not talk.themed.exists()


def test_a_sentence_stays_when_the_theme_is_drawn_again_and_none_comes_of_a_note_closed_meanwhile(heard, theme, person):
    rent, talk, director = theme("Rent"), heard("Rent went up."), person("director")
    actions.draw_out(talk, theme=rent, sentence="Rent went up.", by=director)
    actions.draw_out(talk, theme=rent, by=director)
    assert talk.themed.get().sentence == "Rent went up."

    columns = {"read_by": "author", "kind": talk.kind, "on": talk.on, "story": talk.story, "seen_at": None}
    editing.edit(talk, **columns, by=talk.author)
    with pytest.raises(ThemesRefused):
        actions.draw_out(talk, theme=rent, sentence="Rent went up.", by=director)
    assert talk.themed.get().sentence == ""
