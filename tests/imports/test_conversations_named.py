"""Talks in lists: the last one-to-one of a sheet, results of calls and texts; handed over, said twice, taken back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.models import Conversation, Participant
from imports import aside, outcomes
from imports.conversations_named import ROOM
from imports.models import KeptAside
from members.models import ExternalId, Member
from tests.imports.conftest import Bring, bring_in, row
from tests.imports.undoing import take_back

SHEET = (
    "name,phone,last 1:1,talked with\n"
    "Maria Lopez,503-555-0101,2026-03-02,{who}\n"
    "Omar Haddad,503-555-0102,2026-03-09,Jo Nobody\n"
    "Rosa Reyes,503-555-0103,,{who}\n"
)
# As a phone bank gives them out: a row for each call, by the ids of people here.
CALLS = (
    "external id,call id,call date,caller,disposition\n"
    "N-1,9001,2026-04-01,{who},Left Message\n"
    "N-1,9002,2026-04-02,{who},Canvassed\n"
    "N-2,9003,2026-04-02,{who},Wrong Number\n"
    "N-2,9004,2026-04-03,{who},Told me a joke\n"
    "N-2,9005,2026-04-04,{who},\n"
    # One thread of texts has one id on every day.
    "N-1,9001,2026-04-05,{who},No Answer\n"
)


@pytest.fixture
def who(person) -> str:
    return str(person("organizer"))


@pytest.fixture
def hand_over(person):
    return lambda: aside.hand_over(ROOM, by=person("data_lead"))


@pytest.fixture
def known(north) -> list[Member]:
    people = [Member.objects.create(given_name=name) for name in ("Maria", "Omar")]
    for number, member in enumerate(people, 1):
        ExternalId.objects.create(member=member, system="", value=f"N-{number}")
    return people


def talks():
    rows = Participant.objects.order_by("member__given_name", "conversation__on")
    return list(rows.values_list("member__given_name", "conversation__on", "conversation__outcome"))


def test_the_last_one_to_one_of_a_sheet_becomes_a_conversation(bring: Bring, who, hand_over, person):
    batch = bring(SHEET.format(who=who))

    assert hand_over() == 2
    assert talks() == [("Maria", date(2026, 3, 2), "reached"), ("Omar", date(2026, 3, 9), "reached")]
    first, second = Conversation.objects.order_by("on")
    assert (first.author, first.story, first.kind, first.source) == (person("organizer"), "", "in_person", "import")
    assert (second.author, second.story, second.from_list) == (None, "With Jo Nobody.", batch.pk)
    # Nobody knows on which day.
    assert KeptAside.objects.values_list("member__given_name", flat=True).get() == "Rosa"


def test_the_same_again_adds_nothing(who, hand_over, north):
    for _twice in range(2):
        bring_in(SHEET.format(who=who))
        hand_over()

    assert Conversation.objects.count() == 2


def test_results_of_calls_come_in_once_by_their_numbers(bring: Bring, known, who, hand_over):
    for _twice in range(2):
        batch = bring(CALLS.format(who=who))
        hand_over()

    assert talks() == [
        ("Maria", date(2026, 4, 1), "left_message"),
        ("Maria", date(2026, 4, 2), "reached"),
        ("Maria", date(2026, 4, 5), "no_answer"),
        ("Omar", date(2026, 4, 2), "wrong_number"),
    ]
    # Whether a joke means that they talked, and what an empty cell means, is nobody's guess.
    assert KeptAside.objects.filter(batch=batch).count() == 2
    assert set(Conversation.objects.values_list("kind", "outside_id")) == {
        ("phone", f"callid:2026-04-{call}") for call in ("01:9001", "02:9002", "02:9003", "05:9001")
    }
    assert "whether this means that they talked" in row(batch, 5).problems[0]["reason"]
    assert Conversation.objects.reached().count() == 1


def test_a_list_takes_back_the_talks_that_nobody_touched(bring: Bring, who, hand_over, person):
    batch = bring(SHEET.format(who=who))
    hand_over()
    KeptAside.objects.all().delete()
    omar = Member.objects.get(given_name="Omar")
    Conversation.objects.filter(participants__member=omar).update(edited_at=batch.created_at)

    take_back(batch, by=person("data_lead"))

    assert [name for name, _on, _how in talks()] == ["Omar"]
    assert set(Member.objects.filter(given_name__in=["Maria", "Omar", "Rosa"])) == {omar}


def test_handing_over_takes_the_same_statements_for_one_row_and_many(north, who, hand_over):
    counts = []
    for n in (1, 5):
        rows = (f"Ana{n}{at} Cruz,503-555-01{n}{at},2026-03-02,{who}\n" for at in range(n))
        bring_in("name,phone,last 1:1,talked with\n" + "".join(rows))
        with CaptureQueriesContext(connection) as asked:
            assert hand_over() == n
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("No Answer", "no_answer"), ("N/A", "no_answer"), ("LEFT_MESSAGE", "left_message"), ("Voicemail", "left_message"),
        ("Not Home", "no_answer"), ("Disconnected", "wrong_number"), ("Refused", "reached"), ("Moved", "moved"),
        ("", None), ("purple", None),
    ],
)  # fmt: skip
def test_words_of_other_tools_say_how_it_went(word, means):
    assert outcomes.outcome(word).value == means
    assert bool(outcomes.outcome(word).problem) == (word == "purple")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Last 1:1", "in_person"), ("Date Canvassed", "house_visit"), ("text date", "text"), ("Call Date", "phone")],
)
def test_a_heading_says_the_kind(heading, kind):
    assert outcomes.kind_by_headings([heading]) == kind
