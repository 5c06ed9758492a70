"""How long what was heard is kept is the group's word, and a slip can be mended for a month."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from conversations import retention
from conversations.actions import log
from conversations.models import Conversation, Prompt, PromptSet, Theme
from conversations.retention import _months_before
from organizations import settings_of
from organizations.models import Organization, User
from stpnet.in_org import in_org, on_public_side

pytestmark = pytest.mark.django_db


def keep_for(north, months, *, days_ago=31):
    """Let the group keep notes for so long, since so many days ago."""
    since = timezone.now() - timedelta(days=days_ago)
    given = {"note_retention_months": months, "note_retention_since": since}
    with on_public_side():
        Organization.objects.filter(pk=north.pk).update(**given)
    for name, value in given.items():
        setattr(north, name, value)


def heard(north, person, who, *, days_ago, **given):
    on = north.today() - timedelta(days=days_ago)
    made = log(by=person("organizer"), members=[who], on=on, story="She wants to sing again.", **given)
    Conversation.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(days=days_ago))
    return made


def told():
    return dict(Conversation.objects.values_list("pk", "story"))


def test_old_words_go_and_that_they_talked_stays(north, person, someone):
    who, theme = someone(), Theme.objects.create(name="Choir")
    prompt = Prompt.objects.create(of=PromptSet.objects.create(name="Spring"), text="What do you miss?")
    more = {"themes": {theme: "sing again"}, "answers": {prompt: "The choir."}}
    old, new = heard(north, person, who, days_ago=400, **more), heard(north, person, who, days_ago=300)
    keep_for(north, 12)
    with in_org(north):
        retention.clear()
    assert told() == {old.pk: "", new.pk: "She wants to sing again."}
    assert old.themed.get().sentence == ""
    assert not old.answers.exists()
    assert Conversation.objects.get(pk=old.pk).words_went_at
    assert Conversation.objects.one_to_ones().count() == 2


def test_closed_words_go_too(north, person, someone):
    old = heard(north, person, someone(), days_ago=400, read_by="author")
    keep_for(north, 12)
    with in_org(north):
        retention.clear()
    assert Conversation.objects.get(pk=old.pk).sealed == ""


@pytest.mark.parametrize(("months", "days_ago"), [(None, 31), (0, 31), (12, 29)])
def test_nothing_goes_without_a_word_or_within_a_month_of_it(north, person, someone, months, days_ago):
    heard(north, person, someone(), days_ago=4000)
    keep_for(north, months, days_ago=days_ago)
    with in_org(north):
        retention.clear()
    assert "" not in told().values()


def test_what_was_written_down_late_is_kept_as_long_as_the_rest(north, person, someone):
    late = heard(north, person, someone(), days_ago=400)
    Conversation.objects.filter(pk=late.pk).update(created_at=timezone.now())
    keep_for(north, 12)
    with in_org(north):
        retention.clear()
    assert told()[late.pk]


def test_owners_are_told_how_many_go_and_nobody_else_is(north, person, someone, reader):
    heard(north, person, someone(), days_ago=400)
    keep_for(north, 12, days_ago=3)
    (line,) = retention.soon(reader("owner"))
    assert line.title.startswith("The words of 1 conversation go on ")
    assert "12 months" in line.text
    assert not list(retention.soon(reader("director")))


def test_a_new_answer_holds_from_then_on(north):
    with on_public_side():
        owner = User.objects.get(memberships__organization=north, memberships__roles__role="owner")
    settings_of.change(north, values={"note_retention_months": 24}, by=owner)
    with on_public_side():
        assert timezone.now() - Organization.objects.get(pk=north.pk).note_retention_since < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-03-31", 1, "2026-02-28"), ("2026-01-15", 12, "2025-01-15"), ("2024-02-29", 24, "2022-02-28")],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(day, months, before):
    assert _months_before(date.fromisoformat(day), months) == date.fromisoformat(before)


def test_words_put_right_of_late_stay_as_new_ones_would(north, person, someone):
    old, mended = (heard(north, person, someone(), days_ago=400) for _each in range(2))
    Conversation.objects.filter(pk=mended.pk).update(edited_at=timezone.now())
    keep_for(north, 12)
    with in_org(north):
        retention.clear()
    assert told() == {old.pk: "", mended.pk: "She wants to sing again."}
