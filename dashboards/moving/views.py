"""The pages of movement: from where to where, how long on a level, who came when, who stands still."""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.moving import cohorts_page, movement_page, stalled_page, time_page
from dashboards.moving.asking import Asked, offered, read
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("dashboard.view")
def movement(request: OrgRequest) -> HttpResponse:
    """Show who went from where to where between two days."""
    return _show(request, "dashboards/moving/movement.html", movement_page.build)


@require_safe
@allow("dashboard.view")
def time_on_level(request: OrgRequest) -> HttpResponse:
    """Show how long people stand on a level before they move up."""
    return _show(request, "dashboards/moving/time.html", time_page.build)


@require_safe
@allow("dashboard.view")
def cohorts(request: OrgRequest) -> HttpResponse:
    """Show where those stand now who first came in one quarter."""
    return _show(request, "dashboards/moving/cohorts.html", cohorts_page.build)


@require_safe
@allow("dashboard.view")
def stalled(request: OrgRequest) -> HttpResponse:
    """Show who has stood on a level for longer than is usual here, with no step planned."""
    return _show(request, "dashboards/moving/stalled.html", stalled_page.build)


def _show(request: OrgRequest, template: str, build: Callable[[Asked], dict[str, Any]]) -> HttpResponse:
    asked = read(request)
    if asked is None or not asked.active:
        return render(request, "ladders/no_ladder.html")
    return render(request, template, offered(asked, PurePosixPath(template).stem) | build(asked))
