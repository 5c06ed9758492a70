"""Who is in a team, what they answer for, and that nothing of it is lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from members import units
from members.merging.actions import merge, unmerge
from members.models import Team, TeamMember, TeamRole, Unit, UnitKind
from members.teams import actions
from tests.members.teams.conftest import TODAY, in_team, roles, someone

OTHER_DAY = TODAY + timedelta(days=3)


def test_second_of_a_name_is_refused_unless_the_first_is_put_away(repairs, person):
    told = {"purpose": "", "unit": None, "organizer": None, "by": person("director")}
    with pytest.raises(actions.TeamsRefused, match="There is a team of this name already"):
        actions.make(name=" repairs", **told)

    actions.put_away(repairs, by=person("director"))
    actions.make(name="REPAIRS", **told)

    with pytest.raises(actions.TeamsRefused, match="already"):
        actions.bring_back(repairs, by=person("director"))


def test_who_is_added_twice_is_in_it_once(repairs, ana, person):
    new = someone("Chidi")

    made = actions.add(repairs, [ana, new], on=TODAY, by=person("director"))

    assert [row.member for row in made] == [new]
    assert in_team(repairs) == ["Ana", "Ben", "Chidi"]
    with pytest.raises(IntegrityError, match="members_teammember_once"), transaction.atomic():
        TeamMember.objects.create(team=repairs, member=ana)


def test_slip_is_undone_but_not_of_who_answers_for_something_by_now(repairs, ana, person):
    by = person("director")
    made = actions.add(repairs, [someone("Chidi"), someone("Dee")], on=TODAY, by=by)
    actions.add_role(repairs, name="Cooks", member=made[1].member, on=TODAY, by=by)

    assert actions.take_back(repairs, [row.pk for row in made], by=by) == 1

    assert in_team(repairs) == ["Ana", "Ben", "Dee"]


def test_who_leaves_has_been_there_and_what_they_held_is_open(repairs, ana, ben, person):
    for each in (ana, ben):
        row = repairs.people.current().get(member=each)
        assert actions.let_go(row, on=TODAY, by=person("director"))
        assert not actions.let_go(row, on=TODAY, by=person("director"))

    assert in_team(repairs) == []
    assert roles(repairs) == [("Keeps the list", None)]
    assert set(repairs.people.values_list("until", flat=True)) == {TODAY}
    assert repairs.roles.filter(until=TODAY).count() == 2


def test_letting_go_is_undone_with_what_they_held(repairs, ana, ben, person):
    before = in_team(repairs), roles(repairs)
    rows = [repairs.people.current().get(member=each) for each in (ana, ben)]
    for row in rows:
        actions.let_go(row, on=TODAY, by=person("director"))

    assert [actions.come_back(row, by=person("director")) for row in rows] == [True, True]

    assert (in_team(repairs), roles(repairs)) == before
    assert not actions.come_back(rows[0], by=person("director"))


def test_what_somebody_else_holds_by_now_stays_theirs(repairs, ana, ben, person):
    by = person("director")
    row = repairs.people.current().get(member=ana)
    actions.let_go(row, on=TODAY, by=by)
    actions.lead(repairs, member=ben, on=OTHER_DAY, by=by)

    actions.come_back(row, by=by)

    assert roles(repairs) == [("Leader", "Ben"), ("Keeps the list", "Ben")]
    assert in_team(repairs) == ["Ana", "Ben"]


def test_role_goes_from_one_to_another_and_both_times_are_kept(repairs, ana, ben, person):
    role = repairs.roles.get(name="Keeps the list")
    now = actions.give(role, member=ana, on=TODAY, by=person("director"))

    assert roles(repairs) == [("Leader", "Ana"), ("Keeps the list", "Ana")]
    kept = TeamRole.objects.filter(name="Keeps the list").order_by("created_at")
    assert [(each.member, each.until) for each in kept] == [(ben, TODAY), (ana, None)]
    with pytest.raises(actions.TeamsRefused, match="meanwhile"):
        actions.give(role, member=ana, on=TODAY, by=person("director"))
    actions.give(now, member=None, on=TODAY, by=person("director"))
    assert roles(repairs)[1] == ("Keeps the list", None)


def test_two_rows_of_one_person_are_in_a_team_once_and_come_apart_again(repairs, ana, ben, person):
    before = in_team(repairs), roles(repairs)
    record = merge(ben, ana, by=person("director"))

    assert in_team(repairs.__class__.objects.get(pk=repairs.pk)) == ["Ana", "Ben"]
    assert repairs.people.current().filter(member__merged_into=None).count() == 1
    assert roles(repairs) == [("Leader", "Ben"), ("Keeps the list", "Ben")]

    unmerge(record, by=person("director"))
    assert (in_team(repairs), roles(repairs)) == before


def test_who_left_long_ago_does_not_keep_the_other_out(repairs, ana, ben, person):
    actions.let_go(repairs.people.current().get(member=ben), on=TODAY, by=person("director"))

    merge(ben, ana, by=person("director"))

    assert in_team(repairs) == ["Ben"]
    assert repairs.people.filter(member=ben).count() == 2


def test_unit_with_a_team_stays_and_one_put_into_another_takes_it_along(repairs, person):
    kind, by = UnitKind.objects.get(), person("owner")
    east, west = (Unit.objects.create(kind=kind, name=name, folded=name) for name in ("east", "west"))
    Team.objects.filter(pk=repairs.pk).update(unit=east)
    with pytest.raises(units.UnitsRefused, match="A team belongs to it"):
        units.delete_unit(east, by=by)

    gone = units.merge_unit(east, into=west, by=by)
    assert Team.objects.get(pk=repairs.pk).unit == west

    back = units.bring_back(gone, by=by)
    assert Team.objects.get(pk=repairs.pk).unit == back


def test_a_team_that_was_put_away_keeps_no_unit_and_gets_it_again(repairs, person):
    by = person("owner")
    east = Unit.objects.create(kind=UnitKind.objects.get(), name="east", folded="east")
    Team.objects.filter(pk=repairs.pk).update(unit=east)
    actions.put_away(repairs, by=by)

    gone = units.delete_unit(east, by=by)
    assert Team.objects.get(pk=repairs.pk).unit is None

    assert units.bring_back(gone, by=by) == Team.objects.get(pk=repairs.pk).unit


def test_one_leader_and_no_role_without_a_name(repairs, ben):
    for rule, columns in (
        ("members_teamrole_one_leader", {"is_lead": True, "member": ben}),
        ("members_teamrole_named", {"name": ""}),
        ("members_teamrole_open_has_no_days", {"name": "Cooks", "since": TODAY}),
        ("members_teamrole_ends_after_start", {"name": "C", "member": ben, "since": OTHER_DAY, "until": TODAY}),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            TeamRole.objects.create(team=repairs, **columns)
    with pytest.raises(IntegrityError, match="members_teammember_ends_after_start"), transaction.atomic():
        TeamMember.objects.create(team=repairs, member=ben, since=OTHER_DAY, until=TODAY)
