"""The story offers what the group's own words find in it; what is taken is kept, and what is left is not."""

from datetime import date, timedelta

import pytest

from conversations.logging.days import named_in
from conversations.models import Commitment, Conversation, Theme
from ladders.models import Standing
from members.models import Member
from tests.conversations.logging.conftest import NEW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("She will bring it on Dec 2.", [date(2026, 12, 2)]),
        ("by 2nd December", [date(2026, 12, 2)]),
        ("On 2026-12-24 and Jan 3", [date(2026, 12, 24), date(2027, 1, 3)]),
        ("We met Nov. 3", [date(2026, 11, 3)]),
        ("tomorrow, or on Friday", [date(2026, 11, 19), date(2026, 11, 20)]),
        ("yesterday", [date(2026, 11, 17)]),
        ("She may come, 30 of them, Feb 30, in December", []),
    ],
)
def test_days_that_a_sentence_names(sentence, days):
    assert named_in(sentence, TODAY) == days


def looked(post, rosa, story, headers=None):
    page = post(f"{NEW}look/", member=[rosa.pk], story=story, headers=headers)
    return {(offer.field, offer.label) for offer, _is_on in page.context["offers"]}


def test_themes_people_levels_and_days_are_found(post, rosa, someone, stands, levels, north):
    stands(rosa, 1)
    strike, rent = Theme.objects.create(name="Rent strike"), Theme.objects.create(name="Rent")
    Theme.objects.create(name="Rats", merged_into=rent)
    someone("José de la Cruz")
    ahead = north.today() + timedelta(days=20)
    story = f"The rent-strike, and RATS. Jose De La Cruz came. She {levels[2].name}. Chairs by {ahead:%b %-d}."

    found = looked(post, rosa, story)

    assert {label for field, label in found if field == "theme"} == {strike.name, rent.name}
    assert ("member", "José de la Cruz was there too") in found
    assert ("take", f"Where they stand now: {levels[2]}") in found
    assert len([field for field, _label in found if field == "take"]) == 3


def test_people_one_does_not_see_are_not_offered(post, rosa, someone, person):
    someone("Hedda Hidden", organizer=person("director"))

    assert looked(post, rosa, "Hedda Hidden was there. So was Rosa Delgado.") == set()


def test_what_is_taken_is_kept_with_its_sentence(post, rosa, someone, stands, levels, north):
    stands(rosa, 1)
    day, ahead = north.today() - timedelta(days=1), north.today() + timedelta(days=20)
    promise = f"Chairs by {ahead:%b %-d}."
    other = someone("Ana Gil")

    post(
        member=[rosa.pk, other.pk],
        level_of=rosa.pk,
        story=f"We met yesterday. {promise} She {levels[2].name}!",
        take=[f"on:{day}", f"said_yes:{ahead}", f"level:{levels[2].pk}", "owe:2020-01-01", "nonsense"],
    )

    talk = Conversation.objects.get()
    assert talk.on == day
    assert Commitment.objects.values_list("what", "by").get() == (promise, ahead)
    assert Standing.objects.get(member=rosa).level == levels[2]
    assert talk.assessment.evidence == f"She {levels[2].name}!"


def test_what_was_typed_stands_and_the_day_comes_from_the_story(post, rosa, north):
    ahead = north.today() + timedelta(days=20)

    post(member=[rosa.pk], story=f"Chairs by {ahead:%b %-d}.", said_yes="Ten chairs", take=[f"said_yes:{ahead}"])

    assert Commitment.objects.values_list("what", "by").get() == ("Ten chairs", ahead)


def test_looking_keeps_nothing_and_all_that_was_typed(post, rosa):
    Theme.objects.create(name="Boiler")
    page = post(f"{NEW}look/", person="rosa", said_yes="host", given_name="", kind="phone")

    assert page.status_code == 200
    assert "The boiler broke again." in page.text
    assert 'value="host"' in page.text
    assert page.context["people"][0].is_on
    assert "Please look at" not in page.text
    assert not Conversation.objects.exists()


def test_the_part_equals_the_part_of_the_page(post, rosa):
    Theme.objects.create(name="Boiler")
    asked = {"HX-Request": "true", "HX-Target": "fits"}

    part = post(f"{NEW}look/", member=[rosa.pk], headers=asked).text
    page = post(f"{NEW}look/", member=[rosa.pk]).text

    assert part.strip() in page
    assert "<!doctype" not in part
    assert Member.objects.filter(pk=rosa.pk).exists()
