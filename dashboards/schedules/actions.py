"""Making a schedule, pausing it, going on with it, ending it, and what the clock does when its hour has come."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.notices import tell
from dashboards.models import Report, ReportReader, ReportSchedule, ScheduledReport
from dashboards.reports.actions import ask
from dashboards.schedules.times import next_due, period_before
from members.acting import NoLongerMay, owners, request_as
from members.models import Member
from organizations.models import Organization
from organizations.people import Refused

RIGHT = "report.schedule"
# What notices about it are called.
PAUSED, FAILED = "dashboards.schedule_paused", "dashboards.schedule_failed"
# The choices of a report that its next ones share.
_CHOICES = ("kind", "audience", "ladder", "units", "divided_by", "view", "partner", "language")


@action
def make(
    like: Report, *, every: str, readers: Collection[Member], organization: Organization, by: Member
) -> ReportSchedule:
    """Let a report be made again after each period, by the right of who asks for it.

    Raises Refused for one that would be about other people then.
    """
    if (reason := why_not(like, by)) is not None:
        raise Refused(reason)
    due = next_due(every, organization, after=timezone.now())
    schedule: ReportSchedule = ReportSchedule.objects.create(like=like, every=every, made_by=by, due_at=due)
    ReportReader.objects.bulk_create(ReportReader(schedule=schedule, member=member) for member in readers)
    record(RIGHT, of=schedule, by=by, fields=["every", "readers"])
    return schedule


def why_not(like: Report, by: Member) -> str | None:
    """Say why a report cannot come again by this person's right; None when it can."""
    if not like.is_counted:
        return _("Wait until the report is built.")
    if like.asked_by_id == by.pk:
        return None
    if like.snapshot.get("own"):
        return _("It counts only the people of who made it, and by your right it would count others. Make your own.")
    if like.view and not (like.view.is_shared or like.view.owner_id == by.pk):
        return _("It is about a view that is somebody’s own. Ask them to share the view with everybody here.")
    return None


@action
def pause(schedule: ReportSchedule, *, by: Member | None) -> bool:
    """Let nothing come until somebody goes on with it; `by` None is the clock. Whether it went on until now."""
    paused = ReportSchedule.objects.standing().filter(pk=schedule.pk, paused_at=None)
    if not paused.update(paused_at=Now(), due_at=None):
        return False
    record(RIGHT, of=schedule, by=by, fields=["paused_at"])
    return True


@action
def go_on(schedule: ReportSchedule, *, organization: Organization, by: Member) -> bool:
    """Let it come again from the next period on, by the right of who says so."""
    due = next_due(schedule.every, organization, after=timezone.now())
    waiting = ReportSchedule.objects.standing().filter(pk=schedule.pk).exclude(paused_at=None)
    if not waiting.update(paused_at=None, due_at=due, made_by=by):
        return False
    record(RIGHT, of=schedule, by=by, fields=["made_by", "paused_at"])
    return True


@action
def end(schedule: ReportSchedule, *, by: Member | None) -> bool:
    """Let it come never again; the reports it made stay. `by` None: who set it up has left."""
    if not ReportSchedule.objects.standing().filter(pk=schedule.pk).update(ended_at=Now(), due_at=None):
        return False
    record(RIGHT, of=schedule, by=by, fields=["ended_at"])
    return True


@action
def stop_reading(reader: ReportReader, *, stopped: bool) -> bool:
    """Mail one person no more reports of a schedule, by the link in a mail; or again. Whether that changed anything."""
    now = ReportReader.objects.filter(pk=reader.pk, stopped_at__isnull=stopped)
    if not now.update(stopped_at=Now() if stopped else None):
        return False
    record("mail.stop" if stopped else "mail.start", of=reader, by=reader.member, fields=["stopped_at"])
    return True


def leave(organization: Organization, user_id: UUID) -> None:
    """Who leaves ends what they let come, which owners hear of, and is told of nothing any more."""
    ended = list(ReportSchedule.objects.standing().filter(made_by__user_id=user_id).order_by("pk"))
    for schedule in ended:
        end(schedule, by=None)
    ReportReader.objects.filter(member__user_id=user_id).delete()
    # Who the owners are stands on the public side, where this transaction cannot look.
    transaction.on_commit(lambda: _tell(ended, owners(organization)) if ended else None)


@action
def _tell(schedules: Iterable[ReportSchedule], to: list[Member]) -> None:
    for schedule in schedules:
        tell(to=to, kind=PAUSED, by=None, about=schedule.pk)


def forget(member: Member) -> None:
    """Whoever is erased is told of nothing."""
    ReportReader.objects.filter(member=member).delete()


def come(organization: Organization) -> None:
    """Ask for every report whose hour has come: once for each period, and for those missed only the last."""
    for schedule in ReportSchedule.objects.due().select_related("like__ladder", "made_by"):
        try:
            request_as(schedule.made_by, RIGHT)
            request_as(schedule.made_by, "report.build")
        except NoLongerMay:
            _pause_and_tell(schedule, owners(organization))
        else:
            _ask_for_next(schedule, organization)


@action
def _pause_and_tell(schedule: ReportSchedule, to: list[Member]) -> None:
    if pause(schedule, by=None):
        tell(to=to, kind=PAUSED, by=None, about=schedule.pk)


@action
def _ask_for_next(schedule: ReportSchedule, organization: Organization) -> None:
    """Take the period for this worker alone, and queue its report."""
    now = timezone.now()
    mine = ReportSchedule.objects.due().filter(pk=schedule.pk, due_at=schedule.due_at)
    if schedule.made_by is None or not mine.update(due_at=next_due(schedule.every, organization, after=now)):
        return
    days = period_before(schedule.every, organization, now.astimezone(organization.zone).date())
    if ScheduledReport.objects.filter(schedule=schedule, last=days.last).exists():
        return
    chosen = {name: getattr(schedule.like, name) for name in _CHOICES}
    report = ask(first=days.first, last=days.last, by=schedule.made_by, shared_at=now, **chosen)
    ScheduledReport.objects.create(schedule=schedule, report=report, last=days.last)


@action
def tell_of_failure(each: ScheduledReport) -> None:
    """Tell whoever let a report come that this one could not be made."""
    if maker := each.report.asked_by:
        tell(to=maker, kind=FAILED, by=None, about=each.report_id)
