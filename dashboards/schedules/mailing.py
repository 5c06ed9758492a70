"""The mail that says a scheduled report is there: what it is, its headline, and a link."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dashboards.models import Report, ReportReader, ScheduledReport
from dashboards.reports.told import told
from dashboards.schedules import actions
from organizations.mail import Letter
from organizations.models import Membership, Organization
from organizations.permissions import Scope, row_of
from stpnet.in_org import on_public_side

Status = Report.Status


class Addressee(NamedTuple):
    """Where somebody who belongs here today reads mail, and whether they may know single people."""

    email: str
    sees_people: bool


def tell_readers(organization: Organization) -> None:
    """Write the mail of every report that is done. Of one that failed only who let it come hears, and why."""
    waiting = ScheduledReport.objects.filter(told_at=None, report__status__in=[Status.DONE, Status.FAILED])
    for each in waiting.select_related("report__ladder", "schedule"):
        # Handed over before it is marked: its key keeps a mail from going twice, and nothing would bring one back.
        if each.report.status == Status.DONE and each.report.deleted_at is None:
            _write(each, organization)
        elif each.report.status == Status.FAILED:
            actions.tell_of_failure(each)
        ScheduledReport.objects.filter(pk=each.pk, told_at=None).update(told_at=Now())


def _write(each: ScheduledReport, organization: Organization) -> None:
    readers = list(each.schedule.readers.filter(stopped_at=None).select_related("member").order_by("pk"))
    found = _addressees(organization, [reader.member.user_id for reader in readers if reader.member.user_id])
    with timezone.override(organization.zone), translation.override(organization.language):
        for reader in readers:
            addressee = found.get(reader.member.user_id) if reader.member.user_id else None
            if addressee and (addressee.sees_people or each.report.is_handed_on):
                _letter(each, organization, reader, addressee.email).send()


def _letter(each: ScheduledReport, organization: Organization, reader: ReportReader, email: str) -> Letter:
    stop = settings.SITE_URL + reverse("stop_report", args=[organization.pk, token(organization, reader)])
    report = reverse("reports:detail", args=[organization.slug, each.report.pk])
    subject = _("A report of %(group)s is ready") % {"group": organization.name}
    context = {
        "organization": organization,
        "report": each.report,
        "headline": told(each.report, organization)["headline"],
        "address": settings.SITE_URL + report,
        "stop": stop,
    }
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    text = render_to_string("dashboards/schedules/mail.txt", context)
    return Letter(subject, text, to=email, key=f"report {each.pk} {reader.pk}", headers=headers)


def _addressees(organization: Organization, user_ids: Iterable[UUID]) -> dict[UUID, Addressee]:
    """Ask the public side, in one statement, who of them belongs here today and where they read mail."""
    with on_public_side():
        belonging = Membership.objects.current().of_the_group().with_roles().select_related("user")
        rows = list(belonging.filter(organization=organization, user__in=list(user_ids), user__is_active=True))
    people = row_of("member.view")
    return {row.user_id: Addressee(row.user.email, people.scope(row.held) is not Scope.NO) for row in rows if row.held}


def token(organization: Organization, reader: ReportReader) -> str:
    """Sign the right to stop one person's mail about one schedule."""
    return _signer(organization).sign(reader.pk.hex)


def whose(organization: Organization, token: str) -> ReportReader | None:
    """Return whose mail a token stops, inside the organization; None for what we did not sign, or is gone."""
    try:
        pk = _signer(organization).unsign(token)
    except BadSignature:
        return None
    return ReportReader.objects.filter(pk=pk).select_related("member").first()


def _signer(organization: Organization) -> Signer:
    return Signer(salt=f"dashboards.stop-report:{organization.pk}")
