"""What conversations tell other rooms: filters, the column, the quiet rule, merging, leaving, new keys."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conversations.actions import Promise, take_back
from conversations.heard import column, erasing, leaving, resealing
from conversations.models import Commitment, Conversation, Prompt, PromptSet, Theme
from conversations.needs import what_needs
from ladders.models import Ladder
from ladders.proposing import due
from members.filters import fields_of
from members.merging.actions import merge, unmerge
from members.models import Member
from organizations import registry
from organizations.models import Membership, Role, User
from organizations.sealing import MARK, unseal
from stpnet.in_org import on_public_side
from tests.members.filters.world import asking


@pytest.fixture
def world(north, person, talk, someone):
    """Ana, three days ago and long before; Ben in a group and by text; Cam tried, and Dee never."""
    ana, ben, cam, dee = (someone(name) for name in ("Ana Ito", "Ben Mora", "Cam Reyes", "Dee Cole"))
    today, theme = north.today(), Theme.objects.create(name="Rent")
    talk(
        members=[ana], on=today - timedelta(days=3), said_yes=[Promise("host"), Promise("call")], owes=[Promise("ride")]
    )
    talk(members=[ana], on=today - timedelta(days=90), by=person("director"))
    talk(members=[ben, ana], kind="group", on=today - timedelta(days=40), themes={theme: ""}, read_by="directors")
    talk(members=[ben], kind="text", on=today - timedelta(days=20))
    talk(members=[cam], outcome="no_answer", story="")
    take_back(talk(members=[dee]), by=person("director"))
    Commitment.objects.filter(what="host").update(state="kept", settled_on=today)
    return {"theme": str(theme.pk), "director": str(person("director").pk), "all": [ana, ben, cam, dee]}


@pytest.mark.parametrize(
    ("field", "op", "values", "kept"),
    [
        ("one-to-one", "last", ("7",), "Ana"),
        ("one-to-one", "older", ("7",), ""),
        ("one-to-one", "older", ("1",), "Ana"),
        ("one-to-one", "not-last", ("7",), "Ben Cam Dee"),
        ("one-to-one", "empty", (), "Ben Cam Dee"),
        ("reached", "older", ("10",), "Ben"),
        ("reached", "last", ("30",), "Ana Ben"),
        ("reached", "not-last", ("5",), "Ben Cam Dee"),
        ("reached", "empty", (), "Cam Dee"),
        ("reached-by", "is", ("director",), "Ana"),
        ("reached-by", "is", ("me", "director"), "Ana"),
        ("theme", "is", ("theme",), "Ana Ben"),
        ("promised", "over", ("0",), "Ana"),
        ("promised", "is", ("0",), "Ben Cam Dee"),
        ("kept", "is", ("1",), "Ana"),
        ("owed", "is", ("yes",), "Ana"),
        ("owed", "is", ("no",), "Ben Cam Dee"),
    ],
)  # fmt: skip
def test_people_are_found_by_what_was_heard(north, person, world, field, op, values, kept):
    request = asking(north, person("director"))
    given = tuple(world.get(value, value) for value in values)

    found = Member.objects.filter(
        fields_of(request)[field].where(request, op, given), pk__in=[m.pk for m in world["all"]]
    )

    assert " ".join(found.by_name().values_list("given_name", flat=True).order_by("given_name")) == kept
    assert fields_of(request)[field].says(request, op, given)


def test_a_theme_of_a_note_one_may_not_read_finds_nobody(north, person, world):
    request = asking(north, person("data_lead"))
    request.roles = ["data_lead"]

    assert not Member.objects.filter(fields_of(request)["theme"].where(request, "is", (world["theme"],))).exists()
    with pytest.raises(ValueError, match=world["director"][:8]):
        fields_of(request)["theme"].where(request, "is", (world["director"],))


def test_the_column_says_when_and_with_whom_in_one_statement(north, person, world):
    request = asking(north, person("director"))

    with CaptureQueriesContext(connection) as asked:
        cells = column.load(request, world["all"])

    assert len(asked) == 1
    assert list(cells) == [world["all"][0].pk]
    assert str(person("organizer")) in cells[world["all"][0].pk]


def test_who_was_reached_has_not_gone_quiet(north, person, world):
    ladder = Ladder.objects.get(is_default=True)
    found = Member.objects.annotate(day=due.reached_on(ladder)).in_bulk([each.pk for each in world["all"]])

    days = [found[each.pk].day for each in world["all"]]
    assert days == [north.today(), north.today() - timedelta(days=20), None, None]


def test_a_one_to_one_stays_one_when_two_rows_become_one(north, person, talk, someone):
    ana, anna = someone("Ana Ito"), someone("Anna Ito")
    both, alone = talk(members=[ana, anna]), talk(members=[anna])

    record = merge(ana, anna, by=person("director"))

    assert set(Conversation.objects.one_to_ones()) == {both, alone}
    assert [each.member for each in both.participants.filter(member__merged_into=None)] == [ana]
    unmerge(record, by=person("director"))
    assert list(Conversation.objects.one_to_ones()) == [alone]
    assert alone.participants.get().member == anna


@pytest.fixture
def note(talk):
    return talk(read_by="author")


def stands(note) -> bool:
    return bool(Conversation.objects.values_list("sealed", flat=True).get(pk=note.pk))


def test_notes_of_who_left_wait_a_month_and_are_gone_then(north, person, note):
    user = person("organizer").user_id
    for handle in registry.on_leave:
        handle(north, user)
    leaving.clear()
    assert stands(note)

    Conversation.objects.update(words_go_at=timezone.now() - timedelta(hours=1))
    leaving.clear()

    kept = Conversation.objects.get(pk=note.pk)
    assert (kept.sealed, kept.words_went_at is not None, kept.participants.count()) == ("", True, 1)


def test_who_comes_back_in_time_finds_their_notes(north, person, note):
    pk = person("organizer").user_id
    with on_public_side():
        user = User.objects.get(pk=pk)
    leaving.left(north, user.pk)

    for handle in registry.on_join:
        handle(north, user, [Role.ORGANIZER])

    leaving.clear()
    assert (stands(note), Conversation.objects.get().words_go_at) == (True, None)


@pytest.mark.parametrize(("days", "told"), [(14, True), (15, False), (None, False)])
def test_who_leaves_soon_is_told_what_goes(north, person, reader, note, days, told):
    ends_on = north.today() + timedelta(days=days) if days else None
    pk = person("organizer").user_id
    with on_public_side():
        Membership.objects.filter(user_id=pk).update(ends_on=ends_on)

    lines = [line.title for line in what_needs(reader("organizer"))]

    assert ["only you can read goes" in line for line in lines].count(True) == told
    assert what_needs(reader("director")) == []


def test_what_was_taken_back_is_gone_for_good_after_a_month(person, talk):
    made = talk(said_yes=[Promise("host")])
    take_back(made, by=person("organizer"))
    leaving.clear()
    assert Conversation.objects.exists()

    Conversation.objects.update(removed_at=timezone.now() - timedelta(days=31))
    leaving.clear()

    assert not Conversation.objects.exists()
    assert not Commitment.objects.exists()


def test_notes_are_closed_anew_after_a_new_key(note, settings):
    before = Conversation.objects.get().sealed
    old = settings.MFA_KEYS
    settings.MFA_KEYS = ["a new key", *old]

    assert resealing.reseal() == 1
    settings.MFA_KEYS = ["a new key"]

    after = Conversation.objects.get().sealed
    assert after.startswith(MARK)
    assert (after == before, unseal(after)) == (False, "The boiler broke again.")


def test_erased_somebody_is_named_by_no_theme_and_no_question(someone):
    first, second = (Theme.objects.create(name=name) for name in ("Rosa Delgado", "Rosa Delgado’s"))
    Theme.objects.create(name="Rent")
    of = PromptSet.objects.create(name="For Rosa Delgado")
    asked = Prompt.objects.create(of=of, text="Do you know Rosa Delgado?")

    erasing.empty(someone("Rosa Delgado"))

    for each in (first, second, of, asked):
        each.refresh_from_db()
    assert (of.name, asked.text) == ("For …", "Do you know …?")
    assert (first.name, first.folded, second.name) == ("…", "…", "…’s")
    assert Theme.objects.filter(name="Rent").exists()


def test_list_is_sorted_by_the_last_talk_as_often_as_somebody_asks(sign_in, world):
    """A query changes a subquery that it is given: one made for all of them served the first alone."""
    client, got = sign_in("director"), []
    for sort in ("one-to-one", "-one-to-one", "one-to-one", "-one-to-one"):
        text = client.get(f"/o/north/people/?sort={sort}&columns=one-to-one").text
        got.append(text.index("Ana Ito") < text.index("Dee Cole"))
    assert got == [True] * 4
