"""Panels of activities for the front page, in one statement each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dashboards import counting as asking
from dashboards.doing import counting, page
from dashboards.registry import Panel
from members.requests import OrgRequest


def attendance(request: OrgRequest) -> dict[str, Any]:
    return page.attendance(asking.read(request))


def people(request: OrgRequest) -> dict[str, Any]:
    asked = asking.read(request)
    return page.people(asked, counting.who(asked))


_URL = "dashboards:activities"
PANELS = (
    Panel("attendance", _("How often people came"), attendance, "dashboards/doing/attendance.html", "dashboard.view",
          _URL),
    Panel("first-times", _("First times, and who came back"), people, "dashboards/doing/people.html",
          "dashboard.view", _URL),
)  # fmt: skip
