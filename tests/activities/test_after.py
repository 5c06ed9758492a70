"""Afterwards: who came and what they did, who is new, who came again, and who gets in touch."""

import pytest

from activities import actions, afterwards, door, queries, registry
from activities.models import Participation
from members.models import Belonging, Member, StaffScope, Unit, UnitKind
from tests.activities.conftest import came, days, planned, someone, stands, url


def test_attendance_is_written_down_in_one_page(sign_in, meeting, ana, ben):
    client = sign_in("organizer")
    invited = Participation.objects.create(activity=meeting, member=ana, answer="invited")
    walked = came(meeting, ben)[0]
    sent = {f"o-{invited.pk}": "came", f"r-{invited.pk}": "Took notes", f"o-{walked.pk}": "", f"s-{walked.pk}": "came|"}

    shown = client.get(url("attendance", meeting)).text
    assert ("Whether Ana Ito came" in shown, f'name="s-{walked.pk}" value="came|"' in shown) == (True, True)
    page = client.post(url("attendance", meeting), sent, follow=True)

    assert "Saved: 2 people." in page.text
    assert stands(meeting) == [("Ana", "invited", "came")]
    assert "Saved: 0 people." in client.post(url("attendance", meeting), {**sent}, follow=True).text
    assert client.post(url("attendance", meeting), {f"o-{invited.pk}": "x"}).status_code == 422


def test_what_others_said_since_the_page_was_shown_stays(sign_in, person, today, meeting, ana, ben):
    client, by = sign_in("organizer"), person("director")
    rows = [Participation.objects.create(activity=meeting, member=each, answer="yes") for each in (ana, ben)]
    sent = {f"{part}-{row.pk}": "" for row in rows for part in "or"} | {f"s-{row.pk}": "|" for row in rows}
    zoe = door.check_in(meeting, someone("Zoe"), today=today, by=by).row
    for each in (ana, ben):
        door.check_in(meeting, each, today=today, by=by)

    page = client.post(url("attendance", meeting), {**sent, f"o-{rows[1].pk}": "absent"}, follow=True)

    assert "Of 1 person somebody else said something meanwhile." in page.text
    assert stands(meeting) == [("Ana", "yes", "came"), ("Ben", "yes", "came"), ("Zoe", "", "came")]
    zoe.refresh_from_db()
    assert zoe.checked_in_by == by


def test_nobody_was_missing_from_what_was_cancelled(sign_in, person, today, ana):
    client, meeting = sign_in("organizer"), planned(today - days(1))
    Participation.objects.create(activity=meeting, member=ana, answer="yes")
    actions.cancel(meeting, because="Storm", by=person("organizer"))
    page = client.get(url("activity", meeting)).text
    assert (url("attendance", meeting) in page, url("rest", meeting) in page) == (False, False)
    assert "It was cancelled" in client.post(url("rest", meeting), follow=True).text
    assert stands(meeting) == [("Ana", "yes", "")]


def test_the_others_did_not_come_and_nobody_is_said_to_before_the_day(sign_in, person, today, meeting, ana, ben):
    Participation.objects.create(activity=meeting, member=ana, answer="yes")
    Participation.objects.create(activity=meeting, member=ben, answer="no")
    page = sign_in("organizer").post(url("rest", meeting), follow=True)
    assert "1 person did not come." in page.text
    assert stands(meeting) == [("Ana", "yes", "absent"), ("Ben", "no", "")]
    later = planned(today + days(2))
    assert "Who comes is not known yet." in sign_in("organizer").get(url("attendance", later), follow=True).text
    with pytest.raises(actions.Refused):
        afterwards.rest_did_not_come(later, today=today, by=person("organizer"))


def test_figures_count_first_times_and_who_came_again(north, today, ana, ben):
    chidi, zoe = someone("Chidi"), someone("Zoe")
    before, first, soon, late = (planned(today - days(n)) for n in (60, 40, 34, 12))
    came(before, ana)
    came(first, ana, ben, chidi, zoe)
    came(soon, ben)
    came(late, ana, chidi)

    found = queries.figures(first)

    assert (found.came, found.walk_in, found.first) == (4, 4, 3)
    assert (found.again_soon, found.again_later) == (1, 3)
    assert (found.first_again_soon, found.first_again_later) == (1, 2)
    assert queries.last_day_to_come_again(first, today) is None
    assert queries.last_day_to_come_again(late, today) == today + days(18)


def test_who_said_yes_before_it_moved_is_counted(person, today, ana, ben):
    by, meeting = person("organizer"), planned(today + days(3))
    Participation.objects.create(activity=meeting, member=ana, answer="yes")
    said = {name: getattr(meeting, name) for name in actions.Said.__annotations__}
    actions.edit(meeting, said={**said, "on": today + days(5)}, those_after=False, today=today, by=by)
    assert queries.figures(meeting).yes_of_before == 1
    assert queries.figures(planned(today)).yes_of_before == 0


def test_somebody_gets_in_touch_with_who_is_new_and_rooms_hear_it(sign_in, person, meeting, ana, monkeypatch):
    heard = []
    monkeypatch.setattr(
        registry, "on_first_time", [lambda row, _by: heard.append((row.follow_up_by, row.follow_up_on))]
    )
    monkeypatch.setattr(registry, "followed_up", [lambda rows: {row.pk for row in rows}])
    who = person("organizer")
    Member.objects.filter(pk=ana.pk).update(organizer=who)
    client, row = sign_in("director"), came(meeting, ana)[0]
    assert "Nobody is asked yet to get in touch" in client.get(url("activity", meeting)).text

    page = client.post(url("follow_up", meeting, row), {"who": who.pk, "by_on": ""}, follow=True)

    assert f"{who} got in touch" in page.text
    assert client.post(url("follow_up", meeting, row), {"who": ana.pk}).status_code == 422
    client.post(url("follow_up", meeting, row), {"who": "", "by_on": ""})
    assert heard == [(who, meeting.on + days(3)), (None, None)]


def test_who_is_asked_has_follow_ups_and_sees_the_newcomer(sign_in, person, meeting, ana):
    client, ask = sign_in("director"), url("follow_up", meeting, came(meeting, ana)[0])
    others = {str(person(role)) for role in ("organizer", "data_lead", "viewer", "coach")}
    offered = {name for _pk, name in client.get(ask).context["form"].fields["who"].choices}
    assert (str(person("director")) in offered, others & offered) == (True, set())

    east = Unit.objects.create(kind=UnitKind.objects.get(), name="East", folded="east")
    court = Unit.objects.create(kind=east.kind, name="Court", folded="court", parent=east)
    Belonging.objects.create(member=ana, unit=court, kind=court.kind)
    StaffScope.objects.create(member=person("organizer"), unit=east)

    assert client.post(ask, {"who": person("organizer").pk, "by_on": ""}).status_code == 303
