"""The contact people of a partner in its report: those who agreed to be named, with what they said yes to and still owe."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import Commitment
from dashboards.models import Report
from dashboards.reports.figures import Days, day_of, figure
from members.models import UnitContact


def named(report: Report) -> list[str]:
    """Return the ids of those whom a new report names."""
    if report.kind != Report.Kind.PARTNER or report.partner_id is None:
        return []
    return [str(pk) for pk in _agreed().filter(unit=report.partner_id).values_list("pk", flat=True)]


def usable(report: Report) -> set[str]:
    """Return the ids of those in a report who agree to it still, and are a contact."""
    ids = report.snapshot.get("contacts", [])
    return {str(pk) for pk in _agreed().filter(pk__in=ids).values_list("pk", flat=True)} if ids else set()


def told(report: Report, days: Days) -> dict[str, Any]:
    """Tell whom to call at the partner, in a table; how many others there are is said, not who."""
    ids = report.snapshot.get("contacts", [])
    rows = list(_agreed().filter(pk__in=ids).select_related("member")) if ids else []
    open_now: dict[Any, list[str]] = {}
    promised = Commitment.objects.open().filter(member__in=[row.member_id for row in rows]).order_by("by", "pk")
    for each in promised if rows else ():
        due = _(" by %s") % day_of(days.last.year, each.by) if each.by else ""
        open_now.setdefault(each.member_id, []).append(f"{each.what}{due}")
    lines = [(str(row.member), row.part, "; ".join(open_now.get(row.member_id, []))) for row in rows]
    table = {
        "title": _("Whom to talk with"),
        "headings": [_("Who"), _("What they are there"), _("Said yes to, still open")],
        "rows": [list(line) for line in lines],
    }
    return {"contacts": [table] if rows else [], "others": _others(report, len(rows))}


def _others(report: Report, n_named: int) -> str:
    left = report.snapshot.get("n_contacts", 0) - n_named
    said = ngettext(
        "%s more contact is not named here: nobody is without a yes of their own.",
        "%s more contacts are not named here: nobody is without a yes of their own.",
        left,
    )
    return said % figure(left) if left > 0 else ""


def _agreed() -> Any:
    return UnitContact.objects.filter(is_named=True, member__erased_at=None, member__archived_at=None).order_by("pk")
