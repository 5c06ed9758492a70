"""What is older than the group keeps the record goes each night, behind a checkpoint.

The organization's role may not delete: `audit_prune`, a function of the tables' owner, does, and looks itself how old
the rows are and how long the group keeps them.
"""

from datetime import datetime, timedelta

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit import checkpoints, sealing
from audit.models import AuditEvent
from organizations.models import Organization
from organizations.registry import Rule
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side

# A shorter time holds after so long, so that a slip can be mended; the function looks, too.
GRACE = timedelta(days=30)
# Whoever acts meanwhile waits for the chain until so many are gone.
AT_ONCE = 10_000


def nightly() -> int:
    """Seal what was read, then let go of all that is old enough; returns how many events and reads went."""
    sealing.seal()
    checkpoints.renew()
    organization, n = _organization(), 0
    if holds_from(organization) > timezone.now():
        return 0
    limit = _before(timezone.now(), organization.record_months)
    while span := _due(limit):
        first, last = span
        n += _prune(min(last, first + AT_ONCE - 1))
    return n


def holds_from(organization: Organization) -> datetime:
    """Return from when on the time that the group chose removes anything."""
    return organization.record_months_since + GRACE


def n_due(organization: Organization, at: datetime) -> int:
    """Count the events that are old enough at a moment."""
    span = _due(_before(at, organization.record_months))
    return span[1] - span[0] + 1 if span else 0


def _due(limit: datetime) -> tuple[int, int] | None:
    """Return the first and the last event of those at the beginning that are older."""
    ends = AuditEvent.objects.aggregate(first=Min("seq"), last=Max("seq"))
    if ends["first"] is None:
        return None
    young = AuditEvent.objects.filter(at__gte=limit).order_by("seq").values_list("seq", flat=True).first()
    last = ends["last"] if young is None else young - 1
    return (ends["first"], last) if last >= ends["first"] else None


def _prune(last: int) -> int:
    """Have the database write a checkpoint and remove what is before it."""
    known = bytes(AuditEvent.objects.get(seq=last).hash).hex()
    reads_until = sealing.until(last)
    signed = checkpoints.sign(last, known, reads_until)
    with current().cursor() as cursor:
        cursor.execute("SELECT audit_prune(%s, %s, %s)", [last, reads_until, signed])
        return int(cursor.fetchone()[0])


def _before(at: datetime, months: int) -> datetime:
    with current().cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz - make_interval(months => %s)", [at, months])
        found: datetime = cursor.fetchone()[0]
    return found


def _organization() -> Organization:
    organization = current().tenant
    assert isinstance(organization, Organization)  # noqa: S101 - tells the type checker
    with on_public_side():
        # As it is now: the worker may have read it before somebody asked for a longer time.
        return Organization.objects.get(pk=organization.pk)


def _kept(organization: Organization) -> str:
    months = organization.record_months
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def _n_due(organization: Organization, at: datetime) -> int:
    return n_due(organization, at) if holds_from(organization) <= at else 0


RULE = Rule("record", _("The record: who did and who read what"), 50, _kept, _n_due, nightly, "organizations:settings")
