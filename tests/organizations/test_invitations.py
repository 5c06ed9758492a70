"""Inviting, proposing, confirming, sending again, withdrawing: every way it ends."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.models import AuditEvent
from members.models import Member
from organizations.invitations import confirm, invite, propose, resend, withdraw
from organizations.models import Invitation, InvitationRole, Role, User
from organizations.people import Refused, change_roles
from stpnet.in_org import in_org, on_public_side
from tests.organizations.conftest import link, membership, user
from tests.seeds import of

NEW = "nia@example.org"
pytestmark = pytest.mark.usefixtures("verified")


def invited(**given):
    return invite(of("north"), **{"address": NEW, "roles": [Role.ORGANIZER], "by": user("owner"), **given})


def proposed(address=NEW):
    return propose(of("north"), address=address, roles=[Role.ORGANIZER], by=user("organizer"))


def events():
    with in_org(of("north")):
        return list(AuditEvent.objects.filter(action__startswith="people.").values_list("action", "actor_id"))


def member_of(role):
    who = user(role)
    with in_org(of("north")):
        return Member.objects.get(user_id=who.pk).pk


def test_invitation_is_mailed_with_who_invites_to_what():
    invitation = invited()

    (message,) = mail.outbox
    assert (message.to, message.subject) == ([NEW], "You are invited to North River")
    assert "Owner North River invites you to North River on STP Network." in message.body
    assert "works once, and for seven days" in message.body
    assert invitation.expires_at - invitation.confirmed_at == timedelta(days=7)


def test_who_invited_is_written_down():
    invited()

    assert events() == [("people.invite", member_of("owner"))]


def test_token_is_in_the_mail_and_nowhere_else(caplog):
    caplog.set_level(logging.DEBUG)
    invited()
    token = link().split("/")[2]

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(i)::text FROM organizations_invitation i")
        assert token not in str(cursor.fetchall())
    assert token not in caplog.text
    assert len(token) == 43


def test_known_and_unknown_address_are_treated_alike():
    for address in (NEW, "owner@south.example.org"):
        invited(address=address)

    one, other = (message.body.replace(link(n), "") for n, message in enumerate(mail.outbox))
    assert one == other


def test_address_is_taken_in_one_form():
    assert invited(address="Nia@Example.ORG").email == NEW


def test_what_is_no_address_is_refused():
    with pytest.raises(ValidationError, match="is not an e-mail address"):
        invited(address="nia at example")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"address": "viewer@north.example.org"}, "belongs here already"),
        ({"roles": []}, "at least one role"),
        ({"ends_on": 0}, "a day to come"),
    ],
)
def test_what_makes_no_sense_is_refused(given, sentence):
    if "ends_on" in given:
        given = {"ends_on": of("north").today()}
    with pytest.raises(Refused, match=sentence):
        invited(**given)

    assert (mail.outbox, Invitation.objects.count()) == ([], 0)


def test_address_invited_already_is_refused():
    invited()
    with pytest.raises(Refused, match="Send that one again"):
        invited()


def test_address_proposed_already_is_refused():
    proposed()
    with pytest.raises(Refused, match="Confirm it"):
        invited()


def test_invitation_that_ran_out_makes_room_for_a_new_one():
    first = invited()
    past = timezone.now() - timedelta(days=8)
    Invitation.objects.update(confirmed_at=past, expires_at=past + timedelta(days=7))
    invited()

    first.refresh_from_db()
    assert first.withdrawn_at is not None


def test_address_can_be_invited_by_two_groups():
    invited()
    invite(of("south"), address=NEW, roles=[Role.COACH], by=user("owner", "south"))

    assert Invitation.objects.open().count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_nobody_but_an_owner_invites(role):
    with pytest.raises(Refused, match="not an owner"):
        invited(by=user(role))


def test_owner_of_another_group_does_not_invite():
    with pytest.raises(Refused, match="not an owner"):
        invited(by=user("owner", "south"))


def test_sending_again_gives_a_new_link():
    first = invited()
    again = resend(first, by=user("owner"))

    assert link(0) != link(1)
    assert again.token_hash != first.token_hash


def test_sending_again_what_was_accepted_is_refused():
    invitation = invited()
    withdraw(invitation, by=user("owner"))

    for done in (resend, withdraw):
        with pytest.raises(Refused, match="meanwhile"):
            done(invitation, by=user("owner"))


def test_sending_a_proposal_again_is_refused():
    with pytest.raises(Refused, match="only proposed"):
        resend(proposed(), by=user("owner"))


def test_proposal_sends_nothing_and_says_who():
    invitation = proposed()

    assert mail.outbox == []
    assert (invitation.proposed_by, invitation.token_hash, invitation.confirmed_at) == (user("organizer"), None, None)
    assert events() == [("people.propose", member_of("organizer"))]


def test_owner_confirms_several_at_once():
    ids = [proposed(address).pk for address in (NEW, "leo@example.org", "mia@example.org")]
    sent = confirm(of("north"), ids=ids[:2], by=user("owner"))

    assert sorted(message.to[0] for message in mail.outbox) == ["leo@example.org", NEW]
    assert {invitation.invited_by for invitation in sent} == {user("owner")}
    assert Invitation.objects.proposed().get().pk == ids[2]


def test_proposal_of_another_group_is_not_confirmed():
    invitation = proposed()

    assert confirm(of("south"), ids=[invitation.pk], by=user("owner", "south")) == []


def test_confirming_twice_sends_once():
    ids = [proposed().pk]
    confirm(of("north"), ids=ids, by=user("owner"))

    assert confirm(of("north"), ids=ids, by=user("owner")) == []
    assert len(mail.outbox) == 1


def test_owner_who_is_none_any_more_confirms_nothing():
    invite(of("north"), address=NEW, roles=[Role.OWNER], by=None)
    ids, former = [proposed("leo@example.org").pk], user("owner")
    with on_public_side():
        second = User.objects.create_user("second@example.org")
    from organizations.actions import add_person

    add_person(of("north"), second, roles=[Role.OWNER])
    change_roles(membership("owner"), roles=[Role.VIEWER], by=second)
    with pytest.raises(Refused, match="not an owner"):
        confirm(of("north"), ids=ids, by=former)


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "Nia@example.org"},
        {"accepted_at": timezone.now(), "withdrawn_at": timezone.now()},
        {"token_hash": None},
        {"expires_at": None},
        {"confirmed_at": None},
    ],
    ids=["capitals", "two ends", "no token", "no end", "not confirmed"],
)
def test_database_refuses_what_cannot_be(wrong):
    invitation = invited()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(**wrong)


def test_database_refuses_a_second_open_one_and_unknown_roles():
    invitation = invited()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(organization=of("north"), email=NEW)
    for role in ("organizer", "king"):
        with pytest.raises(IntegrityError), transaction.atomic():
            InvitationRole.objects.create(invitation=invitation, role=role)
