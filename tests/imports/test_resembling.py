"""Rows that share no id, phone or e-mail with anybody: whoever they likely are is asked of a person, by the weight of evidence."""

import random

import pytest
from django.db.models.functions import Now
from django.test import Client

from imports import actions, resembling
from imports.cleanup.looking import look_again
from imports.models import ImportBatch
from members.models import DifferentPeople, Field, Member
from organizations.models import Organization
from tests.conftest import SignIn
from tests.imports.conftest import Bring, apply, fates, plan, receive, row, url
from tests.imports.undoing import differing, everything, take_back

HEADINGS = "first name,last name,street,postal code,e-mail,employer\n"
HERE = HEADINGS + "Deshawn,Pruitt,12 Alder Way,97202,,Mill\nNadia,Rossi,4 Birch Lane,97205,nadia@example.org,\n"
# No phone and no e-mail of theirs: a slip in the name, the same street.
SAYS = HEADINGS + "Deshaun,Pruitt,12 Alder Way,97202,dp@example.org,Port\nOmar,Haddad,9 Cedar Court,97211,,\n"
GIVEN = ("Amara", "Bela", "Carmen", "Dov", "Elif", "Fatou", "Goran", "Hiro", "Ines", "Jonas", "Kofi", "Lena", "Musa")
FAMILY = ("Abara", "Brandt", "Cissé", "Dimas", "Eklund", "Farouk", "Grant", "Horvat", "Ibarra", "Jansen", "Kovac")
STREETS = ("Alder Way", "Birch Lane", "Cedar Court", "Dogwood Street", "Elm Avenue", "Fir Place", "Grove Road")


