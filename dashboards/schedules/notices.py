"""How it reads that a schedule paused."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from conversations.models import Notice
from conversations.reader import Reader
from conversations.registry import Line
from dashboards.models import ReportSchedule


def say_paused(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    found = ReportSchedule.objects.select_related("like").in_bulk([each.about for each in notices if each.about])
    text = _("Whoever set it up may not do so any more. Go on with it yourself, or end it.")
    return {
        notice.pk: Line(
            _("The report “%(kind)s” comes no more.") % {"kind": found[notice.about].like.get_kind_display()},
            text,
            reader.url("reports:schedules") if reader.may("report.schedule") else "",
            "triangle-alert",
            "warn",
        )
        for notice in notices
        if notice.about in found
    }
