"""How it reads that a schedule paused or ended by itself, or that a report of it could not be made."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from conversations.models import Notice
from conversations.reader import Reader
from conversations.registry import Line
from dashboards.models import Report, ReportSchedule


def say_paused(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    found = ReportSchedule.objects.select_related("like").in_bulk([each.about for each in notices if each.about])
    paused = _("Whoever set it up may not do so any more. Go on with it yourself, or end it.")
    ended = _("Whoever set it up has left. Make such a report yourself, and let it come again.")
    return {
        notice.pk: Line(
            _("The report “%(kind)s” comes no more.") % {"kind": found[notice.about].like.get_kind_display()},
            ended if found[notice.about].ended_at else paused,
            reader.url("reports:schedules") if reader.may("report.schedule") else "",
            "triangle-alert",
            "warn",
        )
        for notice in notices
        if notice.about in found
    }


def say_failed(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    found = Report.objects.kept().in_bulk([each.about for each in notices if each.about])
    return {
        notice.pk: Line(
            _("The report “%(kind)s” could not be made.") % {"kind": found[notice.about].get_kind_display()},
            found[notice.about].trouble,
            reader.url("reports:detail", found[notice.about].pk),
            "triangle-alert",
            "warn",
        )
        for notice in notices
        if notice.about in found
    }
