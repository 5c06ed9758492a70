"""Who reads small figures, as the owners choose."""

from types import SimpleNamespace

import pytest

from dashboards.models import SmallNumbers
from dashboards.reading import Reader, reader_of
from dashboards.small import Table, cell
from organizations.models import Role

pytestmark = pytest.mark.django_db
HERE = "/o/north/settings/small-figures/"
TABLES = [Table(("unit", "level"), {("a", 1): 2, ("b", 1): 1, ("a", 2): 20, ("b", 2): 30})]


def reads(*roles):
    return reader_of(SimpleNamespace(roles=list(roles)))


def test_who_has_a_right_to_people_reads_everything_and_others_by_how_close_they_are(north):
    assert {reads(role) for role in (Role.OWNER, Role.DIRECTOR, Role.ORGANIZER, Role.DATA_LEAD)} == {Reader.SEES_PEOPLE}
    assert (reads(Role.VIEWER), reads(Role.COACH)) == (Reader.OF_THE_GROUP, Reader.OUTSIDE)
    assert reads(Role.COACH, Role.VIEWER) == Reader.OF_THE_GROUP
    assert reads(Role.COACH, Role.ORGANIZER) == Reader.SEES_PEOPLE


def test_an_owner_chooses_who_reads_more_or_less(north, sign_in):
    owner = sign_in("owner")

    answer = owner.post(HERE, {"hides_own_totals": "on", "coaches_see_all": "on"})

    assert answer.url == HERE
    assert (reads(Role.VIEWER), reads(Role.COACH)) == (Reader.OUTSIDE, Reader.SEES_PEOPLE)
    owner.post(HERE, {})
    assert (reads(Role.VIEWER), reads(Role.COACH)) == (Reader.OF_THE_GROUP, Reader.OUTSIDE)
    assert SmallNumbers.objects.count() == 1


def test_ones_own_totals_stand_and_what_divides_them_does_not():
    small = cell(level=1), cell(unit="a", level=1), cell(unit="b", level=1)

    assert Reader.SEES_PEOPLE.kept_back(TABLES) == set()
    assert set(small) - Reader.OF_THE_GROUP.kept_back(TABLES) == {cell(level=1)}
    assert set(small) <= Reader.OUTSIDE.kept_back(TABLES)
