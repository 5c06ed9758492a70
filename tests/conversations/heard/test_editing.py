"""A conversation is put right by who wrote it or answers for all, said to be changed, taken back and brought back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from conversations import actions
from conversations.actions import Promise
from conversations.heard import leaving
from conversations.models import Commitment, Conversation, FollowUp, Prompt, PromptAnswer, PromptSet, Theme
from conversations.promises import actions as promises
from ladders.actions import assess
from ladders.models import Ladder, Place
from tests.conversations.heard.conftest import WORDS


def given(made, **other):
    seen = made.edited_at.isoformat() if made.edited_at else ""
    return {"story": WORDS, "on": made.on, "kind": made.kind, "read_by": made.read_by, "seen_at": seen, **other}


def stored(made):
    return Conversation.objects.get(pk=made.pk)


def test_who_wrote_it_puts_it_right_and_the_page_says_so(sign_in, url, talk, person):
    made, client = talk(), sign_in("organizer")

    page = client.post(url(f"{made.pk}/edit/"), given(made, story="The heat is back.", kind="phone"), follow=True).text

    assert (stored(made).story, stored(made).kind) == ("The heat is back.", "phone")
    assert f"{person('organizer').name} changed the story and the kind" in page
    assert "boiler" not in page
    assert AuditEvent.objects.get(action="conversation.edit").fields == ["kind", "story"]
    client.post(url(f"{made.pk}/edit/"), given(stored(made), story="The heat is back.", kind="phone"))
    assert AuditEvent.objects.filter(action="conversation.edit").count() == 1


def test_a_director_may_too_but_keeps_no_others_note_to_themselves(sign_in, url, talk):
    made, client = talk(read_by="directors"), sign_in("director")

    assert client.post(url(f"{made.pk}/edit/"), given(made, story="Better.")).status_code == 303
    assert client.post(url(f"{made.pk}/edit/"), given(stored(made), read_by="author")).status_code == 422
    assert stored(made).story == "Better."


def test_nobody_else_finds_the_note_of_its_author(sign_in, url, talk):
    made = talk(read_by="author")

    for role in ("owner", "director"):
        assert sign_in(role).get(url(f"{made.pk}/edit/")).status_code == 404
        assert sign_in(role).post(url(f"{made.pk}/take-back/")).status_code == 404
    assert WORDS in sign_in("organizer").get(url(f"{made.pk}/edit/")).text


def test_closing_a_note_closes_what_hangs_on_it_and_opening_opens_it(sign_in, url, talk):
    prompt = Prompt.objects.create(of=PromptSet.objects.create(name="Always"), text="What would help?")
    made = talk(answers={prompt: "A plumber"}, themes={Theme.objects.create(name="Heat"): WORDS})
    client = sign_in("organizer")

    client.post(url(f"{made.pk}/edit/"), given(made, read_by="author"))
    closed = stored(made), PromptAnswer.objects.get()
    client.post(url(f"{made.pk}/edit/"), given(stored(made), read_by="organizers"))

    assert (closed[0].story, closed[1].text, made.themed.get().sentence) == ("", "", "")
    assert (bool(closed[0].sealed), closed[1].words) == (True, "A plumber")
    assert (stored(made).story, PromptAnswer.objects.get().text) == (WORDS, "A plumber")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"story": "x" * 20_001}, "has 20000 characters at most"),
        ({"story": " "}, "a line is enough"),
        ({"on": "tomorrow"}, "today or a day before"),
        ({"seen_at": "2026-01-01T00:00:00+00:00"}, "changed this meanwhile"),
        ({"seen_at": "x"}, "changed this meanwhile"),
        ({"kind": "carrier pigeon"}, "carrier pigeon"),
    ],
    ids=["long", "empty", "tomorrow", "late", "never seen", "kind"],
)
def test_what_cannot_be_kept_is_said_and_everything_typed_stays(sign_in, url, north, talk, wrong, says):
    made = talk()
    if wrong.get("on"):
        wrong = {"on": north.today() + timedelta(days=1)}

    response = sign_in("organizer").post(url(f"{made.pk}/edit/"), given(made, **{"story": "Typed anew.", **wrong}))

    assert response.status_code == 422
    assert says in response.text
    assert stored(made).story == WORDS
    if "story" not in wrong:
        assert "Typed anew." in response.text


@pytest.mark.parametrize("story", ["😀🔥", "עייף מהחימום", "a" * 20_000, "\u202eabc", "x\0y <script>"])
def test_any_story_is_kept_as_it_was_told(sign_in, url, talk, story):
    made = talk(story=story)

    page = sign_in("organizer").get(url(f"{made.pk}/")).text

    assert stored(made).story == story.replace("\0", "")
    assert "<script>" not in page.split("<main")[1]
    assert '<p dir="auto">' in page


def test_what_was_taken_back_comes_back_with_what_was_promised(sign_in, url, talk, someone):
    rosa = someone()
    made, client = talk(members=[rosa], said_yes=[Promise("host")]), sign_in("organizer")

    page = client.post(url(f"{made.pk}/take-back/"), follow=True).text
    gone = Conversation.objects.kept().count(), Commitment.objects.open().count()
    client.post(url(f"{made.pk}/back/"))

    assert url(f"{made.pk}/back/") in page
    assert (gone, Conversation.objects.kept().count(), Commitment.objects.open().count()) == ((0, 0), 1, 1)
    assert client.post(url(f"{made.pk}/back/")).status_code == 404


def test_a_day_before_somebody_was_on_file_is_a_day_like_others(north, talk, sign_in, url):
    made = talk(on=north.today() - timedelta(days=4000))

    assert WORDS in sign_in("organizer").get(url()).text
    assert made.on.year < north.today().year


def test_taken_back_on_its_page_the_level_said_in_it_goes_along(sign_in, url, north, talk, someone, person):
    rosa, ladder = someone("Rosa Delgado"), Ladder.objects.get(is_default=True)
    said = {"place": Place.UNSURE, "evidence": "Hard to say.", "on": north.today(), "review_on": north.today()}
    level, made = assess(rosa, ladder=ladder, **said, by=person("organizer")), talk(members=[rosa])
    Conversation.objects.filter(pk=made.pk).update(assessment=level)
    client = sign_in("organizer")
    page = client.get(url(f"{made.pk}/")).text
    assert ("Placed then: Not sure" in page, "Placed then: None" in page) == (True, False)

    page = client.post(url(f"{made.pk}/take-back/"), follow=True).text

    assert "with the level said in it" in page
    level.refresh_from_db()
    assert level.voided_at


def test_what_was_kept_stays_when_a_talk_taken_back_goes_for_good(talk, person):
    for read_by in ("organizers", "author"):
        made = talk(read_by=read_by, said_yes=[Promise("host"), Promise("call")], owes=[Promise("ride")])
        assert promises.settle(made.commitments.get(what="host"), state="kept", by=person("organizer"))
        actions.take_back(made, by=person("organizer"))
    Conversation.objects.update(removed_at=timezone.now() - timedelta(days=31))

    leaving.clear()

    assert [(each.what, each.conversation) for each in Commitment.objects.all()] == [("host", None)]
    assert not FollowUp.objects.exists()


def test_a_talk_whose_words_went_gets_its_day_right_without_new_ones(sign_in, url, north, talk):
    made, day = talk(read_by="author"), north.today() - timedelta(days=4)
    Conversation.objects.filter(pk=made.pk).update(sealed="", words_went_at=timezone.now())

    saved = sign_in("organizer").post(url(f"{made.pk}/edit/"), given(made, story="", on=day), follow=True)

    assert (stored(made).on, stored(made).words) == (day, "")
    assert "The words went with them, or after the time" in saved.text
