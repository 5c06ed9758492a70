"""Each thing that can be done to many, and its undo."""

import pytest
from django.urls import reverse

from members.archiving import actions as archiving
from members.bulk import actions
from members.models import Belonging, Field, FieldValue, Member, MemberTag, Tag, Unit, UnitKind
from members.teams import actions as teams
from tests.members.bulk.conftest import changed, of, people, send, url
from tests.members.conftest import tag


def test_organizer_is_assigned_to_everyone_who_matches_and_put_back(director, person):
    theirs, others = people(3, organizer=person("director")), people(2)

    answer = send(director, "organizer", n=5, value=str(person("organizer").pk))

    assert answer.status_code == 303
    assert "5 people are changed." in director.get(answer.url).text
    assert Member.objects.filter(organizer=person("organizer"), status="contact").count() == 5
    director.post(of("bulk_undo", changed()))
    assert set(Member.objects.filter(organizer=person("director"))) == set(theirs)
    assert not Member.objects.filter(pk__in=[each.pk for each in others]).exclude(organizer=None).exists()


def test_ticked_people_alone_are_changed(director, north):
    one, _two, three = people(3)

    send(director, "status", n=2, value="member", pick=[str(one.pk), str(three.pk)])

    assert set(Member.objects.filter(status="member")) == {one, three}


def test_nobody_becomes_their_own_organizer(director, person):
    staff = Member.objects.people().filter(status="staff").count()

    answer = send(director, "organizer", n=staff, query="?status=staff", value=str(person("organizer").pk))

    assert "1 stays as it is." in director.get(answer.url).text
    assert person("organizer").organizer is None


@pytest.mark.parametrize("has_it", [0, 2])
def test_tag_is_put_on_and_taken_off_again_where_it_was_not(director, north, has_it):
    everyone, steward = people(3), tag("steward")
    MemberTag.objects.bulk_create(MemberTag(member=each, tag=steward) for each in everyone[:has_it])

    send(director, "tag", n=3, tag=str(steward.pk))

    assert MemberTag.objects.filter(tag=steward).count() == 3
    director.post(of("bulk_undo", changed()))
    assert MemberTag.objects.filter(tag=steward).count() == has_it


def test_new_tag_is_made_on_the_way(director, north):
    people(2)

    send(director, "tag", n=2, new=" Phone  tree ")

    assert Tag.objects.get().name == "Phone tree"
    assert MemberTag.objects.count() == 2


def test_tag_is_taken_off_the_very_people_that_a_filter_on_it_finds(director, north):
    everyone, steward = people(4), tag("steward")
    MemberTag.objects.bulk_create(MemberTag(member=each, tag=steward) for each in everyone)

    send(director, "untag", n=4, query=f"?tag={steward.pk}", tag=str(steward.pk))

    assert not MemberTag.objects.exists()
    director.post(of("bulk_undo", changed()))
    assert MemberTag.objects.count() == 4


def test_unit_is_set_and_nobody_is_in_two_of_a_kind(director, north):
    kind = UnitKind.objects.get()
    east, west = (Unit.objects.create(kind=kind, name=name, folded=name) for name in ("east", "west"))
    here, _nowhere = people(2)
    Belonging.objects.create(member=here, kind=kind, unit=west)

    send(director, "unit", n=2, value=f"{kind.pk}:{east.pk}")

    assert set(Belonging.objects.values_list("unit", flat=True)) == {east.pk}
    director.post(of("bulk_undo", changed()))
    assert list(Belonging.objects.values_list("member", "unit")) == [(here.pk, west.pk)]


def test_own_field_is_chosen_and_then_filled(director, north):
    dues = Field.objects.create(name="Dues", folded="dues", kind="number")
    people(2)

    first = director.post(url("field"), {"everyone": "1", "which": str(dues.pk)})
    wrong = send(director, "field", n=2, which=str(dues.pk), value="many")
    send(director, "field", n=2, which=str(dues.pk), value="12.50")

    assert 'name="value"' in first.text
    assert (wrong.status_code, "Write a number" in wrong.text) == (422, True)
    assert set(FieldValue.objects.values_list("value", flat=True)) == {"12.50"}


