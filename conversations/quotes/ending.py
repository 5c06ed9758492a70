"""A yes that ends soon stands on Today of whoever asked for it, in time to ask again or to let it end."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from conversations.models import Quote
from conversations.today.parts import day, lines, n_of, short
from conversations.today.registry import Item, Press, Section, Shown
from members.requests import OrgRequest
from organizations.permissions import Scope, row_of

SOON = timedelta(days=30)
_WORDS = 80


def part(request: OrgRequest) -> ArraySubquery:
    """Look for those that end within thirty days; what somebody asked for who is gone, directors and owners see."""
    today, mine = request.organization.today(), Q(asked_by=request.member)
    is_all = row_of("theme.edit").scope(request.roles) is Scope.ALL
    whose = mine | Q(asked_by=None) if is_all else mine
    found = Quote.objects.kept().filter(whose, until__range=(today, today + SOON)).order_by("until", "pk")
    return lines(found, pk=F("pk"), words=F("words"), until=F("until"))


def show(request: OrgRequest, rows: list[dict[str, Any]]) -> Shown | None:
    if not rows:
        return None
    items = [_item(request, row) for row in rows]
    text = _("After its last day the words are in no report. Ask again, or let it end.")
    more = reverse("quotes:list", args=[request.organization.slug])
    return Shown(_("A yes to be quoted ends"), text, items, n_of(rows), more)


def _item(request: OrgRequest, row: dict[str, Any]) -> Item:
    until, today = day(row["until"]) or request.organization.today(), request.organization.today()
    url = reverse("quotes:edit", args=[request.organization.slug, row["pk"]])
    chip = _("until %s") % short(until, today)
    return Item(Truncator(row["words"]).chars(_WORDS), "", [Press(_("They said yes again"), url)], "", chip)


SECTION = Section("quotes", "theme.edit", 80, part, show)
