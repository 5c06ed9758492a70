"""At the door: once from however many phones, undone as quickly, and somebody new."""

import pytest

from activities import actions, door
from activities.models import Participation
from audit.models import AuditEvent
from members.models import ContactPoint, Member
from stpnet.in_org import in_org
from tests.activities.conftest import days, planned, said, stands, url
from tests.committed import in_threads


def test_check_in_stands_once_and_the_second_phone_hears_it(person, today, meeting, ana):
    by, other = person("organizer"), person("director")
    first = door.check_in(meeting, ana, today=today, by=by)
    second = door.check_in(meeting, ana, today=today, by=other)
    assert (first.now, first.is_first, second.now) == (True, True, False)
    assert second.row.checked_in_by == by
    assert AuditEvent.objects.filter(action="activity.check_in", object_id=meeting.pk).count() == 1


def test_undo_leaves_what_was_answered_and_nothing_of_who_was_not_asked(person, today, meeting, ana, ben):
    by = person("organizer")
    Participation.objects.create(activity=meeting, member=ana, answer="yes")
    rows = [door.check_in(meeting, each, today=today, by=by).row for each in (ana, ben)]
    assert [door.undo(row, by=by) for row in rows] == [True, True]
    assert stands(meeting) == [("Ana", "yes", "")]
    assert not door.undo(rows[0], by=by)


def test_nobody_is_checked_in_to_what_is_cancelled_or_to_come(person, today, meeting, ana):
    by = person("organizer")
    with pytest.raises(actions.Refused, match="day to come"):
        door.check_in(planned(today + days(1)), ana, today=today, by=by)
    actions.cancel(meeting, because="", by=by)
    meeting.refresh_from_db()
    with pytest.raises(actions.Refused, match="It was cancelled"):
        door.check_in(meeting, ana, today=today, by=by)
    point = ContactPoint(kind="email", value="new@example.org", normal="new@example.org")
    with pytest.raises(actions.Refused):
        door.walk_in(meeting, name="Zoe", point=point, organizer=None, today=today, by=by)
    assert not Member.objects.filter(given_name="Zoe").exists()


def test_door_finds_checks_in_and_undoes(sign_in, meeting, ana, ben):
    client = sign_in("organizer")
    Participation.objects.create(activity=meeting, member=ben, answer="yes")
    page = client.get(url("door", meeting)).text
    assert "Expected, not here yet" in page
    found = client.post(url("door", meeting), {"words": "ana"})
    assert "Ana Ito" in found.text

    said = client.post(url("here", meeting), {"member": ana.pk}, follow=True)
    assert "Ana Ito is here. It is the first time." in said.text
    assert ">1</b>" in client.get(url("count", meeting)).text
    row = meeting.people.get(member=ana)
    again = client.post(url("here", meeting), {"member": ana.pk}, follow=True)
    assert "was checked in already" in again.text
    assert "not checked in any more" in client.post(url("undo", meeting, row), follow=True).text
    assert "nothing to undo" in client.post(url("undo", meeting, row), follow=True).text
    assert stands(meeting) == [("Ben", "yes", "")]


def test_tap_swaps_the_door_and_keeps_the_words_out_of_addresses(sign_in, meeting, ana):
    client = sign_in("organizer")
    as_htmx = {"HX-Request": "true", "HX-Target": "door"}
    part = client.post(url("here", meeting), {"member": ana.pk, "words": "ana"}, headers=as_htmx)
    assert part.text.lstrip().startswith('<div id="door"')
    assert "Ana Ito is here." in " ".join(part.text.split())
    found = client.post(url("door_find", meeting), {"words": "ana"}, headers=as_htmx)
    assert ("Ana Ito" in found.text, "?" in url("door_find", meeting)) == (True, False)
    assert "Look again." in client.post(url("here", meeting), {"member": "x"}, follow=True).text


def test_somebody_new_comes_with_a_name_and_one_way_to_reach_them(sign_in, person, meeting):
    client = sign_in("organizer")
    assert 'value="Zoe"' in client.post(url("new", meeting), {"words": "Zoe"}).text
    for wrong in ({"name": "", "reach": "zoe@example.org"}, {"name": "Zoe", "reach": "12"}, {"name": "1", "reach": ""}):
        assert client.post(url("new", meeting), wrong).status_code == 422

    page = client.post(url("new", meeting), {"name": "Zoe  Abara", "reach": "503 555 0142"}, follow=True)

    assert "Zoe Abara is here. It is the first time." in page.text
    zoe = Member.objects.get(given_name="Zoe")
    assert (zoe.family_name, zoe.organizer, zoe.contact_points.get().normal) == (
        "Abara", person("organizer"), "+15035550142",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "reach"), [("Anna", "ana@example.org"), ("ana", "other@example.org")])
def test_who_may_be_here_already_is_shown_first(sign_in, meeting, ana, name, reach):
    ContactPoint.objects.create(member=ana, kind="email", value="ana@example.org", normal="ana@example.org")
    client = sign_in("director")
    given = {"name": name, "reach": reach}
    asked = client.post(url("new", meeting), given)
    assert (asked.status_code, "Is it one of these?" in asked.text) == (422, True)
    assert str(ana.pk) in asked.text
    client.post(url("new", meeting), {**given, "sure": "1"})
    assert Member.objects.filter(given_name=name).count() == 1
    assert meeting.people.exclude(member=ana).count() == 1


def test_two_phones_at_the_same_moment_check_in_once(east):
    """Real connections: the rule of the table lets the second wait for the first."""
    today = east.today()

    def tap():
        with in_org(east):
            return door.check_in(meeting, ana, today=today, by=by).now

    with in_org(east):
        by, ana = (Member.objects.create(given_name=name) for name in ("By", "Ana"))
        meeting = actions.make(said=said(on=today), today=today, by=by)
        assert sorted(in_threads(tap, tap, tap)) == [False, False, True]
        assert meeting.people.count() == 1
