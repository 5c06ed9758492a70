"""Changing what people may do here, and taking them out: effective at once, and never without an owner."""

from datetime import timedelta

import pytest

from audit.models import AuditEvent
from members.models import Member
from organizations import people, registry, tasks
from organizations.actions import add_person
from organizations.invitations import invite, propose
from organizations.models import Invitation, Membership, Role, User
from organizations.people import Refused, change_roles, remove, set_end, sign_out_everywhere
from stpnet.in_org import in_org
from tests.committed import in_threads
from tests.organizations.conftest import membership, user
from tests.seeds import PASSWORD, of


@pytest.fixture
def second(db):
    """Another owner of north."""
    made = User.objects.create_user("second@north.example.org", PASSWORD, name="Second Owner")
    add_person(of("north"), made, roles=[Role.OWNER])
    return made


def held(role):
    return sorted(membership(role).role_names)


def tomorrow():
    return of("north").today() + timedelta(days=1)


def events(organization="north"):
    with in_org(of(organization)):
        names = AuditEvent.objects.filter(action__startswith="people.").order_by("seq")
        return [(event.action, event.actor_id, event.object_id, event.fields) for event in names]


def member_of(who):
    with in_org(of("north")):
        return Member.objects.get(user_id=who.pk).pk


def test_roles_are_those_given_and_no_others(db):
    change_roles(membership("organizer"), roles=[Role.DATA_LEAD, Role.COACH], by=user("owner"))

    assert held("organizer") == ["coach", "data_lead"]


def test_change_of_roles_is_written_down_with_what_differs(db):
    change_roles(membership("organizer"), roles=[Role.ORGANIZER, Role.COACH], by=user("owner"))

    actor, of_whom = member_of(user("owner")), member_of(user("organizer"))
    assert events() == [("people.roles", actor, of_whom, ["coach"])]


def test_same_roles_again_are_no_event(db):
    change_roles(membership("organizer"), roles=[Role.ORGANIZER], by=user("owner"))

    assert events() == []


def test_role_taken_away_is_gone_at_the_next_click(sign_in):
    client = sign_in("director")
    assert client.get("/o/north/people/").status_code == 200
    change_roles(membership("director"), roles=[Role.VIEWER], by=user("owner"))

    assert client.get("/o/north/people/").status_code == 403


def test_nobody_is_left_without_a_role(db):
    with pytest.raises(Refused, match="at least one role"):
        change_roles(membership("viewer"), roles=[], by=user("owner"))


@pytest.mark.parametrize(
    "lose",
    [
        lambda row, by: change_roles(row, roles=[Role.DIRECTOR], by=by),
        lambda row, by: set_end(row, ends_on=tomorrow(), by=by),
        lambda row, by: remove(row, by=by),
    ],
    ids=["roles", "end date", "removal"],
)
def test_last_owner_cannot_go(db, lose):
    with pytest.raises(Refused, match="last owner who stays"):
        lose(membership("owner"), user("owner"))

    assert held("owner") == ["owner"]


def test_owner_with_an_end_date_does_not_keep_the_group(second):
    set_end(membership("second"), ends_on=tomorrow(), by=second)

    with pytest.raises(Refused, match="last owner who stays"):
        remove(membership("owner"), by=second)


def test_owner_whose_account_is_off_does_not_keep_the_group(second):
    User.objects.filter(pk=second.pk).update(is_active=False)

    with pytest.raises(Refused, match="last owner who stays"):
        remove(membership("owner"), by=user("owner"))


def test_owner_can_go_when_another_stays(second):
    remove(membership("owner"), by=user("owner"))

    assert not Membership.objects.filter(user=user("owner"), organization=of("north")).exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_nobody_but_an_owner_changes_anything(db, role):
    other = membership("viewer" if role != Role.VIEWER else "coach")
    for work in (
        lambda: change_roles(other, roles=[Role.OWNER], by=user(role)),
        lambda: set_end(other, ends_on=tomorrow(), by=user(role)),
        lambda: sign_out_everywhere(other, by=user(role)),
        lambda: remove(other, by=user(role)),
    ):
        with pytest.raises(Refused, match="not an owner"):
            work()


def test_owner_of_another_group_changes_nothing(db):
    with pytest.raises(Refused, match="not an owner"):
        remove(membership("viewer"), by=user("owner", "south"))


@pytest.mark.parametrize("days", [0, -1])
def test_end_is_a_day_to_come(db, days):
    with pytest.raises(Refused, match="a day to come"):
        set_end(membership("viewer"), ends_on=of("north").today() + timedelta(days=days), by=user("owner"))


