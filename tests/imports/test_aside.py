"""What is kept aside: counted, told, dropped and kept after all, forgotten, and handed to a room that comes."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from imports import aside, people_named, registry, resealing, sweeping
from imports.cleanup import counts
from imports.models import KEEP, ImportBatch, KeptAside
from imports.registry import Aside, Room
from members.models import Member, Relationship, RemovedContact
from members.relationships import actions as relationships
from members.relationships.words import BY_KEY
from organizations import sealing
from organizations.models import Organization
from tests.conftest import PersonOf, SignIn
from tests.imports.conftest import Bring, bring_in, plan, receive, url
from tests.imports.undoing import take_back
from tests.seeds import of

LIST = (
    "name,phone,3/14/2026,3/21/2026,Team,last 1:1\n"
    "Maria Lopez,503-555-0101,x,x,Repairs,2026-03-02\n"
    "Omar Haddad,503-555-0102,,y,,\n"
)


@pytest.fixture
def client(north: Organization, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def batch(north: Organization) -> ImportBatch:
    return bring_in(LIST, date_order="mdy", name="Meetings.csv")


def told(kept: Sequence[aside.Kept]) -> dict[str, int]:
    return {each.key: each.n_people for each in kept}


def test_it_is_counted_and_told(client: Client, batch: ImportBatch):
    assert told(aside.of(batch)) == {"attendance": 2, "team": 1, "talk": 1}

    page = client.get(url("detail", batch.pk)).text
    assert "Kept aside, closed:" in page
    assert "Who came to which meeting (2 people)" in page
    until = timezone.localtime((batch.finished_at or timezone.now()) + KEEP, of("north").zone)
    assert f"Kept until {until:%b} {until.day}" in client.get(url("aside")).text


def test_one_thing_is_dropped_and_kept_after_all(client: Client, batch: ImportBatch):
    page = client.post(url("aside_drop", batch.pk), {"what": "attendance"}, follow=True)
    assert "2 rows are no longer kept." in page.text
    assert told(aside.of(batch)) == {"team": 1, "talk": 1}

    client.post(f"{url('aside_keep', batch.pk)}?what=attendance")
    assert told(aside.of(batch)) == {"attendance": 2, "team": 1, "talk": 1}

    for asked in ({}, {"what": "attendence"}):
        assert "Nothing was dropped" in client.post(url("aside_drop", batch.pk), asked, follow=True).text
    client.post(url("aside_drop", batch.pk), {"what": "all"})
    KeptAside.objects.update(dropped_at=timezone.now() - timedelta(days=2))
    sweeping.sweep()
    assert KeptAside.objects.count() == 0


@pytest.mark.parametrize(("keeps", "left"), [(False, 0), (True, 4)], ids=["30 days", "until the room comes"])
def test_it_goes_with_the_rows_unless_it_was_to_wait_for_its_room(batch: ImportBatch, keeps: bool, left: int):
    ImportBatch.objects.update(finished_at=timezone.now() - KEEP - timedelta(hours=1), keeps_aside=keeps)

    sweeping.sweep()

    assert KeptAside.objects.count() == left


def test_nothing_is_kept_of_someone_who_is_erased(batch: ImportBatch):
    Member.objects.filter(given_name="Maria").update(
        given_name="", family_name="", preferred_name="", folded="", erased_at=timezone.now()
    )

    sweeping.sweep()

    assert set(KeptAside.objects.values_list("member__given_name", flat=True)) == {"Omar"}


def test_a_room_that_comes_is_offered_what_was_kept_and_takes_it_over(
    client: Client, batch: ImportBatch, monkeypatch: pytest.MonkeyPatch
):
    bring_in(LIST, date_order="mdy")  # the same said twice
    taken: list[Aside] = []

    def take(asides: Sequence[Aside], _by: Member) -> list[UUID]:
        taken.extend(asides)
        return [each.pk for each in asides]

    monkeypatch.setattr(registry, "rooms", [Room("Activities", frozenset({"attendance"}), take)])
    assert "Activities has come. 4 rows were kept for it." in client.get(url("aside")).text
    assert client.post(url("aside_hand_over"), {"room": "9" * 5000}).status_code == 303
    monkeypatch.setattr(aside, "CHUNK", 1)  # never cut inside one person
    client.post(url("aside_hand_over"), {"room": "0"})

    people = dict(Member.objects.values_list("pk", "given_name"))
    assert sorted((people[each.member], [cell["on"] for cell in each.told]) for each in taken) == [
        ("Maria", ["2026-03-14", "2026-03-21"]),
        ("Omar", ["2026-03-21"]),
    ]
    assert "attendance" not in KeptAside.objects.values_list("what", flat=True)
    assert KeptAside.objects.filter(what="team").count() == 2


def test_who_recruited_and_who_coaches_become_relationships(client: Client, north: Organization):
    Member.objects.create(given_name="Rosa", family_name="Reyes", preferred_name="Rosie")
    for _twice in range(2):
        Member.objects.create(given_name="Sam", family_name="Ito")
    bring_in(
        "name,phone,Recruited by,Coach\nMaria Lopez,503-555-0101,Rosie Reyes,Sam Ito\nOmar Haddad,503-555-0102,Maria Lopez,\n"
    )
    assert "Relationships has come. 3 rows were kept for it." in client.get(url("aside")).text

    client.post(url("aside_hand_over"), {"room": "0"})

    made = Relationship.objects.order_by("member__given_name").values_list("member__name", "kind", "other__name")
    assert list(made) == [
        ("Maria Lopez", "recruited_by", "Rosa Reyes"),
        ("Omar Haddad", "recruited_by", "Maria Lopez"),
    ]
    # Two people are called so: a person has to say which.
    assert list(KeptAside.objects.values_list("what", flat=True)) == ["coached_by"]


def test_handing_over_takes_the_same_statements_for_one_row_and_many(north: Organization, person: PersonOf):
    Member.objects.create(given_name="Rosa", family_name="Reyes")
    counts = []
    for n in (1, 5):
        rows = (f"Ana{n}{at} Cruz,503-555-01{n}{at},Rosa Reyes\n" for at in range(n))
        bring_in("name,phone,Recruited by\n" + "".join(rows))
        with CaptureQueriesContext(connection) as asked:
            assert aside.hand_over(people_named.ROOM, by=person("director")) == n
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert Relationship.objects.count() == 6


def test_what_was_handed_over_before_a_failure_stays_and_the_rest_can_follow(
    north: Organization, person: PersonOf, monkeypatch: pytest.MonkeyPatch
):
    Member.objects.create(given_name="Rosa", family_name="Reyes")
    bring_in("name,phone,Recruited by\n" + "".join(f"Ana{n} Cruz,503-555-010{n},Rosa Reyes\n" for n in range(3)))
    monkeypatch.setattr(aside, "CHUNK", 1)
    calls: list[int] = []

    def fails_second(asides: Collection[Aside], by: Member) -> Collection[UUID]:
        calls.append(len(asides))
        if len(calls) == 2:
            raise RuntimeError
        return people_named.ROOM.take(asides, by)

    with pytest.raises(RuntimeError):
        aside.hand_over(people_named.ROOM._replace(take=fails_second), by=person("director"))
    assert (Relationship.objects.count(), KeptAside.objects.count()) == (1, 2)
    assert aside.hand_over(people_named.ROOM, by=person("director")) == 2


@pytest.fixture
def related(bring: Bring, person: PersonOf) -> tuple[ImportBatch, Member, Member]:
    """A list that says of two people who recruited whom, which was handed over."""
    batch = bring("name,phone,Recruited by\nMaria Lopez,503-555-0101,Omar Haddad\nOmar Haddad,503-555-0102,\n")
    assert aside.hand_over(people_named.ROOM, by=person("director")) == 1
    return batch, Member.objects.get(given_name="Maria"), Member.objects.get(given_name="Omar")


def test_what_was_taken_off_or_said_by_the_list_itself_goes_with_it(related, person: PersonOf):
    batch, maria, _omar = related
    by, rosa = person("director"), Member.objects.create(given_name="Rosa")
    relationships.take_away(relationships.relate(maria, other=rosa, side=BY_KEY["friend"], by=by), by=by)
    RemovedContact.objects.create(member=maria, point=maria.pk, kind="phone", was={})

    take_back(batch)

    assert not Member.objects.filter(given_name__in=["Maria", "Omar"]).exists()
    assert not Relationship.objects.exists()


def test_a_relationship_that_somebody_wrote_down_keeps_both(related, person: PersonOf):
    batch, maria, omar = related
    relationships.relate(maria, other=omar, side=BY_KEY["friend"], by=person("director"))

    take_back(batch)

    kept = batch.kept.filter(why="used").exclude(member=None)
    assert set(kept.values_list("member", flat=True)) == {maria.pk, omar.pk}


def test_what_a_room_leaves_stays(batch: ImportBatch, person: PersonOf):
    room = Room("Teams", frozenset({"team"}), lambda _asides, _by: [])

    assert aside.hand_over(room, by=person("director")) == 0
    assert KeptAside.objects.filter(what="team").count() == 1


def test_rows_left_behind_come_back_with_what_they_said(client: Client):
    batch = plan(receive("name,phone,Team\n,,Repairs\nMaria Lopez,503-555-0101,Repairs\n"))

    answer = client.get(url("left_behind", batch.pk)).text

    assert "Repairs" in answer
    assert "sealed" not in answer
    assert sealing.is_sealed(batch.rows.get(number=2).cells["Team"])


def test_a_new_key_closes_all_of_it_anew(batch: ImportBatch, settings):
    old = settings.MFA_KEYS
    settings.MFA_KEYS = ["a new key", *old]
    assert resealing.reseal() == KeptAside.objects.count() + 2

    settings.MFA_KEYS = ["a new key"]
    assert all(sealing.unseal(sealed) for sealed in KeptAside.objects.values_list("sealed", flat=True))
    row = batch.rows.get(number=2)
    assert sealing.unseal(row.cells["Team"]) == "Repairs"
    assert sealing.unseal(row.clean["aside"]["team"])[0]["value"] == "Repairs"


def test_what_stood_open_in_rows_of_before_is_closed_at_night(north: Organization):
    batch = plan(receive("name,3/14/2026,phone\nMaria Lopez,mold?,12\n"), {"3/14/2026": "attendance"}, date_order="mdy")
    row = batch.rows.get()
    row.problems = [problem | {"value": sealing.unseal(problem["value"])} for problem in row.problems]
    row.save(update_fields=["problems"])

    sweeping.clear()

    row.refresh_from_db()
    told = {problem["column"]: problem["value"] for problem in row.problems}
    assert sealing.unseal(told["3/14/2026"]) == "mold?"
    assert (sealing.is_sealed(told["3/14/2026"]), told["phone"]) == (True, "12")
    assert resealing.close_left_open() == 0


def test_cells_closed_with_keys_that_are_gone_say_nothing(settings):
    closed = sealing.seal(["x"])
    settings.MFA_KEYS = ["another key"]

    assert sealing.unseal(closed) is None
    assert sealing.unseal("plain") == "plain"


def test_what_cannot_be_read_is_closed_too_and_still_asked_together(client: Client, settings):
    batch = plan(
        receive("name,3/14/2026\nMaria Lopez,mold?\nOmar Haddad,mold?\n"), {"3/14/2026": "attendance"}, date_order="mdy"
    )

    assert "mold" not in str(batch.rows.values_list("cells", "clean", "problems"))
    assert {(each.value, each.n) for each in counts.alike(batch)} == {("mold?", 2)}
    assert "mold?" in client.get(url("cells", batch.pk)).text
    said = {"row": "2", "at": "1", "do": "save", "value": "yes", "alike": "on"}
    client.post(url("fix", batch.pk), said)

    old = settings.MFA_KEYS
    settings.MFA_KEYS = ["a new key", *old]
    resealing.reseal()
    settings.MFA_KEYS = ["a new key"]
    assert [sealing.unseal(fix.value) for fix in batch.fixes.all()] == ["yes", "yes"]
    assert sealing.unseal(batch.rows.get(number=2).cells["3/14/2026"]) == "mold?"
