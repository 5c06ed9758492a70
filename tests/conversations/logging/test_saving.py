"""The log keeps what was typed: with whom, what was heard, what was promised; and asks only about whom it cannot tell."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from conversations.models import Commitment, Conversation, FollowUp, Prompt, PromptSet, Theme
from members.models import Member
from tests.conversations.logging.conftest import NEW, STORY

pytestmark = pytest.mark.django_db


def kept():
    return Conversation.objects.get()


def with_whom(conversation):
    return {part.member for part in conversation.participants.select_related("member")}


def test_a_typed_name_and_a_story_are_enough(post, rosa, person):
    sent = post(person="ros del")

    assert sent.status_code == 303
    assert sent.url == f"/o/north/people/{rosa.pk}/"
    assert (kept().story, kept().kind, kept().read_by, kept().author) == (
        STORY,
        "in_person",
        "organizers",
        person("organizer"),
    )
    assert with_whom(kept()) == {rosa}


def test_nothing_typed_is_refused_and_everything_typed_stands_there_still(post, rosa):
    page = post(story=" ", person="", said_yes="host in May", kind="phone")

    assert page.status_code == 422
    assert "Write what you heard" in page.text
    assert "Say whom you talked with." in page.text
    assert 'value="host in May"' in page.text
    assert not Conversation.objects.exists()


def test_which_maria_is_asked_with_the_story_kept(post, someone, rosa):
    cruz, lopez = someone("Maria Cruz"), someone("Maria Lopez")

    page = post(person="Maria")

    assert page.status_code == 422
    assert [each.pk for each in page.context["form"].which] == [cruz.pk, lopez.pk]
    assert STORY in page.text
    assert post(person="Maria", member=[lopez.pk]).status_code == 303
    assert with_whom(kept()) == {lopez}


def test_somebody_unknown_is_written_down_with_one_way_to_reach_them(post, person):
    page = post(person="Zora")
    assert page.status_code == 422
    assert "add someone new" in page.text
    assert page.context["form"]["given_name"].value() == "Zora"

    assert post(person="Zora", given_name="Zora", reach="call me").status_code == 422
    post(person="Zora", given_name="Zora Neale", reach="(503) 555-0163")

    new = Member.objects.get(given_name="Zora")
    assert (new.family_name, new.organizer) == ("Neale", person("organizer"))
    assert new.contact_points.get().normal == "+15035550163"
    assert with_whom(kept()) == {new}


def test_someone_new_with_the_phone_of_somebody_here_is_asked_about(post, rosa, phone):
    phone(rosa)
    given = {"given_name": "Rose", "reach": "503 555 0163"}

    assert "Is it the same person?" in post(**given).text
    post(**given, member=[rosa.pk])
    assert with_whom(kept()) == {rosa}
    post(**given, anyway="yes")
    assert Member.objects.filter(given_name="Rose").exists()


def test_several_take_part_and_of_two_put_together_the_survivor(post, rosa, someone):
    other, gone = someone("Ana Gil"), someone("Rosie Delgado")
    Member.objects.filter(pk=gone.pk).update(merged_into=rosa)

    assert post(member=[other.pk, gone.pk]).status_code == 303

    assert with_whom(kept()) == {rosa, other}


def test_people_one_does_not_see_are_neither_found_nor_taken(post, someone, person):
    hidden = someone("Hedda Hidden", organizer=person("director"))

    assert "is called “Hedda”" in post(person="Hedda").text
    assert "not among your people" in post(member=[hidden.pk]).text
    assert post(member=["nobody"]).status_code == 422
    assert post(person="Hedda", role="director").status_code == 303


def test_everything_at_once(post, rosa, north):
    rent = Theme.objects.create(name="Rent")
    prompt = Prompt.objects.create(of=PromptSet.objects.create(name="Always"), text="What keeps you up?")
    day = north.today() - timedelta(days=3)

    post(
        member=[rosa.pk],
        kind="house_visit",
        on=day,
        read_by="directors",
        **{"theme": [rent.pk], "theme_other": "boiler", f"answer-{prompt.pk}": "The heat"},
        said_yes="host",
        said_yes_by="2030-05-01",
        owe="a ride",
        owe_by="",
    )

    assert (kept().kind, kept().on, kept().read_by) == ("house_visit", day, "directors")
    raised = {each.theme.name: each.sentence for each in kept().themed.select_related("theme")}
    assert raised == {"Rent": "", "boiler": ""}
    assert kept().answers.get().text == "The heat"
    assert (Commitment.objects.get().what, Commitment.objects.get().by.year) == ("host", 2030)
    assert (FollowUp.objects.get().what, FollowUp.objects.get().due) == ("a ride", None)


def test_a_theme_is_kept_with_its_sentence_and_another_groups_is_refused(post, rosa):
    boiler = Theme.objects.create(name="Boiler")

    assert post(member=[rosa.pk], theme=[uuid4()]).status_code == 422
    post(member=[rosa.pk], theme=[boiler.pk])

    assert kept().themed.get().sentence == "The boiler broke again."


@pytest.mark.parametrize("story", ["🔥🙌🏽", "تكلمنا عن الإيجار", "a" * 20_000], ids=["signs", "arabic", "20000"])
def test_any_story_is_kept_as_it_is(post, rosa, story):
    post(member=[rosa.pk], story=story)

    assert kept().story == story


def test_too_long_or_tomorrow_is_refused_in_words(post, rosa, north):
    assert "20000 characters at most" in post(member=[rosa.pk], story="a" * 20_001).text
    tomorrow = north.today() + timedelta(days=1)
    assert "has not happened yet" in post(member=[rosa.pk], on=tomorrow).text


def test_lines_of_a_browser_count_once(post, rosa):
    assert post(member=[rosa.pk], story="a\r\n" * 7_000 + "b").status_code == 303


def test_sent_twice_is_kept_once_and_other_words_under_the_same_key_are_kept_too(post, rosa):
    key = uuid4()
    for _ in range(2):
        assert post(given_name="Nia", reach="nia@example.org", draft_key=key).status_code == 303
    assert Conversation.objects.count() == Member.objects.filter(given_name="Nia").count() == 1

    post(member=[rosa.pk], story="Another talk.", draft_key=key)

    assert Conversation.objects.count() == 2


def test_one_goes_back_where_one_came_from_and_nowhere_else(post, rosa):
    here = "/o/north/people/?sort=name"
    assert post(member=[rosa.pk], back=here).url == here
    for there in ("https://example.org/o/north/people/", "/o/south/people/", "//example.org", NEW, "/accounts/logout/"):
        assert post(member=[rosa.pk], back=there).url == f"/o/north/people/{rosa.pk}/"
    assert post(member=[rosa.pk], another="yes").url == NEW


def test_undo_takes_all_of_it_back_and_only_ones_own(sign_in, post, rosa):
    post(member=[rosa.pk], owe="a ride")
    address = f"/o/north/conversations/logged/{kept().pk}/undo/"

    assert sign_in("director").post(address).status_code == 404
    page = sign_in("organizer").post(address, follow=True)

    assert "Taken back" in page.text
    assert not Conversation.objects.kept().exists()
    assert not FollowUp.objects.open().exists()
    assert "taken back already" in sign_in("organizer").post(address, follow=True).text


@pytest.mark.parametrize("read_by", ["author", "directors"])
def test_of_a_note_for_few_no_sentence_becomes_a_promise(post, north, rosa, read_by):
    day = north.today() + timedelta(days=9)
    said = {"member": [rosa.pk], "story": f"The lawyer comes on {day}.", "read_by": read_by}
    taken = {"take": [f"said_yes:{day}", f"owe:{day}"]}

    page = post(**said, **taken)
    assert page.status_code == 422
    assert {"said_yes", "owe"} <= set(page.context["form"].errors)
    assert "Few may read this note." in page.text

    assert post(**said, **taken, said_yes="Come along", owe="A ride").status_code == 303
    assert [*Commitment.objects.values_list("what", flat=True), FollowUp.objects.get().what] == ["Come along", "A ride"]


def test_an_answer_is_kept_whose_question_was_put_away_meanwhile(post, rosa):
    of = PromptSet.objects.create(name="Always")
    made = [Prompt.objects.create(of=of, text=f"Question {n}?", position=n) for n in range(7)]
    first, last = made[0], made[6]
    Prompt.objects.filter(pk=first.pk).update(put_away_at=timezone.now())

    said = {f"answer-{first.pk}": "Heat", f"answer-{last.pk}": "Rent", "answer-zebra": "?", "answer-": "?"}
    assert post(member=[rosa.pk], **said).status_code == 303

    assert {(each.prompt, each.text) for each in kept().answers.select_related("prompt")} == {
        (first, "Heat"),
        (last, "Rent"),
    }
