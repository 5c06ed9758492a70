"""Reports that were made, the words that a group has for them, when they come again, and to whom they are shown."""

from dashboards.models.pin import Pin
from dashboards.models.report import Report, ReportWords
from dashboards.models.schedule import ReportReader, ReportSchedule, ScheduledReport
from dashboards.models.sharing import ShareLink
from dashboards.models.small import SmallNumbers

__all__ = [
    "Pin",
    "Report",
    "ReportReader",
    "ReportSchedule",
    "ReportWords",
    "ScheduledReport",
    "ShareLink",
    "SmallNumbers",
]
