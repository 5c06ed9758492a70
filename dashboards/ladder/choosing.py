"""Reading the address of the dashboard, and the choices that it offers, each as an address of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.doors import reach
from dashboards.ladder.asking import ORGANIZERS, TEAMS, UNITS, Asked
from ladders.models import Ladder, LevelChange
from members import choices
from members.models import SavedView
from members.requests import OrgRequest
from organizations import periods
from organizations.access import may
from organizations.permissions import Scope

_DIVISIONS = {UNITS: "", TEAMS: gettext_lazy("Team"), ORGANIZERS: gettext_lazy("Organizer")}
BIG = "big"


class Choice(NamedTuple):
    """One of a few, with its address."""

    label: str
    url: str
    current: bool


def asks(request: OrgRequest, ladder: Ladder) -> dict[str, Combinable]:
    """Return the parts of the statement that choices need: the views one may look through, and the first day."""
    began = LevelChange.objects.filter(ladder=ladder.pk).order_by("on").values("on")[:1]
    found: dict[str, Combinable] = {"began": Subquery(began)}
    if reach(request) is not Scope.NO:
        fields = {name: F(name) for name in ("pk", "name", "filters")}
        views = SavedView.objects.open_to(request.member)
        found["views"] = ArraySubquery(views.values(json=JSONObject(**fields)))
    return found


def plain(request: OrgRequest, ladder: Ladder) -> Asked:
    """Ask for a ladder as it is when nothing is chosen."""
    period = periods.named("quarter", request.organization)
    return Asked(request, ladder, list(ladder.levels.all()), period, reach(request))


def unit(request: OrgRequest) -> str:
    """Return the place that the address names, for those whom people are shown to."""
    return "" if reach(request) is Scope.NO else request.GET.get("unit", "")


def read(request: OrgRequest, ladder: Ladder, found: Mapping[str, Any]) -> Asked:
    """Read the address. Raises ValueError or KeyError for a unit or a view that is none here."""
    began: date | None = found["began"]
    asked = plain(request, ladder)
    if asked.hides_small:
        # Two days beside each other would give away what a dash keeps back on either.
        return asked
    asked = replace(asked, period=periods.asked(request, request.organization, lambda: began))
    if asked.reach is Scope.NO:
        return asked
    named = request.GET.get("view", "")
    view = next((view for view in views(found) if str(view.pk) == named), None)
    if named and view is None:
        raise ValueError(named)
    return asked.divided(request.GET.get("by", UNITS)).narrowed(unit(request), view)


def views(found: Mapping[str, Any]) -> list[SavedView]:
    """Return the views to choose from, as far as a page of figures needs them."""
    return [SavedView(**row) for row in found.get("views", ())]


def address(asked: Asked, **changed: str) -> str:
    """Return the address of this page with something else chosen; empty leaves a choice out."""
    chosen = {
        **asked.period.query,
        "unit": asked.unit,
        "view": str(asked.view.pk) if asked.view else "",
        "by": asked.by if asked.by != UNITS else "",
        "screen": asked.request.GET.get("screen", ""),
    }
    if "period" in changed:
        chosen = {name: value for name, value in chosen.items() if name not in ("period", "from", "to")}
    query = {name: value for name, value in (chosen | changed).items() if value}
    return f"{page_of(asked.request, asked.ladder)}{'?' if query else ''}{urlencode(query)}"


def page_of(request: OrgRequest, ladder: Ladder) -> str:
    """Return the address of a ladder's page."""
    if ladder.is_default:
        return reverse("ladders:ladder", args=[request.organization.slug])
    return reverse("ladders:other", args=[request.organization.slug, ladder.pk])


def _onward(asked: Asked) -> dict[str, str]:
    """Return where the same figures are had as a file, and as a page for members, for who may."""
    slug, period, unit = asked.request.organization.slug, asked.period.query, {"unit": asked.unit}
    urls = {}
    if may(asked.request, "dashboard.view"):
        chosen = period | unit | {"view": str(asked.view.pk) if asked.view else ""}
        query = urlencode({name: value for name, value in chosen.items() if value})
        urls["table_url"] = f"{reverse('ladders:table', args=[slug, asked.ladder.pk])}{'?' if query else ''}{query}"
    if may(asked.request, "report.build") and not asked.ladder.put_away_at:
        chosen = {"kind": "members", "ladder": str(asked.ladder.pk)} | period | unit
        query = urlencode({name: value for name, value in chosen.items() if value})
        urls["report_url"] = f"{reverse('reports:new', args=[slug])}?{query}"
    return urls


def offered(asked: Asked, ladders: Sequence[Ladder], found: Mapping[str, Any]) -> dict[str, Any]:
    """Gather what can be chosen: the period for everybody, and whose people for those who may see any."""
    shown = [each for each in ladders if each == asked.ladder or not each.put_away_at]
    context: dict[str, Any] = {
        "periods": [
            Choice(str(label), address(asked, period="" if key == "quarter" else key), key == asked.period.key)
            for key, label in periods.CHOICES
            if not asked.hides_small
        ],
        "others": [Choice(each.name, page_of(asked.request, each), each == asked.ladder) for each in shown]
        if len(shown) > 1
        else [],
        "big_url": address(asked, screen=BIG),
        "plain_url": address(asked, screen=""),
        **_onward(asked),
    }
    if asked.reach is Scope.NO:
        return context
    kind = choices.load(asked.request).default_kind()
    return context | {
        "units": choices.load(asked.request).unit_options(),
        "unit_label": _("Where they belong"),
        "views": views(found),
        "divisions": [
            Choice(str(_DIVISIONS[by] or kind or _("Unit")), address(asked, by=by), by == asked.by)
            for by in asked.divisions
        ],
    }
