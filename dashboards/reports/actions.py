"""What happens to a report: asked for, counted, written, told in other words, shared, deleted."""

import logging
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.models import Quote
from dashboards.models import Report, ReportSchedule, ReportWords
from dashboards.reports import building, contacts, quoted, slots, writing
from dashboards.reports.told import told
from dashboards.reports.whom import RIGHT, CannotCount
from dashboards.sharing.actions import revoke
from members import long_work
from members.acting import NoLongerMay
from members.exporting import files
from members.models import Member, UnitContact
from organizations.models import Organization
from stpnet.db.wrapper import current

logger = logging.getLogger("stpnet.reports")
Status = Report.Status
# So long a deleted report can be brought back.
KEPT = timedelta(days=30)
_FOLDER = "reports"
# What has files, or gets them: a worker that has told it already begins anew. What was stopped waits for a person.
_WRITTEN = (Status.QUEUED, Status.RUNNING, Status.DONE)
# Where a snapshot keeps whose words and names it has.
_NAMES = ("quotes", "contacts")


@action
def ask(*, kind: str, first: date, last: date, language: str, by: Member, **about: Any) -> Report:
    """Queue a report; it begins with the words that the group has in its language."""
    words = dict(ReportWords.objects.filter(language=language).values_list("slot", "text"))
    report: Report = Report.objects.create(
        kind=kind,
        first=first,
        last=last,
        language=language,
        asked_by=by,
        words=words if kind == Report.Kind.MEMBERS else {},
        n_asked=len(writing.FORMS) + 1,
        **about,
    )
    record(RIGHT, of=report, by=by, fields=["asked", kind])
    nudge(report)
    return report


@action
def put_into_words(report: Report, words: dict[str, str], *, keep: bool, by: Member) -> None:
    """Tell a report in these words, and with `keep` every later one in its language; the figures stay as they were."""
    report.words = words
    report.save(update_fields=["words"])
    if keep:
        # Levels of other ladders have words of their own.
        here = {*slots.SLOTS, *(slots.LEVEL + level["id"] for level in report.snapshot["levels"])}
        ReportWords.objects.filter(language=report.language, slot__in=here - words.keys()).delete()
        for slot, text in words.items():
            ReportWords.objects.update_or_create(
                language=report.language, slot=slot, defaults={"text": text, "by": by, "changed_at": Now()}
            )
    record(RIGHT, of=report, by=by, fields=["words"])
    write_anew(report)


def write_anew(report: Report) -> None:
    """Queue the files of a report again, from the same figures. Inside an action, or by the clock."""
    queued = {"status": Status.QUEUED, "claim": None, "n_attempts": 0, "n_done": 0, "queued_at": Now(), "trouble": ""}
    Report.objects.filter(pk=report.pk).update(**queued)
    nudge(report)


@action
def write_files(report: Report, *, by: Member) -> None:
    """Write its files again because somebody asks, without words that may be used no more."""
    organization = cast("Organization", current().tenant)
    record(RIGHT, of=report, by=by, fields=["asked again"])
    drop_names(report, standing(report, organization))
    write_anew(report)


@action
def share(report: Report, *, shared: bool, by: Member) -> None:
    """Let everybody here read it whose right reaches its figures, or its maker alone: links to it end then too."""
    report.shared_at = timezone.now() if shared else None
    report.save(update_fields=["shared_at"])
    for link in () if shared else report.links.filter(revoked_at=None):
        revoke(link, by=by)
    record(RIGHT, of=report, by=by, fields=["shared" if shared else "not shared"])


@action
def delete(report: Report, *, by: Member) -> None:
    """Take it away with its files; the figures stay a while, for who changes their mind."""
    if Report.objects.kept().filter(pk=report.pk).update(deleted_at=Now()):
        long_work.stop(report)
        record(RIGHT, of=report, by=by, fields=["deleted"])
        transaction.on_commit(lambda: _remove(report))


@action
def bring_back(report: Report, *, by: Member) -> None:
    """Undo a deletion; its files are written anew."""
    if Report.objects.filter(pk=report.pk).exclude(deleted_at=None).update(deleted_at=None):
        record(RIGHT, of=report, by=by, fields=["brought back"])
        write_anew(report)


@action
def stop(report: Report, *, by: Member) -> bool:
    """Go no further with it; what was counted and written stays."""
    if not long_work.stop(report):
        return False
    record(RIGHT, of=report, by=by, fields=["stopped"])
    return True


def work(pk: UUID | str) -> None:
    """Count a report that waits, once, and write its files. One that is taken or has ended is left."""
    if (report := Report.objects.claim(pk)) is None:
        return
    organization = cast("Organization", current().tenant)
    try:
        with translation.override(organization.language), timezone.override(organization.zone):
            _make(report, organization)
    except long_work.Lost:
        logger.info("report %s was stopped or taken over", report.pk)
        leave(report)
    except NoLongerMay:
        _stumble(report, _("Whoever asked for it may not make reports any more."))
    except CannotCount as why:
        _stumble(report, str(why))
    except Exception:
        _stumble(report)
        raise


