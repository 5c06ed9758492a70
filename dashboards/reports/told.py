"""A report in words: what the page, the PDF and the paragraph have in common, made of what was counted."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from dashboards.models import Report
from dashboards.reports import contacts, drawn, for_members, for_others, quoted
from dashboards.reports.figures import Days, is_rtl
from dashboards.reports.slots import LEVEL
from organizations.models import Organization


def told(report: Report, organization: Organization) -> dict[str, Any]:
    """Tell a report that has been counted, in its own language and words. Plain values: a template of paper takes them."""
    with translation.override(report.language):
        found, rtl = report.snapshot, is_rtl(report.language)
        names = {key.removeprefix(LEVEL): text for key, text in report.words.items() if key.startswith(LEVEL)}
        lines = drawn.rows(found, names)
        common = {
            "kind": report.kind,
            "language": report.language.split("-")[0],
            "dir": "rtl" if rtl else "ltr",
            "group": found["group"],
            "quotes": quoted.usable(report, organization),
            "learned": found["learned"],
            "rows": lines,
            "chart": drawn.ladder(lines, title=_("Where people stand"), is_rtl=rtl),
            "chart_says": drawn.says(lines),
        }
        if report.kind == Report.Kind.MEMBERS:
            return common | for_members.told(report, Days(found), lines)
        return common | for_others.told(report, Days(found)) | contacts.told(report, Days(found))
