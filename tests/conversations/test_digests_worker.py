"""A digest under a real worker: from the message to the mail, once."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from conversations import mail_choice
from conversations.models import Digest, MailChoice
from conversations.notices import tell
from conversations.tasks import send_digests
from conversations.told import ROLES
from demo.mail import newest
from members.models import Member
from organizations.models import OutgoingMail
from stpnet.in_org import in_org
from tests.worker import wait_for

WHO = "owner@east.example.org"


@pytest.fixture
def due(east):
    """The owner of east has chosen mail, it is due, and there is something to say."""
    with in_org(east):
        owner = Member.objects.get(given_name="Owner")
        choice = mail_choice.of(owner)
        choice.every = "day"
        mail_choice.choose(choice, organization=east, by=owner)
        MailChoice.objects.update(due_at=timezone.now() - timedelta(minutes=1))
        tell(to=owner, kind=ROLES, by=None)
    yield east
    OutgoingMail.objects.all().delete()


def mails():
    return [mail.subject for mail in newest(Path(settings.MEDIA_ROOT).parent / "mail") if mail.to == WHO]


def test_a_message_that_comes_five_times_is_one_mail(worker, due):
    with in_org(due):
        for _ in range(5):
            send_digests.apply_async()

    wait_for(mails)
    with in_org(due):
        assert [digest.status for digest in Digest.objects.all()] == [Digest.Status.MAILED]
        # After these the queue is empty, and there is still one.
        send_digests.apply_async()
    wait_for(lambda: not OutgoingMail.objects.exclude(status=OutgoingMail.Status.SENT).exists())
    assert mails() == ["News from East Valley"]
