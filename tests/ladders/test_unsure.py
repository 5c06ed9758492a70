"""Not sure yet: who, why, when to look again; what is due comes first and is told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations.needs import rounds, told_by_number
from conversations.needs_of_places import LOOK_AGAIN
from conversations.reader import Reader
from ladders import history
from ladders.models import Assessment, Calibration, CalibrationAssessor, Ladder
from members.archiving.actions import archive
from organizations.models import Role
from organizations.people import change_roles
from tests.organizations.conftest import membership, user

URL = "/o/north/ladder/unsure/"


@pytest.fixture
def unsure(people, said, ladder, north, person):
    """`unsure(-3)`: someone of the organizer's, to be looked at again three days ago."""

    def make(days, **fields):
        by = person("organizer")
        member = people(**({"organizer": by} | fields))[0]
        day = north.today() + timedelta(days=days) if days is not None else None
        said(member, "unsure", "2026-01-05", review_on=day, evidence=f"Met once, {days}", assessed_by=by)
        history.follow(member, ladder)
        return member

    return make


def shown(client, which):
    return [str(each.member) for each in client.get(URL).context[which]]


def test_those_due_come_first_the_longest_due_at_the_top(sign_in, unsure):
    later, today, long_due, no_day = unsure(20), unsure(0), unsure(-30), unsure(None)
    client = sign_in("director")

    assert shown(client, "due") == [str(no_day), str(long_due), str(today)]
    assert shown(client, "later") == [str(later)]
    page = client.get(URL).text
    assert "Met once, -30" in page
    assert reverse("ladders:assess", args=["north", Ladder.objects.get().pk, later.pk]) in page


def test_only_those_one_may_see_and_who_count_are_there(sign_in, unsure, person):
    mine = unsure(-1)
    unsure(-1, organizer=person("director"))
    unsure(-1, status="staff")
    archive(unsure(-1), by=person("director"))

    assert shown(sign_in("organizer"), "due") == [str(mine)]


def test_who_reads_of_all_is_led_to_assess_only_their_own(sign_in, unsure, person):
    mine, other = unsure(-1), unsure(-1, organizer=person("director"))
    change_roles(membership("organizer"), roles=[Role.ORGANIZER, Role.DATA_LEAD], by=user("owner"))

    rows = sign_in("organizer").get(URL).context["due"]

    assert {each.member: each.may_assess for each in rows} == {mine: True, other: False}


def test_a_data_lead_reads_it_and_is_not_led_to_assess(sign_in, unsure):
    unsure(-1)

    page = sign_in("data_lead").get(URL).text

    assert "Met once, -1" in page
    assert "/assess/" not in page


def test_a_level_takes_them_off_the_list(sign_in, unsure, said, ladder):
    member = unsure(-1)
    said(member, 2, "2026-02-01")
    history.follow(member, ladder)

    page = sign_in("director").get(URL)

    assert page.context["due"] == []
    assert "Nobody is open" in page.text


def test_another_ladder_has_a_list_of_its_own_and_an_unknown_one_leads_back(sign_in, unsure, north):
    unsure(-1)
    other = Ladder.objects.create(name="Speakers")
    client = sign_in("director")

    assert client.get(URL, {"ladder": other.pk}).context["due"] == []
    assert client.get(URL, {"ladder": "gone"}).status_code == 302


def test_the_door_on_the_ladder_page_counts_those_who_are_due(sign_in, unsure, person):
    unsure(-1)
    unsure(5)
    unsure(-1, organizer=person("director"))

    doors = {
        role: {each.url: each.waiting for each in sign_in(role).get("/o/north/ladder/").context["doors"]}
        for role in ("director", "organizer")
    }

    assert {role: waiting[URL] for role, waiting in doors.items()} == {"director": 2, "organizer": 1}


def needs(north, member, *roles):
    return [(line.title, line.n) for line in told_by_number(Reader(north, member, roles), [LOOK_AGAIN])]


def test_the_bell_tells_who_said_so_who_organizes_them_and_directors_of_those_without(north, person, unsure):
    unsure(-1)
    unsure(3)
    unsure(-2, organizer=None)
    organizer, director = person("organizer"), person("director")

    assert needs(north, organizer, Role.ORGANIZER) == [("It is time to look at 1 person again.", 1)]
    assert needs(north, director, Role.DIRECTOR) == [("It is time to look at 1 person again.", 1)]
    assert needs(north, person("viewer"), Role.VIEWER) == []


def test_who_is_open_on_two_ladders_is_one_person_and_the_bell_leads_to_the_ladder_it_is_about(
    north, person, unsure, said, ladder
):
    other, member, director = Ladder.objects.create(name="Speakers"), unsure(-1, organizer=None), person("director")
    said(member, "unsure", "2026-01-05", assessed_by=director)
    Assessment.objects.filter(assessed_by=director).update(ladder=other)
    history.rebuild()
    reader = Reader(north, director, (Role.DIRECTOR,))

    assert [(line.n, line.url) for line in told_by_number(reader, [LOOK_AGAIN])] == [(1, URL)]
    Assessment.objects.filter(ladder=ladder).delete()
    history.rebuild()
    assert [(line.n, line.url) for line in told_by_number(reader, [LOOK_AGAIN])] == [(1, f"{URL}?ladder={other.pk}")]


def test_a_ladder_that_was_put_away_asks_for_nothing(north, person, unsure, ladder):
    unsure(-1, organizer=None)
    round_of = Calibration.objects.create(name="November", ladder=ladder)
    CalibrationAssessor.objects.create(calibration=round_of, assessor=person("director"))
    reader = Reader(north, person("director"), (Role.DIRECTOR,))
    assert len([*told_by_number(reader, [LOOK_AGAIN]), *rounds(reader)]) == 2

    Ladder.objects.filter(pk=ladder.pk).update(is_default=False, put_away_at=timezone.now())

    assert [*told_by_number(reader, [LOOK_AGAIN]), *rounds(reader)] == []


@pytest.mark.parametrize("n", [1, 3])
def test_statements_do_not_grow(sign_in, unsure, django_assert_num_queries, n):
    for _ in range(n):
        unsure(-1)
    client = sign_in("director")

    with django_assert_num_queries(7):
        client.get(URL)