def test_end_is_set_and_taken_back(db):
    set_end(membership("viewer"), ends_on=tomorrow(), by=user("owner"))
    assert membership("viewer").ends_on == tomorrow()
    set_end(membership("viewer"), ends_on=None, by=user("owner"))

    assert membership("viewer").ends_on is None
    assert [fields for *_, fields in events()] == [["ends_on"], ["ends_on"]]


def test_signing_out_everywhere_ends_every_session_and_keeps_the_role(sign_in):
    phone, laptop, other = sign_in("director"), sign_in("director"), sign_in("viewer")
    sign_out_everywhere(membership("director"), by=user("owner"))

    for client in (phone, laptop):
        assert client.get("/o/north/").url.startswith("/accounts/login/")
        assert "_auth_user_id" not in client.session
    assert other.get("/o/north/").status_code == 302
    assert sign_in("director").get("/o/north/people/").status_code == 200


def test_removed_person_is_out_at_the_next_click(sign_in):
    client = sign_in("director")
    assert client.get("/o/north/people/").status_code == 200
    remove(membership("director"), by=user("owner"))

    assert client.get("/o/north/people/").url.startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session
    assert sign_in("director").get("/o/north/people/").status_code == 404


def test_removal_keeps_the_person_on_file(db):
    before = member_of(user("director"))
    remove(membership("director"), by=user("owner"))

    assert member_of(user("director")) == before
    assert events()[-1][:3] == ("people.remove", member_of(user("owner")), before)


def test_removal_is_told_to_every_room(db, monkeypatch):
    told = []
    monkeypatch.setattr(registry, "on_leave", [lambda here, who: told.append((here.slug, who))])
    remove(membership("viewer"), by=user("owner"))

    assert told == [("north", user("viewer").pk)]


def test_removal_withdraws_what_is_open_for_or_from_the_person(db):
    with_address = invite(of("north"), address="nia@example.org", roles=[Role.COACH], by=user("owner"))
    Invitation.objects.filter(pk=with_address.pk).update(email=user("organizer").email)
    propose(of("north"), address="leo@example.org", roles=[Role.ORGANIZER], by=user("organizer"))
    kept = invite(of("north"), address="mia@example.org", roles=[Role.COACH], by=user("owner"))
    remove(membership("organizer"), by=user("owner"))

    assert list(Invitation.objects.open()) == [kept]


def test_removal_in_one_group_leaves_the_other(db):
    add_person(of("south"), user("director"), roles=[Role.COACH])
    remove(membership("director"), by=user("owner"))

    assert Membership.objects.get(user=user("director")).organization == of("south")


def test_removing_twice_is_told(db):
    row = membership("viewer")
    remove(row, by=user("owner"))
    with pytest.raises(Refused, match="does not belong here any more"):
        remove(row, by=user("owner"))


@pytest.mark.parametrize("run", [tasks.end_memberships.run, tasks.sweep.run], ids=["task", "sweep"])
def test_last_day_takes_the_person_out(db, run):
    Membership.objects.filter(pk=membership("viewer").pk).update(ends_on=of("north").today())
    Membership.objects.filter(pk=membership("coach").pk).update(ends_on=tomorrow())
    run()

    assert not Membership.objects.filter(user=user("viewer")).exists()
    assert Membership.objects.filter(user=user("coach")).exists()
    assert events() == [("people.remove", None, member_of(user("viewer")), ["roles", "sessions"])]


def test_last_owner_whose_day_came_is_reported_by_id_alone(db, caplog):
    Membership.objects.filter(pk=membership("owner").pk).update(ends_on=of("north").today())
    people.end_memberships()

    assert f"membership {membership('owner').pk} has ended" in caplog.text
    assert "example.org" not in caplog.text


def test_two_owners_who_remove_each_other_leave_one(east):
    other = User.objects.create_user("second@east.example.org", PASSWORD)
    add_person(east, other, roles=[Role.OWNER])
    first = membership("owner", "east")
    rows = [first, Membership.objects.select_related("organization", "user").get(user=other)]

    def removing(row, by):
        try:
            remove(row, by=by)
        except Refused as refusal:
            return str(refusal)
        return "done"

    said = in_threads(lambda: removing(rows[0], other), lambda: removing(rows[1], first.user))

    assert sorted(said) == ["You are not an owner any more, so nothing was changed.", "done"]
    assert Membership.objects.filter(organization=east, roles__role=Role.OWNER).count() == 1
