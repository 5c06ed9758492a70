"""Writing the mail that gathers what waits and what happened. The row is the queue, and is there once for each time."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations import mail_choice, shown
from conversations.mail_choice import next_due
from conversations.models import Digest, MailChoice, Notice
from conversations.needs import what_needs
from conversations.notices import told_to
from conversations.reader import Reader
from conversations.registry import Line
from organizations.mail import Letter
from organizations.models import Membership, Organization, Role
from stpnet.in_org import on_public_side

Status = Digest.Status
# A mail is read at a glance; what is more stands on the page.
MOST = 20
READ_KEPT, DIGESTS_KEPT = timedelta(days=90), timedelta(days=60)


class Addressee(NamedTuple):
    """What the public side knows of somebody who belongs here today."""

    email: str
    roles: list[Role]


class Written(NamedTuple):
    """What a mail says."""

    subject: str
    needs: list[Line]
    told: list[Line]
    text: str
    html: str
    headers: dict[str, str]


def begin(organization: Organization) -> None:
    """Make a row for everybody whose time has come. Times that went by while nothing ran are one."""
    now = timezone.now()
    for choice in MailChoice.objects.filter(due_at__lte=now).select_related("member"):
        with transaction.atomic():
            mine = MailChoice.objects.filter(pk=choice.pk, due_at__lte=now)
            if mine.update(due_at=next_due(choice, organization, after=now)):
                Digest.objects.get_or_create(member=choice.member, due_at=choice.due_at or now)
    _clear_up()


def write_waiting(organization: Organization) -> None:
    """Write what is queued. Two workers share the rows; a worker that dies leaves its row to another."""
    queued = list(Digest.objects.queued().select_related("member").order_by("due_at", "pk"))
    addressees = _addressees(organization, [digest.member.user_id for digest in queued if digest.member.user_id])
    for waiting in queued:
        if digest := Digest.objects.claim(waiting.pk):
            _write(digest, organization, addressees)


def _write(digest: Digest, organization: Organization, addressees: Mapping[UUID, Addressee]) -> None:
    addressee = addressees.get(digest.member.user_id) if digest.member.user_id else None
    if addressee is None or not mail_choice.of(digest.member).is_wanted:
        return _finish(digest, Status.DROPPED)
    written = write(Reader(organization, digest.member, addressee.roles, by_mail=True), digest)
    if written is None:
        return _finish(digest, Status.EMPTY)
    # Handed over twice under one key it goes once: nobody knows whether a worker that died here had done so.
    key = f"digest {digest.member_id} {digest.pk}"
    Letter(
        written.subject, written.text, to=addressee.email, html=written.html, key=key, headers=written.headers
    ).send()
    return _finish(digest, Status.MAILED)


def write(reader: Reader, digest: Digest | None = None) -> Written | None:
    """Say what waits and what happened since the mail before; None when that is nothing."""
    choice = mail_choice.of(reader.member)
    organization = reader.organization
    zone, language = choice.zone_name(organization), organization.language
    with timezone.override(zone), translation.override(language):
        needs = what_needs(reader)
        told = shown.happened(reader, told_to(reader).filter(read_at=None, **_since(digest))[:MOST])
        return _worded(reader, choice, needs, [each.line for each in told]) if needs or told else None


def _since(digest: Digest | None) -> dict[str, Any]:
    if digest is None:
        return {}
    before = Digest.objects.filter(member=digest.member, due_at__lt=digest.due_at, finished_at__isnull=False)
    last = before.order_by("-due_at").values_list("finished_at", flat=True).first()
    return {"created_at__gt": last} if last else {}


def _worded(reader: Reader, choice: MailChoice, needs: list[Line], told: list[Line]) -> Written:
    organization = reader.organization
    path = reverse("stop_mail", args=[organization.pk, mail_choice.token(organization, reader.member)])
    stop = settings.SITE_URL + path
    subject = _subject(organization, sum(line.n for line in needs))
    context = {
        "subject": subject,
        "organization": organization,
        "needs": needs,
        "told": told,
        "choice": choice,
        "all": reader.url("notices:list"),
        "change": reader.url("notices:mail"),
        "stop": stop,
    }
    text = render_to_string("conversations/mail/digest.txt", context)
    html = render_to_string("conversations/mail/digest.html", context)
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return Written(subject, needs, told, text, html, headers)


def _subject(organization: Organization, n: int) -> str:
    if not n:
        return _("News from %(group)s") % {"group": organization.name}
    said = ngettext("%(n)d thing needs you at %(group)s", "%(n)d things need you at %(group)s", n)
    return said % {"n": n, "group": organization.name}


def _addressees(organization: Organization, user_ids: Collection[UUID]) -> dict[UUID, Addressee]:
    """Ask the public side, in one statement, who of them belongs here today, as what, and where they read mail."""
    with on_public_side():
        belonging = (
            Membership.objects.current()
            .of_the_group()
            .with_roles()
            .filter(organization=organization, user__in=user_ids, user__is_active=True)
        )
        found = belonging.select_related("user")
        return {row.user_id: Addressee(row.user.email, row.held) for row in found if row.held}


def _finish(digest: Digest, status: Status) -> None:
    Digest.objects.filter(pk=digest.pk, status=Status.WRITING).update(status=status, finished_at=Now())


def _clear_up() -> None:
    """Give what a dead worker had to another; forget what is old."""
    silent = timedelta(seconds=settings.WORKER_SILENT_SECONDS)
    Digest.objects.filter(status=Status.WRITING, claimed_at__lt=Now() - silent).update(
        status=Status.QUEUED, claimed_at=None
    )
    Digest.objects.filter(finished_at__lt=Now() - DIGESTS_KEPT).delete()
    Notice.objects.filter(read_at__lt=Now() - READ_KEPT).delete()