def test_archive_leaves_who_signs_in_or_organizes_and_brings_back(director, person):
    leader, follower, gone = people(3)
    Member.objects.filter(pk=follower.pk).update(organizer=leader, status="former")

    answer = send(director, "archive", n=2, because="Moved away")

    assert "1 person is changed. 1 stays as it is." in director.get(answer.url).text
    assert list(Member.objects.archived().values_list("pk", "archived_because")) == [(gone.pk, "Moved away")]
    director.post(of("bulk_undo", changed()))
    assert not Member.objects.archived().exists()


def test_undo_of_archiving_leaves_who_was_archived_by_somebody_else_since(director, person):
    ours, theirs = people(2)
    send(director, "archive", n=2)
    archiving.bring_back(theirs, by=person("owner"))
    archiving.archive(theirs, by=person("owner"), because="Asked to go")

    director.post(of("bulk_undo", changed()))

    assert list(Member.objects.archived().values_list("pk", "archived_because")) == [(theirs.pk, "Asked to go")]
    assert "Undone: 1 person. 1 was changed by someone since" in director.get(of("bulk_done", changed())).text
    assert Member.objects.people().filter(pk=ours.pk).exists()


def test_undo_leaves_what_somebody_changed_since(director, north):
    one, two = people(2)
    send(director, "status", n=2, value="member")
    Member.objects.filter(pk=two.pk).update(status="former")

    director.post(of("bulk_undo", changed()))

    assert list(
        Member.objects.filter(pk__in=[one.pk, two.pk]).order_by("given_name").values_list("status", flat=True)
    ) == [
        "contact",
        "former",
    ]
    assert changed().cells.get(is_back=True).member == one
    page = director.get(of("bulk_done", changed())).text
    assert "Undone: 1 person. 1 was changed by someone since, and left alone." in page
    assert "P001 Q" in page


def test_what_was_chosen_and_is_gone_fails_with_a_sentence(director, north):

    people(actions.AT_ONCE + 1)
    steward = tag("steward")
    send(director, "tag", n=actions.AT_ONCE + 1, tag=str(steward.pk))
    steward.delete()

    actions.work(changed().pk)

    assert (changed().status, changed().cells.count()) == ("failed", 0)
    assert "is not there any more" in director.get(of("bulk_done", changed())).text


def test_everyone_is_put_into_a_team_and_only_those_put_there_are_taken_out(director, person):
    here, *others = people(3)
    team = teams.make(name="Repairs", purpose="", unit=None, organizer=None, by=person("director"))
    teams.add(team, [here], on=None, by=person("director"))

    answer = send(director, "team", n=3, value=str(team.pk))

    assert "2 people are changed. 1 stays as it is." in director.get(answer.url).text
    assert set(team.people.current().values_list("member", flat=True)) == {each.pk for each in (here, *others)}
    told = director.get(reverse("members:history", args=["north", others[0].pk])).text
    assert "changed teams to “Repairs”" in told
    teams.add_role(team, name="Cooks", member=others[0], on=changed().created_at.date(), by=person("director"))
    director.post(of("bulk_undo", changed()))
    # Who answers for something there by now stays.
    assert set(team.people.current().values_list("member", flat=True)) == {here.pk, others[0].pk}


def test_list_shows_teams_in_a_column(director, person):
    (one,) = people(1)
    for name in ("Repairs", "Kitchen"):
        team = teams.make(name=name, purpose="", unit=None, organizer=None, by=person("director"))
        teams.add(team, [one], on=None, by=person("director"))

    assert "Kitchen, Repairs" in director.get(reverse("members:list", args=["north"]), {"columns": "team"}).text
