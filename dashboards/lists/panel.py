"""Panels of lists for the front page, in one statement each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dashboards import counting as asking
from dashboards.lists import counting, page
from dashboards.registry import Panel
from members.requests import OrgRequest


def complete(request: OrgRequest) -> dict[str, Any]:
    return page.complete(asking.read(request))


def stale(request: OrgRequest) -> dict[str, Any]:
    return {"stale": counting.stale(asking.read(request))}


_URL = "dashboards:lists"
PANELS = (
    Panel("complete", _("How complete the lists are"), complete, "dashboards/lists/complete.html", "dashboard.view",
          _URL),
    Panel("stale", _("When people were last reached"), stale, "dashboards/lists/stale.html", "dashboard.view", _URL),
)  # fmt: skip