@pytest.fixture
def client(north: Organization, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def asked(bring: Bring) -> ImportBatch:
    """A row that is likely somebody here, and one that is nobody."""
    bring(HERE)
    return plan(receive(SAYS))


def say(client: Client, batch: ImportBatch, said: str, number: int = 2, **ways: str):
    data = {"said": said} | {f"way-{key}": way for key, way in ways.items()}
    return client.post(url("pair", batch.pk, number), data)


def come_in(batch: ImportBatch) -> ImportBatch:
    batch.refresh_from_db()
    return apply(batch)


def test_whoever_is_likely_waits_with_the_reason_in_words(client: Client, asked: ImportBatch):
    page = client.get(url("pair", asked.pk, 2))

    assert fates(asked, "plan") == ["held_back", "created"]
    assert row(asked, 2).candidate == Member.objects.get(given_name="Deshawn")
    assert row(asked, 2).reason.endswith("the same person: same address, similar name.")
    assert row(asked, 2).reason in page.text
    assert "12 Alder Way" not in str(row(asked, 2).likely)


def test_the_same_person_is_one_and_all_goes_back(client: Client, asked: ImportBatch):
    before = everything()
    say(client, asked, "same", name="keep", employer="replace")
    batch = come_in(asked)

    one = Member.objects.get(family_name="Pruitt")
    assert fates(batch) == ["updated", "created"]
    assert (one.given_name, one.employer) == ("Deshawn", "Port")
    assert differing(before, everything()) != {}
    take_back(batch)
    assert differing(before, everything()) == {}


def test_whoever_is_someone_else_is_not_asked_about_again(client: Client, asked: ImportBatch):
    say(client, asked, "new")
    batch = come_in(asked)

    assert fates(batch) == ["created", "created"]
    assert DifferentPeople.objects.count() == 1
    assert fates(plan(receive(SAYS)), "plan")[0] == "unchanged"


def test_without_a_word_the_row_waits_and_is_asked_afterwards(client: Client, asked: ImportBatch):
    batch = come_in(asked)

    assert fates(batch) == ["held_back", "created"]
    assert row(batch, 2).candidate == Member.objects.get(given_name="Deshawn")
    say(client, batch, "same")
    batch.refresh_from_db()
    assert fates(actions.work_now(batch)) == ["updated", "created"]


def test_a_row_comes_in_when_whom_it_resembled_is_gone(asked: ImportBatch):
    Member.objects.get(given_name="Deshawn").delete()

    assert fates(come_in(asked)) == ["created", "created"]


@pytest.mark.parametrize("gone", ["deleted", "archived"])
def test_whoever_is_gone_is_not_the_next_one_asked_about(client: Client, asked: ImportBatch, gone: str):
    likely, first = Member.objects.get(given_name="Deshawn"), Member.objects.get(given_name="Nadia")
    # Asked about somebody else first: the one it is likely to be has left meanwhile.
    asked.rows.filter(number=2).update(candidate=first)
    people = Member.objects.filter(pk=likely.pk)
    people.delete() if gone == "deleted" else people.update(archived_at=Now(), archived_because="left")
    answer = say(client, asked, "new")

    assert (answer.status_code, row(asked, 2).decision) == (303, "new")
    assert resembling.of(row(asked, 2)) == []
    assert resembling.of_rows(asked.rows.filter(likely__isnull=False)) == {2: []}


def test_cell_is_corrected_when_whom_its_row_resembled_is_gone(client: Client, asked: ImportBatch):
    Member.objects.filter(given_name="Deshawn").delete()

    assert look_again(asked, [2])
    assert (row(asked, 2).plan, row(asked, 2).candidate) == ("created", None)


def test_equal_names_alone_are_never_taken_for_one(bring: Bring):
    bring(HERE)
    batch = apply(plan(receive("first name,last name,employer\nDeshawn,Pruitt,Port\n")))

    assert fates(batch)[0] in ("created", "held_back")
    assert Member.objects.get(employer="Mill").given_name == "Deshawn"


def test_the_same_choice_speaks_for_one_and_not_against_it(bring: Bring):
    here, says = HERE.replace("employer", "Site"), SAYS.replace("employer", "Site").replace("Port", "MILL")
    bring(here, {"Site": "newfield:one_of"})
    batch = plan(receive(says), {"Site": f"field:{Field.objects.get().pk}"})

    assert fates(batch, "plan")[0] == "held_back"
    assert "same site" in row(batch, 2).reason


def test_a_household_at_one_address_is_not_asked_about(bring: Bring):
    bring(HERE)
    batch = plan(receive(HEADINGS + "Tanya,Pruitt,12 Alder Way,97202,,\n"))

    assert fates(batch, "plan") == ["created"]


def test_rows_of_the_list_are_weighed_against_each_other(client: Client, north: Organization):
    batch = plan(receive(SAYS + "Deshawn,Pruitt,12 Alder Way,97202,,\nOmar,Haddad,9 Cedar Ct,97211,,Mill\n"))
    assert fates(batch, "plan") == ["created", "created", "held_back", "held_back"]

    say(client, batch, "same", 4)
    say(client, batch, "new", 5)
    batch = come_in(batch)

    assert fates(batch) == ["created", "created", "unchanged", "created"]
    assert row(batch, 4).member == row(batch, 2).member
    assert Member.objects.filter(given_name="Omar").count() == 2


def test_what_is_one_with_a_row_that_waits_is_asked_about_too(bring: Bring):
    bring(HERE)
    batch = plan(receive(SAYS + "Deshaun,Pruitt,,,dp@example.org,\n"))

    assert fates(batch, "plan") == ["held_back", "created", "held_back"]


def test_the_next_likely_one_is_asked_about_then(client: Client, bring: Bring):
    others = "".join(f"{','.join(person(n))},,\n" for n in range(60))
    bring(HERE + "Deshawne,Pruitt,12 Alder Way,97202,,\n" + others, holds_back=False)
    batch = plan(receive(SAYS))
    first = row(batch, 2).candidate
    say(client, batch, "new")

    asked = row(batch, 2)
    assert (asked.decision, asked.plan) == ("", "held_back")
    assert asked.candidate.family_name == "Pruitt"
    assert asked.candidate != first
    say(client, batch, "new")
    assert fates(come_in(batch)) == ["created", "created"]


def test_a_command_holds_nobody_back(bring: Bring):
    bring(HERE)

    assert fates(bring(SAYS, holds_back=False)) == ["created", "created"]


def test_nobody_is_looked_for_where_all_are_known(bring: Bring):
    bring(HERE)
    batch = plan(receive("e-mail\nnadia@example.org\n"))

    assert resembling.find(batch, lambda: None) == {}


def person(n: int) -> tuple[str, str, str, str]:
    """Make one of many people: no two have the same name and street."""
    return (
        GIVEN[n % len(GIVEN)],
        FAMILY[n // len(GIVEN) % len(FAMILY)],
        f"{n * 7 % 90 + 1} {STREETS[n * 3 % len(STREETS)]}",
        f"97{200 + n % 40}",
    )


def slipped(text: str, chance: random.Random) -> str:
    """Leave out a letter, or write one twice."""
    at = chance.randrange(1, len(text))
    return text[:at] + (text[at:] if chance.random() < 0.5 else text[at - 1 :]) if chance.random() < 0.7 else text


def test_of_made_up_doubles_nearly_all_are_offered_and_hardly_anybody_else(bring: Bring):
    chance, here = random.Random(4), [person(n) for n in range(100)]
    bring("first,last,street,zip\n" + "".join(f"{','.join(one)}\n" for one in here))
    doubles = [(slipped(given, chance), *rest) for given, *rest in here[::2]]
    strangers = [person(n) for n in range(100, 140)]
    batch = plan(receive("first,last,street,zip\n" + "".join(f"{','.join(one)}\n" for one in doubles + strangers)))

    planned, asked = fates(batch, "plan"), batch.rows.filter(number__lt=52).exclude(candidate=None)
    right = [
        row for row in asked if (row.candidate.given_name, row.candidate.family_name) == here[(row.number - 2) * 2][:2]
    ]
    assert planned[:50].count("held_back") >= 45
    assert len(right) >= 45
    assert planned[50:].count("held_back") <= 4
