"""Mail waits in the database until the mail server has it, so a server that is down loses nothing.

The mailer "default" only keeps; the mailer "server" is where a worker takes what was kept.
"""

import json
import logging
import smtplib
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from email.utils import formatdate
from typing import Any
from uuid import UUID

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import make_msgid
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_noop

from organizations.models import Invitation, Organization, OutgoingMail
from organizations.models.mail import LIVES
from organizations.signing_in.mfa import locks
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side

logger = logging.getLogger(__name__)
Status = OutgoingMail.Status
# How long to wait after each try that did not work: 15 hours in all.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480)]
# Finished rows have nothing in them; they are kept so that a key that comes again finds them.
KEPT = timedelta(days=30)
# One run is over long before a worker's time limit.
MOST_SECONDS = 120
PERMANENT = 500

AWAY = gettext_noop("The mail server cannot be reached. We keep trying for a day.")
NOT_NOW = gettext_noop("The mail server does not take it just now. We keep trying for a day.")
NO_SUCH = gettext_noop("The mail server says that this address takes no mail. Look whether it is written right.")
REFUSED = gettext_noop("The mail server refused this mail.")
TOO_LATE = gettext_noop("It could not be sent for a day. Send it again.")
UNKNOWN = gettext_noop("We stopped in the middle and cannot tell whether it was sent. Ask, or send it again.")
CLOSED = gettext_noop("The group was closed before it was sent.")
NOT_WANTED = gettext_noop("Its reader wants no more of it.")
ERASED = gettext_noop("Somebody whom it names was erased before it was sent.")
UNREADABLE = gettext_noop("It can no longer be read here, as the keys were changed. Send it again.")


