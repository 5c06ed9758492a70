"""Planning: once and again and again, moved, called off; and who is asked."""

from datetime import date

import pytest

from activities import actions, inviting, recurring
from activities.models import Activity, ActivitySeries, Participation
from tests.activities.conftest import came, days, planned, said, someone, stands, url

TUESDAY = date(2026, 9, 29)


@pytest.mark.parametrize(
    ("every", "first", "follow"),
    [
        ("week", TUESDAY, ["2026-10-06", "2026-10-13", "2026-10-20"]),
        ("fortnight", TUESDAY, ["2026-10-13", "2026-10-27", "2026-11-10"]),
        ("weekday", date(2026, 9, 8), ["2026-10-13", "2026-11-10", "2026-12-08"]),
        ("weekday", TUESDAY, ["2026-10-27", "2026-11-24", "2026-12-29"]),
        ("month", date(2026, 9, 8), ["2026-10-08", "2026-11-08", "2026-12-08"]),
        ("month", date(2026, 10, 31), ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]),
    ],
)
def test_series_falls_on_these_days(north, every, first, follow):
    series = ActivitySeries(every=every, first_on=first, made_until=first)
    found = recurring.days(series, after=first, until=date.fromisoformat(follow[-1]))
    assert [day.isoformat() for day in found] == follow


def test_the_next_ones_are_made_ahead_like_the_last_with_its_hosts(north, person, today, ana):
    by = person("organizer")
    first = actions.make(said=said(on=today, place="Hall"), every="week", until=today + days(70), today=today, by=by)
    assert first.series.activities.count() == 9
    last = first.series.activities.first()
    inviting.invite(last, [ana], host=True, by=by)
    Activity.objects.filter(pk=last.pk).update(place="Library")

    for _twice in range(2):
        recurring.make_ahead(first.series, today + days(30))

    made = first.series.activities.filter(on__gt=last.on)
    assert [(each.on - today).days for each in made.order_by("on")] == [63, 70]
    assert {each.place for each in made} == {"Library"}
    assert Participation.objects.filter(activity__in=made, member=ana, is_host=True).count() == 2


def test_nightly_sweep_makes_what_is_due_and_an_ended_series_makes_no_more(north, person, today, ana):
    by = person("organizer")
    first = actions.make(said=said(on=today - days(80)), every="week", today=today - days(80), by=by)
    recurring.sweep()
    assert first.series.activities.filter(on__gt=today).count() == 8
    asked = first.series.activities.order_by("on").last()
    inviting.invite(asked, [ana], by=by)

    assert actions.end_series(first, today=today, by=by) == 7
    assert actions.end_series(first, today=today, by=by) == 0
    recurring.sweep()
    assert list(first.series.activities.filter(on__gt=today)) == [asked]


def test_change_reaches_those_after_but_for_their_days(north, person, today):
    by = person("organizer")
    first = actions.make(said=said(on=today), every="week", today=today, by=by)
    later = first.series.activities.order_by("on")[2]

    moved = said("Assembly", later.on + days(1), place="Hall")
    assert set(actions.edit(later, said=moved, those_after=True, today=today, by=by)) == {
        "name", "folded", "on", "place",
    }  # fmt: skip

    names = list(first.series.activities.order_by("on").values_list("name", flat=True))
    assert names == ["General meeting"] * 2 + ["Assembly"] * 7
    assert (later.moved_from, first.series.activities.order_by("on")[3].on) == (today + days(14), today + days(21))


def test_who_came_was_there_on_its_day_so_it_moves_to_none_to_come(person, today, meeting, ana):
    by = person("organizer")
    came(meeting, ana)
    with pytest.raises(actions.Refused, match="1 person came on this day already"):
        actions.edit(meeting, said=said(on=today + days(3)), those_after=False, today=today, by=by)
    actions.edit(meeting, said=said(on=today - days(1)), those_after=False, today=today, by=by)
    assert meeting.on == today - days(1)


def test_cancelled_after_check_in_keeps_who_was_there(person, meeting, ana, ben):
    by = person("organizer")
    came(meeting, ana)
    inviting.invite(meeting, [ben], by=by)
    assert actions.cancel(meeting, because="Storm", by=by) == 1
    assert actions.cancel(meeting, because="Twice", by=by) is None
    assert stands(meeting) == [("Ana", "", "came"), ("Ben", "invited", "")]
    assert actions.bring_back(meeting, by=by)
    assert not actions.bring_back(meeting, by=by)


def test_people_are_asked_once_and_taken_back_where_nothing_else_is_known(person, meeting, ana, ben):
    by, chidi = person("organizer"), someone("Chidi")
    made = inviting.invite(meeting, [ana, ben], by=by)
    assert inviting.invite(meeting, [ana], answer="yes", by=by) == []
    inviting.invite(meeting, [ana, chidi], host=True, by=by)
    inviting.say(made[1], answer="yes", outcome="", role="", is_host=False, by=by)

    # Ana hosts by now, and Ben has answered.
    assert inviting.take_back(meeting, [row.pk for row in made], by=by) == 0
    assert inviting.say(made[1], answer="", outcome="", role="", is_host=False, by=by) is False
    assert stands(meeting) == [("Ana", "invited", ""), ("Chidi", "", "")]
    assert set(meeting.people.filter(is_host=True).values_list("member", flat=True)) == {ana.pk, chidi.pk}


def test_two_of_one_name_on_one_day_may_stand_side_by_side(north, today):
    planned(today)
    planned(today)
    assert Activity.objects.count() == 2


def test_one_that_is_its_own_way_hands_nothing_on(north, person, today):
    by = person("organizer")
    first = actions.make(said=said(on=today), every="week", today=today, by=by)
    last = first.series.activities.first()
    actions.edit(last, said=said("Holiday party", last.on, place="Library"), those_after=False, today=today, by=by)
    made = recurring.make_ahead(first.series, today + days(7))
    assert [(each.name, each.place) for each in made] == [("General meeting", "")]


def test_what_was_held_stays_as_it_was_held(north, person, today):
    by = person("organizer")
    first = actions.make(said=said(on=today - days(21)), every="week", today=today - days(21), by=by)
    actions.edit(first, said=said("Assembly", first.on), those_after=True, today=today, by=by)
    names = list(first.series.activities.order_by("on").values_list("name", flat=True)[:5])
    assert names == ["Assembly", "General meeting", "General meeting", "Assembly", "Assembly"]


def test_no_more_of_them_takes_those_that_only_have_their_host(north, person, today, ana, ben):
    by = person("organizer")
    first = actions.make(said=said(on=today), every="week", today=today, by=by)
    ahead = first.series.activities.filter(on__gt=today)
    for each in ahead:
        inviting.invite(each, [ana], host=True, by=by)
    inviting.invite(ahead[0], [ben], by=by)
    assert actions.end_series(first, today=today, by=by) == 7


def test_series_from_long_ago_is_made_of_its_last_year(north, person, today):
    first = actions.make(said=said(on=today - days(3000)), every="week", today=today, by=person("organizer"))
    assert first.series.activities.count() < 65


@pytest.mark.parametrize(("day", "status"), [("0026-11-22", 422), ("9999-12-20", 422), ("2026-01-05", 303)])
def test_year_that_slipped_is_asked_about(north, sign_in, day, status):
    page = sign_in("organizer").post(url("add"), {"kind": "meeting", "name": "Rally", "on": day, "every": "week"})
    assert page.status_code == status
    assert Activity.objects.exists() == (status == 303)
