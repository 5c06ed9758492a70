"""Who is found to be here twice, who is not, and how a look over everyone goes on."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now

from members.duplicates import finding, reasons
from members.duplicates.verdicts import say_different
from members.merging.actions import merge
from members.models import ContactPoint, DuplicateGroup, DuplicateRun, ExternalId, Field, FieldValue, Member
from stpnet.in_org import on_public_side
from tests.members.duplicates.conftest import someone


def found() -> list[set[object]]:
    _people, _found, groups, _shared = finding.find()
    return [set(group.members) for group in groups]


def keys(people: list[Member]) -> set[object]:
    return {member.pk for member in people}


def test_one_person_on_two_lists_is_found_with_the_reason(twice):
    _people, _found, groups, _shared = finding.find()

    assert [set(group.members) for group in groups] == [keys(twice)]
    assert groups[0].score > 0.9
    assert reasons.sentence(groups[0].evidence) == "same phone, same address, similar name"


def test_household_is_shown_and_never_proposed(household):
    _people, _found, groups, shared = finding.find()

    assert groups == []
    assert [set(group.members) for group in shared] == [keys(household)]


def test_phone_alone_proposes_nobody(listed):
    pair = [someone("", "", "+15035550111"), someone("Ximena", "Quill", "+15035550111")]

    assert found() == []
    assert keys(pair) in [set(group.members) for group in finding.find()[3]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Roberta", "Quillfeather"), ("Bobbie", "Quillfeather")),
        (("Zoran", "Quillfeather"), ("Quillfeather", "Zoran")),
        (("Ximena", "Quillfeather"), ("X", "Quillfeather")),
        (("Léa", "Quillfêather"), ("lea", "Quillfeather")),
    ],
    ids=["nickname", "swapped", "initial", "accents"],
)
def test_one_name_written_in_two_ways(listed, one: tuple[str, str], other: tuple[str, str]):
    pair = [someone(*name, "+15035550111") for name in (one, other)]

    assert found() == [keys(pair)]


def test_birth_date_in_a_field_of_our_own_takes_part(listed):
    born = Field.objects.create(name="Born", folded="born", kind="date")
    pair = [someone("Ximena", "Quill"), someone("Xmena", "Quill")]
    for member in (*pair, someone("Ximena", "Other")):
        FieldValue.objects.create(member=member, field=born, value="1961-02-03" if member in pair else "1999-11-30")
    for n, member in enumerate(Member.objects.exclude(pk__in=keys(pair)).exclude(family_name="Other")[:80]):
        FieldValue.objects.create(member=member, field=born, value=f"19{n + 10}-0{n % 9 + 1}-1{n % 10}")

    _people, _found, groups, _shared = finding.find()
    assert [set(group.members) for group in groups] == [keys(pair)]
    assert "same born" in reasons.sentence(groups[0].evidence)


def test_said_to_be_different_is_not_proposed_again(twice):
    say_different(twice, by=None)

    assert found() == []


def test_what_was_said_of_one_put_away_holds_for_who_stands_for_them(twice):
    third = someone("Dolores", "Ankrah", "+15035550142", "12 Alder Lane, Salem, 97301")
    say_different([twice[0], third], by=None)
    merge(twice[1], twice[0], by=None)

    assert found() == []


def test_two_who_sign_in_are_not_proposed(person, listed):
    for role in ("director", "organizer"):
        member = person(role)
        Member.objects.filter(pk=member.pk).update(given_name="Ximena", family_name="Quill")
        ContactPoint.objects.create(member=member, kind="email", value="x@example.org", normal="x@example.org")

    assert found() == []


def test_guests_archived_and_merged_are_left_out(twice):
    Member.objects.filter(pk=twice[0].pk).update(archived_at=Now())

    assert found() == []


@pytest.mark.parametrize("n", [0, 1, 2])
def test_hardly_anyone(north, n: int):
    Member.objects.people().update(archived_at=Now())
    for _each in range(n):
        someone("Ana", "Cruz", "+15035550101")

    assert len(found()) == (n == 2)


def test_run_keeps_what_it_found(looked, twice, household):
    same = DuplicateGroup.objects.get(kind="same")
    shared = DuplicateGroup.objects.get(kind="shared")

    assert (looked.status, looked.n_steps, looked.n_people) == ("done", 3, Member.objects.people().count())
    assert {entry.member_id for entry in same.entries.all()} == keys(twice)
    assert {entry.member_id for entry in shared.entries.all()} == keys(household)
    assert all(block[2] <= looked.n_people for block in looked.blocks)

    finding.work(looked.pk)  # a late message
    assert DuplicateGroup.objects.get(kind="same") == same


def test_only_one_looks_at_a_time(north):
    run = finding.ask(by=None)

    assert finding.ask(by=None) == run


def test_run_of_a_dead_worker_is_given_to_another_and_then_up(north):
    run = finding.ask(by=None)
    for _attempt in range(finding.MOST_ATTEMPTS):
        assert DuplicateRun.objects.claim(run.pk)
        DuplicateRun.objects.update(heartbeat_at=Now() - timedelta(hours=1))
        finding.sweep()

    run.refresh_from_db()
    assert run.status == DuplicateRun.Status.FAILED
    assert finding.ask(by=None) != run


def told(**options: object) -> str:
    out = StringIO()
    with on_public_side():
        call_command("find_duplicates", organization="north", stdout=out, **options)
    return out.getvalue()


def test_command_prints_one_object_and_changes_nothing(twice):
    ExternalId.objects.create(member=twice[0], system="van", value="77")

    groups = json.loads(told(json=True))["groups"]

    assert [{member["name"] for member in group["members"]} for group in groups] == [
        {"Dolores Ankrah", "Delores Ankrah"}
    ]
    assert {tuple(member["external_ids"]) for member in groups[0]["members"]} == {("77",), ()}
    assert set(groups[0]) == {"score", "reason", "members"}
    assert "1 groups" in told()
    assert not DuplicateRun.objects.exists()


def test_command_names_an_organization_that_is_not_there(db):
    with pytest.raises(CommandError, match="no organization"):
        call_command("find_duplicates", organization="nowhere")
