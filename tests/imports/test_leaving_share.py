"""What share of contact work lives here: counted by hand, and from what was really done."""

from datetime import date, timedelta

from imports.leaving import share
from imports.leaving.share import Day, Week
from ladders.actions import assess
from ladders.models import Ladder, Place
from members.models import Member
from organizations.models import Organization
from tests.conftest import PersonOf
from tests.imports.conftest import bring_in
from tests.imports.leaving import HEAD, MARIA, OMAR, edit
from tests.imports.undoing import take_back

WEDNESDAY = date(2026, 11, 4)


def test_a_share_is_whole_percent_rounded_down():
    assert [share.percent(*each) for each in ((1, 0), (0, 3), (2, 1), (0, 0), (199, 1))] == [100, 0, 66, None, 99]


def test_the_week_begins_on_the_groups_own_day():
    assert [share.week_of(WEDNESDAY, first) for first in (1, 6, 7)] == [
        date(2026, 11, 2), date(2026, 10, 31), date(2026, 11, 1),
    ]  # fmt: skip


def test_weeks_begin_on_the_day_of_retirement_and_leave_none_out():
    done = [Day(WEDNESDAY - timedelta(days=1), True, 9), Day(WEDNESDAY, True, 2), Day(WEDNESDAY, False, 1),
            Day(date(2026, 11, 17), True, 4)]  # fmt: skip

    weeks = share.weeks(done, since=WEDNESDAY, until=date(2026, 11, 18), first_weekday=1)

    assert weeks == [Week(date(2026, 11, 16), 4, 0), Week(date(2026, 11, 9), 0, 0), Week(WEDNESDAY, 2, 1)]
    assert share.together(weeks, WEDNESDAY) == Week(WEDNESDAY, 6, 1)


def test_what_people_do_counts_against_what_lists_bring(north: Organization, person: PersonOf):
    keeper, today = person("data_lead"), north.today()
    bring_in(HEAD.replace("tags", "level") + MARIA.replace("drives", "2") + OMAR)
    taken_back = bring_in("first name,last name,phone\nIda,Ek,503-555-0150\n")
    edit("Maria", keeper, employer="Harbor")
    ladder = Ladder.objects.get(is_default=True)
    omar = Member.objects.get(given_name="Omar")
    level = ladder.levels.get(position=1)
    assess(omar, ladder=ladder, place=Place.LEVEL, level=level, on=today, evidence="Came.", by=keeper)
    take_back(taken_back)

    [week] = share.since_retired(north, today)

    assert (week.here, week.lists, week.percent) == (2, 3, 40)
