"""Making a link that shows a report or a story, taking it back, and finding what one shows."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.recording import action, record
from dashboards.models import Report, ShareLink
from experiments.models import Experiment
from experiments.models.experiment import Status
from members.models import Member
from organizations.people import Refused


class Made(NamedTuple):
    """A new link: its token is known now and never again."""

    link: ShareLink
    token: str


@action
def make(of: Report | Experiment, *, whom: str, days: int, by: Member) -> Made:
    """Make a link that ends after some days. Raises Refused for what is not for readers outside."""
    if (reason := why_not(of)) is not None:
        raise Refused(reason)
    token = token_urlsafe(32)
    link: ShareLink = ShareLink.objects.create(
        report=of if isinstance(of, Report) else None,
        experiment=of if isinstance(of, Experiment) else None,
        whom=whom,
        token_hash=hash_of(token),
        made_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    record("share_link.make", of=link, by=by, fields=["expires_at"])
    return Made(link, token)


def why_not(of: Report | Experiment) -> str | None:
    """Say why something cannot be shown outside; None when it can."""
    if isinstance(of, Experiment):
        is_told = of.status == Status.FINISHED
        return None if is_told else _("The story of an experiment is told when it is over. Finish it first.")
    return _why_not_report(of)


def _why_not_report(report: Report) -> str | None:
    if report.deleted_at:
        return _("This report was deleted.")
    if not report.is_handed_on:
        return _("This report shows small figures as they are, so it stays inside. Build one for anyone to read.")
    if not report.is_counted:
        return _("Wait until the report is built.")
    return None


@action
def revoke(link: ShareLink, *, by: Member | None) -> bool:
    """Let it show nothing any more, from now on; `by` None is the clock. Whether it still did."""
    ended = bool(ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=Now()))
    if ended:
        record("share_link.revoke", of=link, by=by, fields=["revoked_at"])
    return ended


def found(token: str) -> ShareLink | None:
    """Return the link that this token belongs to, whether or not it still shows something."""
    return (
        ShareLink.objects.filter(token_hash=hash_of(token))
        .select_related("report__ladder", "experiment", "made_by")
        .first()
    )


def shows(link: ShareLink, at: datetime) -> bool:
    """Whether what it is for is still to be seen by it."""
    return link.revoked_at is None and link.expires_at > at and why_not(link.shows) is None


def count_visit(link: ShareLink) -> None:
    ShareLink.objects.filter(pk=link.pk).update(n_visits=F("n_visits") + 1, visited_at=Now())


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