class OutboxBackend(BaseEmailBackend):
    """Keeps what is to be sent; whoever sends mail through Django need not know."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            keep(message)
        return len(email_messages)


def keep(message: EmailMessage) -> None:
    """Put a mail into the outbox and wake a worker once that is committed."""
    if message.attachments or message.cc or message.bcc:
        raise ValueError("The outbox takes neither attachments nor copies.")
    row = OutgoingMail(
        sealed=_seal(message),
        key=getattr(message, "key", None),
        invitation=getattr(message, "invitation", None),
        organization_id=_whose(message),
    )
    with on_public_side(), transaction.atomic():
        OutgoingMail.objects.bulk_create([row], ignore_conflicts=True)
        transaction.on_commit(_wake, robust=True)


def _whose(message: EmailMessage) -> UUID | None:
    """The group that a mail is of: the one it is written in, or named on it."""
    here = getattr(message, "organization", None) or current().tenant
    return here.pk if isinstance(here, Organization) else None


def _wake() -> None:
    from organizations.tasks import wake_mail  # noqa: PLC0415 - tasks call this module

    wake_mail()


def send_waiting() -> int:
    """Hand to the mail server what is due, one by one, and return how many went. Stops while it cannot be reached."""
    _clear_up()
    sent, until = 0, time.monotonic() + MOST_SECONDS
    for pk in list(OutgoingMail.objects.due().values_list("pk", flat=True)):
        if time.monotonic() > until:
            break
        if mail := OutgoingMail.objects.claim(pk):
            try:
                sent += _send(mail)
            except _ServerIsAway:
                break
    return sent


def take_back(start_of_key: str) -> None:
    """Send nothing more of what waits under keys that begin so."""
    OutgoingMail.objects.waiting().filter(key__startswith=start_of_key).update(
        status=Status.FAILED, sealed=None, finished_at=Now(), trouble=NOT_WANTED
    )


def take_back_all(organization: Organization) -> None:
    """Send nothing more of what waits for people of a group."""
    OutgoingMail.objects.waiting().filter(organization=organization).update(
        status=Status.FAILED, sealed=None, finished_at=Now(), trouble=CLOSED
    )


def take_back_naming(organization: Organization, *, words: Sequence[str], addresses: Sequence[str]) -> int:
    """Send nothing more that goes to one of these addresses or has one of these words in it; returns how many mails."""
    looked_for = [word.lower() for word in (*words, *addresses)]
    naming = [
        mail.pk
        for mail in OutgoingMail.objects.waiting().filter(organization=organization)
        if any(word in _text(mail) for word in looked_for)
    ]
    given_up = {"status": Status.FAILED, "sealed": None, "finished_at": Now(), "trouble": ERASED}
    return OutgoingMail.objects.waiting().filter(pk__in=naming).update(**given_up)


def _text(mail: OutgoingMail) -> str:
    """All that stands in a mail that waits, in small letters; nothing where it can no longer be opened."""
    try:
        return json.dumps(_parts(mail), ensure_ascii=False).lower()
    except InvalidToken:
        return ""


class _ServerIsAway(Exception):
    """No use in trying the next one."""


def _send(mail: OutgoingMail) -> bool:
    """Try once. What the server refused for good is given up, anything else waits for another time."""
    try:
        message = _open(mail)
    except InvalidToken:
        return _fail(mail, UNREADABLE)
    server = mailers["server"]
    try:
        server.open()
    except OSError as error:  # smtplib's own are among them
        _postpone(mail, AWAY)
        raise _ServerIsAway from error
    try:
        server.send_messages([message])
    except ValueError:  # no address that can be written to a mail server
        return _fail(mail, NO_SUCH)
    except OSError as error:
        return _judge(mail, error)
    finally:
        with suppress(OSError):  # how the server says goodbye changes nothing
            server.close()
    return _finish(mail)


def _judge(mail: OutgoingMail, error: OSError) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return _fail(mail, NO_SUCH) if min(codes) >= PERMANENT else _postpone(mail, NOT_NOW)
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= PERMANENT:
        return _fail(mail, REFUSED)
    return _postpone(mail, NOT_NOW)


def _finish(mail: OutgoingMail) -> bool:
    with transaction.atomic():
        _mine(mail).update(status=Status.SENT, sealed=None, finished_at=Now(), trouble="")
        if mail.invitation_id:
            Invitation.objects.filter(pk=mail.invitation_id).update(sent_at=Now())
    return True


def _postpone(mail: OutgoingMail, sentence: str) -> bool:
    if mail.n_tries > len(PAUSES):
        return _fail(mail, TOO_LATE)
    next_try_at = timezone.now() + PAUSES[mail.n_tries - 1]
    _mine(mail).update(status=Status.WAITING, claimed_at=None, next_try_at=next_try_at, trouble=sentence)
    logger.warning("mail %s waits for another try after %d", mail.pk, mail.n_tries)
    return False


def _fail(mail: OutgoingMail, sentence: str) -> bool:
    _mine(mail).update(status=Status.FAILED, sealed=None, finished_at=Now(), trouble=sentence)
    logger.warning("mail %s was given up", mail.pk)
    return False


def _mine(mail: OutgoingMail) -> Any:
    """Return the row while this claim holds."""
    return OutgoingMail.objects.filter(pk=mail.pk, status=Status.SENDING, n_tries=mail.n_tries)


def _clear_up() -> None:
    """Give up what is too old, what a worker died over, and forget what was finished long ago."""
    given_up = {"status": Status.FAILED, "sealed": None, "finished_at": Now()}
    silent = timedelta(seconds=settings.WORKER_SILENT_SECONDS)
    sending = OutgoingMail.objects.filter(status=Status.SENDING)
    sending.filter(claimed_at__lt=Now() - silent).update(trouble=UNKNOWN, **given_up)
    OutgoingMail.objects.waiting().filter(created_at__lt=Now() - LIVES).update(trouble=TOO_LATE, **given_up)
    OutgoingMail.objects.filter(finished_at__lt=Now() - KEPT).delete()


def _seal(message: EmailMessage) -> bytes:
    """Close the mail with the keys of secrets. Its id is made here, so that a mail program sees a repeated one as one."""
    headers = {"Message-ID": make_msgid(domain="stp-network"), "Date": formatdate(), **message.extra_headers}
    parts = {
        "subject": str(message.subject),
        "text": str(message.body),
        "html": [str(each.content) for each in getattr(message, "alternatives", [])],
        "from": message.from_email,
        "to": message.to,
        "headers": {name: str(value) for name, value in headers.items()},
    }
    return locks(settings.MFA_KEYS).encrypt(json.dumps(parts).encode())


def _parts(mail: OutgoingMail) -> dict[str, Any]:
    parts: dict[str, Any] = json.loads(locks(settings.MFA_KEYS).decrypt(bytes(mail.sealed or b"")))
    return parts


def _open(mail: OutgoingMail) -> EmailMultiAlternatives:
    parts = _parts(mail)
    message = EmailMultiAlternatives(
        parts["subject"], parts["text"], parts["from"], parts["to"], headers=parts["headers"]
    )
    for html in parts["html"]:
        message.attach_alternative(html, "text/html")
    return message
