"""Panels of conversations for the front page, in one statement each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dashboards import counting as asking
from dashboards.registry import Panel
from dashboards.talks import counting, page, themes
from members.requests import OrgRequest


def reached(request: OrgRequest) -> dict[str, Any]:
    asked = asking.read(request)
    found = counting.reached(asked)
    parts = asked.kept_back(counting.parts(found)) if asked.sees_nobody else None
    return {"found": found, "parts": parts, "long_days": counting.LONG, "headline": page.headline(asked, found)}


def promised(request: OrgRequest) -> dict[str, Any]:
    return {"promised": page.promises(asking.read(request))}


def over_time(request: OrgRequest) -> dict[str, Any]:
    return {"themes": themes.over_time(asking.read(request))[:3]}


_URL = "dashboards:conversations"
PANELS = (
    Panel("reached", _("Who is being reached"), reached, "dashboards/talks/reached.html", "dashboard.view", _URL),
    Panel("promises", _("What people said yes to"), promised, "dashboards/talks/promised.html", "dashboard.view", _URL),
    Panel("themes", _("Themes over time"), over_time, "dashboards/talks/themes.html", "note.view.organizers", _URL),
)
