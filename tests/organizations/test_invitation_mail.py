"""What becomes of the mail of an invitation, and what its owner is told."""

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations import outbox
from organizations.invitations import invite, resend, withdraw
from organizations.models import OutgoingMail, Role
from tests.mail_server import at
from tests.organizations.conftest import user
from tests.seeds import of

NEW = "nia@example.org"


def invited():
    return invite(of("north"), address=NEW, roles=[Role.ORGANIZER], by=user("owner"))


@pytest.fixture
def page(owner):
    """What the owner reads of those invited."""
    return lambda: owner.get(reverse("organizations:people", args=["north"])).text


def test_an_invitation_is_sent_when_the_mail_server_has_it(server, page):
    invitation = invited()
    assert "Being mailed" in page()

    outbox.send_waiting()

    invitation.refresh_from_db()
    assert invitation.sent_at is not None
    assert [mail["To"] for mail in server.mails] == [NEW]
    assert "Being mailed" not in page()


def test_an_address_that_takes_no_mail_is_said_and_can_be_sent_again(server, page):
    server.answers = {"RCPT": "550 no such person"}
    invitation = invited()
    outbox.send_waiting()
    assert "Could not be mailed" in page()
    assert outbox.NO_SUCH in page()

    server.answers = {}
    resend(invitation, by=user("owner"))
    outbox.send_waiting()

    assert len(server.mails) == 1
    assert "Could not be mailed" not in page()


def test_a_server_that_is_away_is_said(db, settings, page):
    settings.MAILERS = at(1)
    invited()

    outbox.send_waiting()

    assert outbox.AWAY in page()
    assert "Being mailed" in page()


def test_a_dead_link_is_not_mailed_any_more(server):
    invitation = resend(invited(), by=user("owner"))
    outbox.send_waiting()
    assert len(server.mails) == 1

    resend(invitation, by=user("owner"))
    withdraw(invitation, by=user("owner"))
    OutgoingMail.objects.update(next_try_at=timezone.now())
    outbox.send_waiting()

    assert len(server.mails) == 1


def test_what_is_refused_leaves_no_mail(server, monkeypatch):
    """Invitation and mail are one transaction: neither is there without the other."""
    monkeypatch.setattr("organizations.invitations.render_to_string", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        invited()

    assert not OutgoingMail.objects.exists()
    assert not of("north").invitations.exists()
