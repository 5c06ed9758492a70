"""Is this the same person? Asked before the list comes in, one pair at a time, and applied field by field."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imports import actions
from imports.models import ImportBatch
from members.models import ContactPoint, DifferentPeople, Member
from organizations.models import Organization
from tests.conftest import SignIn
from tests.imports.conftest import Bring, apply, fates, plan, receive, row, url

HERE = "first name,last name,phone,employer\nDeshawn,Pruitt,503-555-0129,Mill\n"
SAYS = "first name,last name,phone,e-mail,employer,tags\nDeshaun,Pruit,503-555-0129,dp@example.org,Port,drives\n"


@pytest.fixture
def client(north: Organization, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def asked(bring: Bring) -> ImportBatch:
    """A row with the phone of somebody here, whose name is spelled another way."""
    bring(HERE)
    return plan(receive(SAYS))


def say(client: Client, batch: ImportBatch, said: str, number: int = 2, **ways: str):
    data = {"said": said} | {f"way-{key}": way for key, way in ways.items()}
    return client.post(url("pair", batch.pk, number), data)


def come_in(batch: ImportBatch) -> ImportBatch:
    """Press the button, on the list as it stands."""
    batch.refresh_from_db()
    return apply(batch)


def test_both_are_shown_side_by_side_with_what_would_happen(client: Client, asked: ImportBatch):
    page = client.get(url("pair", asked.pk, 2))

    assert "1 of 1." in page.text
    assert "Same phone or e-mail, and a similar name." in page.text
    lines = {line.key: (line.here, line.listed, line.chosen) for line in page.context["pair"].lines}
    assert lines["name"] == (["Deshawn Pruitt"], ["Deshaun Pruit"], "keep")
    assert lines["phone"] == (["(503) 555-0129"], ["(503) 555-0129"], None)
    assert lines["email"] == ([], ["dp@example.org"], "replace")
    assert lines["employer"] == (["Mill"], ["Port"], "replace")


def test_the_same_person_gets_what_was_chosen_of_each_field(client: Client, asked: ImportBatch):
    answer = say(client, asked, "same", name="replace", employer="keep", email="keep", tags="replace")
    batch = come_in(asked)

    assert answer.status_code == 303
    assert fates(batch, "plan") == fates(batch) == ["updated"]
    one = Member.objects.get(employer="Mill")
    assert one.name == "Deshaun Pruit"
    assert list(one.contact_points.values_list("kind", flat=True)) == ["phone"]
    assert list(one.member_tags.values_list("tag__name", flat=True)) == ["drives"]
    assert row(batch, 2).changes == ["name", "tags"]


def test_two_different_people_are_never_asked_about_again(client: Client, asked: ImportBatch):
    say(client, asked, "new")
    batch = come_in(asked)

    new = row(batch, 2).member
    here = Member.objects.get(given_name="Deshawn")
    assert fates(batch) == ["created"]
    assert {*DifferentPeople.objects.values_list("low", "high")} == {(min(new.pk, here.pk), max(new.pk, here.pk))}
    assert DifferentPeople.objects.get().said_by.user_id is not None
    assert fates(plan(receive(SAYS)), "plan") == ["unchanged"]


def test_whoever_is_left_for_later_waits_while_others_come_in(client: Client, asked: ImportBatch):
    answer = say(client, asked, "later")
    batch = apply(asked)

    assert answer.url == url("pairs", asked.pk)
    assert fates(batch) == ["held_back"]
    assert say(client, batch, "same").status_code == 303
    batch.refresh_from_db()
    assert fates(actions.work_now(batch)) == ["updated"]


def test_a_word_outlives_another_look_at_the_columns(client: Client, asked: ImportBatch):
    say(client, asked, "same")

    batch = plan(asked, {"tags": None})

    assert fates(batch, "plan") == ["updated"]
    assert row(batch, 2).decision == "same"


def test_a_row_that_says_another_name_is_asked_about_anew(client: Client, asked: ImportBatch):
    say(client, asked, "same")

    batch = plan(asked, {"first name": None})

    assert (fates(batch, "plan"), row(batch, 2).decision) == (["held_back"], "")


def test_within_the_list_a_row_may_be_an_earlier_one(client: Client, north: Organization):
    batch = plan(receive("name,phone,employer\nJoanna Park,503-555-0101,\nJoana Park,503-555-0101,Mill\n"))
    assert fates(batch, "plan") == ["created", "held_back"]
    assert "In row 2" in client.get(url("pair", batch.pk, 3)).text

    say(client, batch, "same", 3, name="keep")
    batch = come_in(batch)

    assert fates(batch, "plan") == fates(batch) == ["created", "updated"]
    one = Member.objects.get(given_name="Joanna")
    assert (one.employer, row(batch, 3).member) == ("Mill", one)


def test_within_the_list_two_can_be_different(client: Client, north: Organization):
    batch = plan(receive("name,phone\nJoanna Park,503-555-0101\nJoana Park,503-555-0101\n"))

    say(client, batch, "new", 3)
    batch = come_in(batch)

    assert fates(batch, "plan") == fates(batch) == ["created", "created"]
    assert DifferentPeople.objects.count() == 1


def test_when_it_is_not_the_first_it_may_be_the_next(client: Client, bring: Bring):
    bring("name,phone\nDeshawn Pruitt,503-555-0129\n")
    bring("name,phone\nDashaun Pruitt,503-555-0130\n")
    batch = plan(receive("name,phone,other phone\nDeshaun Pruitt,503-555-0129,503-555-0130\n"))
    first = row(batch, 2).candidate

    answer = say(client, batch, "new")

    assert answer.url == url("pair", batch.pk, 2)
    assert row(batch, 2).candidate not in (None, first)
    say(client, batch, "new")
    assert fates(come_in(batch)) == ["created"]
    assert DifferentPeople.objects.count() == 2


def test_taking_the_place_of_a_phone_marks_it_and_keeps_the_no(client: Client, bring: Bring):
    bring("VAN ID,name,phone,Do not call\nV1,Ana Diaz,503-555-0101,yes\n")
    batch = plan(receive("name,phone,other phone\nAnna Dias,503-555-0101,503-555-0102\n"))

    say(client, batch, "same", phone="replace")
    come_in(batch)

    points = ContactPoint.objects.order_by("normal").values_list("normal", "standing", "may_call")
    assert list(points) == [("+15035550101", "good", "no"), ("+15035550102", "good", "")]


def test_no_word_is_asked_for_with_all_that_was_chosen(client: Client, asked: ImportBatch):
    answer = say(client, asked, "", name="replace")

    assert answer.status_code == 422
    assert "Say whether this is the same person" in answer.text
    assert next(line.chosen for line in answer.context["pair"].lines if line.key == "name") == "replace"


def test_a_choice_that_is_none_is_refused(client: Client, asked: ImportBatch):
    assert say(client, asked, "same", name="add").status_code == 422
    assert client.get(url("pair", asked.pk, 99)).status_code == 404


@pytest.mark.parametrize("name", ["pairs", "pair"])
def test_statements_do_not_grow_with_pairs(client: Client, bring: Bring, name: str):
    bring("name,phone\n" + "".join(f"Deshawn Pruitt{n},503-555-01{n:02}\n" for n in range(1, 4)))
    found = []
    for n in (1, 3):
        batch = plan(receive("name,phone\n" + "".join(f"Deshaun Pruit{n},503-555-01{n:02}\n" for n in range(1, n + 1))))
        with CaptureQueriesContext(connection) as caught:
            page = client.get(url(name, batch.pk, *([2] if name == "pair" else [])))
        assert page.status_code == 200
        found.append(sum(not each["sql"].startswith(("SET", "SAVEPOINT", "RELEASE")) for each in caught))

    assert found[0] == found[1] <= 12