def leave(report: Report) -> None:
    """Remove what this worker wrote of a report that another has taken over: nobody knows of these files any more."""
    known = Report.objects.values_list("files", flat=True).filter(pk=report.pk).first() or {}
    for key in set(report.files.values()) - set(known.values()):
        files.delete(key)


def _make(report: Report, organization: Organization) -> None:
    if not report.snapshot:
        report.snapshot = building.snapshot(report)
        long_work.beat(report, snapshot=report.snapshot, counted_at=timezone.now(), n_done=1)
    _remove(report)
    text = told(report, organization)
    forms = writing.forms_of(text)
    for n, form in enumerate(forms, start=2):
        key = files.new_key(_FOLDER)
        # Named before it is there, so that whatever happens somebody knows of it.
        report.files[form] = key
        long_work.beat(report, files=report.files, n_done=n, n_asked=len(forms) + 1)
        # Under its name only once it is whole: a worker that is killed leaves nothing that could be fetched.
        piece = files.aside(key) / "file"
        writing.write(report, text, form, piece)
        piece.chmod(0o600)
        piece.replace(files.path(key))
        files.delete_aside(key)
    _finish(report, forms)


@action
def _finish(report: Report, forms: list[str]) -> None:
    long_work.end(report, Status.DONE)
    record(RIGHT, of=report, by=report.asked_by, fields=["made", *forms])


@action
def _stumble(report: Report, sentence: str = "") -> None:
    """Try again, or give up and say why."""
    if long_work.stumble(report, sentence):
        record(RIGHT, of=report, by=report.asked_by, fields=["failed"])


def nudge(report: Report) -> None:
    """Tell a worker, once this is committed, that a report waits. Without a broker the sweeper does it later."""
    from dashboards.tasks import build_report  # noqa: PLC0415 - tasks import this module

    build_report.delay_on_commit(report_id=str(report.pk))


def sweep() -> None:
    """Wake what waits too long, and give what a silent worker held to another."""
    long_work.sweep(Report, nudge, _stumble)


def forgotten(at: datetime) -> QuerySet[Report]:
    """Find reports deleted long ago. What a schedule makes reports like stays as long as it goes on."""
    deleted = Report.objects.filter(deleted_at__lt=at - KEPT)
    return deleted.exclude(schedules__in=ReportSchedule.objects.filter(ended_at=None))


def let_go() -> int:
    """Each night: forget reports deleted long ago; returns how many."""
    gone = list(forgotten(timezone.now()))
    for report in gone:
        _remove(report)
        report.delete()
    return len(gone)


def clear() -> None:
    """Each night: write those anew whose quotes may be used no more."""
    organization = cast("Organization", current().tenant)
    nobody = Q(snapshot__quotes=[], snapshot__contacts=[])
    for report in Report.objects.kept().filter(status=Status.DONE).exclude(nobody):
        drop_names(report, standing(report, organization))


def standing(report: Report, organization: Organization) -> set[str]:
    """Return the ids of the quotes and the contacts in a report that may stand in it today."""
    return {quote["id"] for quote in quoted.usable(report, organization)} | contacts.usable(report)


def in_it(report: Report) -> set[str]:
    """Return the ids of the quotes and the contacts that its files were written with."""
    return {pk for key in _NAMES for pk in report.snapshot.get(key, [])}


def drop_names(report: Report, usable: set[str]) -> bool:
    """Take words and names out of a report that may be used no more: its files go at once. Whether there were any."""
    if in_it(report) <= usable:
        return False
    left = {key: [pk for pk in report.snapshot.get(key, []) if pk in usable] for key in _NAMES}
    report.snapshot = report.snapshot | left
    Report.objects.filter(pk=report.pk).update(snapshot=report.snapshot)
    _remove(report)
    if report.deleted_at is None and report.status in _WRITTEN:
        write_anew(report)
    return True


def forget(member: Member) -> None:
    """Take the words and the name of who is being erased out of every report, and out of its files."""
    rows = (Quote.objects.filter(member=member), UnitContact.objects.filter(member=member))
    theirs = {str(pk) for found in rows for pk in found.values_list("pk", flat=True)}
    for report in Report.objects.exclude(snapshot={}) if theirs else ():
        drop_names(report, in_it(report) - theirs)


def _remove(report: Report) -> None:
    """Delete the files that this row is known to name."""
    for key in report.files.values():
        files.delete(key)
    report.files = {}
    Report.objects.filter(pk=report.pk).update(files={})
