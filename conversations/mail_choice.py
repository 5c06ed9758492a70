"""When somebody wants mail from this organization: chosen on a page, stopped by a link."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.signing import BadSignature, Signer
from django.db.models.functions import Now
from django.utils import timezone

from audit.recording import action, record
from conversations.models import Digest, MailChoice
from members.models import Member
from organizations.models import Organization

Every = MailChoice.Every


def next_due(choice: MailChoice, organization: Organization, *, after: datetime) -> datetime | None:
    """Return the next moment that was chosen, by the person's own clock; None when no mail is wanted.

    An hour that the clock leaves out in spring is the one after it; one that comes twice in autumn is the first.
    """
    if not choice.is_wanted:
        return None
    zone = ZoneInfo(choice.zone_name(organization))
    day = after.astimezone(zone).date()
    while True:
        # Compared by UTC: two times of one zone would be compared by what the clock on the wall says.
        due = datetime.combine(day, time(choice.hour), tzinfo=zone).astimezone(UTC)
        if due > after and (choice.every == Every.DAY or day.isoweekday() == choice.weekday):
            return due
        day += timedelta(days=1)


def of(member: Member) -> MailChoice:
    """Return what somebody chose, or the choice that everybody begins with: no mail."""
    return MailChoice.objects.filter(member=member).first() or MailChoice(member=member)


@action
def choose(choice: MailChoice, *, organization: Organization, by: Member) -> MailChoice:
    """Save what somebody chose for themselves. What is due by then, and not written yet, is dropped."""
    now = timezone.now()
    choice.chosen_at, choice.stopped_at = now, None
    choice.due_at = next_due(choice, organization, after=now)
    choice.save()
    _drop_queued(choice.member)
    record("mail.choose", of=choice, by=by, fields=["every", "weekday", "hour", "time_zone"])
    return choice


@action
def stop(member: Member) -> bool:
    """Stop at once, by the link in a mail; what was chosen is kept. Whether there was anything to stop."""
    wanted = MailChoice.objects.filter(member=member, stopped_at=None).exclude(every=Every.NEVER)
    stopped = bool(wanted.update(stopped_at=Now(), due_at=None))
    if stopped:
        _drop_queued(member)
        record("mail.stop", of=member, by=member, fields=["stopped_at"])
    return stopped


@action
def start_again(member: Member, *, organization: Organization) -> bool:
    """Take a stop back: as it was chosen before. Whether there was one to take back."""
    choice = MailChoice.objects.select_for_update().filter(member=member).exclude(stopped_at=None).first()
    if choice is None:
        return False
    choice.stopped_at = None
    choice.due_at = next_due(choice, organization, after=timezone.now())
    choice.save(update_fields=["stopped_at", "due_at"])
    record("mail.start", of=member, by=member, fields=["stopped_at"])
    return True


def _drop_queued(member: Member) -> None:
    Digest.objects.queued().filter(member=member).update(
        status=Digest.Status.DROPPED, claimed_at=Now(), finished_at=Now()
    )


def token(organization: Organization, member: Member) -> str:
    """Sign the right to stop one person's mail from one organization, for as long as the mail lies in an inbox."""
    return _signer(organization).sign(member.pk.hex)


def whose(organization: Organization, token: str) -> Member | None:
    """Return whose mail a token stops, inside the organization; None for what we did not sign."""
    try:
        return Member.objects.filter(pk=_signer(organization).unsign(token)).first()
    except BadSignature:
        return None


def _signer(organization: Organization) -> Signer:
    return Signer(salt=f"conversations.stop-mail:{organization.pk}")
