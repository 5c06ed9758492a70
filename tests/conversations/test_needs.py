"""What needs somebody: who is shown what, where it leads, and that the figures stay true."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations.needs import what_needs
from imports import actions as importing
from imports.models import ImportBatch, ImportRow
from ladders.actions import assess, confirm
from ladders.models import Ladder, Place, Proposal
from members.models import Member
from organizations.invitations import propose
from organizations.models import Membership, Role
from organizations.people import set_end
from stpnet.in_org import on_public_side
from tests.organizations.conftest import user
from tests.seeds import of


def titles(reader):
    return [line.title for line in what_needs(reader)]


@pytest.fixture
def ladder(north):
    ladder = Ladder.objects.get(is_default=True)
    ladder.needs_review = True
    ladder.save()
    return ladder


@pytest.fixture
def waits(north, ladder, person):
    """`waits("Ana", by="organizer")`: a new level of somebody that waits for a second person."""

    def make(name, *, by="organizer", organizer=None):
        member = Member.objects.create(given_name=name, family_name="North River", organizer=organizer)
        level = ladder.levels.first()
        return assess(
            member, ladder=ladder, place=Place.LEVEL, level=level, on=north.today(), evidence="Seen", by=person(by)
        )

    return make


def test_nothing_needs_anybody_in_an_empty_group(reader):
    assert [titles(reader(role)) for role in Role.values] == [[]] * 6


def test_a_waiting_level_needs_those_who_may_agree(reader, waits):
    waits("Ana")

    asked = {role: titles(reader(role)) for role in Role.values}
    sentence = ["Do you agree with where Ana North River stands?"]
    assert asked == {role: sentence if role in ("owner", "director") else [] for role in Role.values}


def test_nobody_is_asked_to_agree_with_themselves(reader, waits):
    waits("Ana", by="director")

    assert titles(reader("director")) == []
    assert len(titles(reader("owner"))) == 1


def test_an_organizer_is_asked_about_their_own_people_only(reader, waits, person):
    waits("Ana", by="director", organizer=person("organizer"))
    waits("Bea", by="director")

    assert titles(reader("organizer")) == ["Do you agree with where Ana North River stands?"]


def test_what_is_settled_needs_nobody(reader, waits, person):
    confirm(waits("Ana"), by=person("owner"))

    assert titles(reader("director")) == []


def test_many_are_five_and_a_number(reader, waits):
    for n in range(7):
        waits(f"Ana{n}")

    lines = what_needs(reader("owner"))
    assert (len(lines), lines[-1].title, sum(line.n for line in lines)) == (6, "2 more wait for a second person.", 7)


def test_in_a_mail_they_are_a_number_without_names(reader, waits):
    for name in ("Ana", "Bea"):
        waits(name)

    (line,) = what_needs(reader("owner", by_mail=True))
    assert (line.title, line.n) == ("2 new levels wait for a second person.", 2)
    assert line.url.startswith("http://")


def test_proposed_people_need_an_owner(reader):
    for name in ("ana", "bea"):
        propose(of("north"), address=f"{name}@example.org", roles=[Role.ORGANIZER], by=user("organizer"))
    propose(of("south"), address="cleo@example.org", roles=[Role.ORGANIZER], by=user("organizer", "south"))

    (line,) = what_needs(reader("owner"))
    assert (line.title, line.n) == ("2 people are proposed to come in.", 2)
    assert line.url == reverse("organizations:people", args=["north"])
    assert titles(reader("director")) == []


@pytest.mark.parametrize(("days", "said"), [(14, 1), (15, 0)], ids=["soon", "later"])
def test_ones_own_last_day_is_said_two_weeks_before(reader, north, days, said):
    with on_public_side():
        membership = Membership.objects.select_related("organization").get(
            user__email="organizer@north.example.org", organization=north
        )
    day = north.today() + timedelta(days=days)
    set_end(membership, ends_on=day, by=user("owner"))

    lines = what_needs(reader("organizer"))
    assert [line.title for line in lines] == [f"Your access here ends on {day:%B} {day.day}."] * said
    assert titles(reader("viewer")) == []


@pytest.fixture
def proposed(ladder, person):
    """Ana of the organizer's and Bea of nobody's, each proposed for the first level."""
    people = [Member.objects.create(given_name=name) for name in ("Ana", "Bea")]
    Member.objects.filter(pk=people[0].pk).update(organizer=person("organizer"))
    where = {"ladder": ladder, "place": Place.LEVEL, "level": ladder.levels.first(), "from_place": Place.OFF}
    return [Proposal.objects.create(member=each, reason="Came twice.", **where) for each in people]


@pytest.mark.usefixtures("proposed")
def test_what_rules_propose_is_one_line_for_who_decides(reader):
    asked = {role: what_needs(reader(role)) for role in Role.values}

    said = {role: [(line.title, line.url) for line in lines] for role, lines in asked.items() if lines}
    one = ("A rule proposes another place for 1 person.", "/o/north/ladder/proposals/")
    # Somebody's people are that organizer's to be asked about; nobody's are asked of who sees everyone.
    assert said == {role: [one] for role in ("owner", "director", "organizer")}


def test_what_was_decided_or_stands_on_a_ladder_put_away_asks_nobody(reader, proposed, ladder):
    proposed[0].state, proposed[0].because, proposed[0].decided_at = "closed", "merged", timezone.now()
    proposed[0].save()
    other = Ladder.objects.create(name="Safety", put_away_at=timezone.now())
    Proposal.objects.filter(pk=proposed[1].pk).update(ladder=other)

    assert [titles(reader(role)) for role in ("owner", "organizer")] == [[], []]


@pytest.fixture
def batch(person):
    return ImportBatch.objects.create(name="list.csv", started_by=person("data_lead"), status="done", finished_at=None)


def hold(batch, n):
    for number in range(2, 2 + n):
        ImportRow.objects.create(batch=batch, number=number, plan="held_back", fate="held_back")


def test_rows_held_back_need_those_who_bring_in_lists(reader, batch):
    hold(batch, 12)

    assert titles(reader("data_lead")) == ["12 rows of a list wait for your word."]
    assert titles(reader("owner")) == ["12 rows of a list wait for your word."]
    assert titles(reader("organizer")) == []


@pytest.mark.parametrize("status", ["to_match", "to_confirm"])
def test_ones_own_list_waits_for_its_next_step(reader, batch, status):
    ImportBatch.objects.update(status=status)

    assert len(titles(reader("data_lead"))) == 1
    assert titles(reader("owner")) == []


def test_a_cancelled_list_needs_nobody(reader, batch):
    hold(batch, 1)
    ImportBatch.objects.update(status="to_match")
    importing.cancel(ImportBatch.objects.get(), by=None)

    assert titles(reader("data_lead")) == []


def test_it_takes_as_many_statements_for_many(reader, waits, batch, django_assert_num_queries):
    owner = reader("owner")
    waits("Ana")
    hold(batch, 1)
    # what is told by its number, agreement, rounds, one's own last day and proposals, lists
    with django_assert_num_queries(5):
        what_needs(owner)
    for n in range(6):
        waits(f"Bea{n}")
    hold(ImportBatch.objects.create(name="b.csv", status="done"), 3)
    with django_assert_num_queries(5):
        assert sum(line.n for line in what_needs(owner)) == 9
