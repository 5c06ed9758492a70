"""What the page of the list shows around its rows."""

from typing import Any
from urllib.parse import quote

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from members import normal
from members.listing import ORDERS, Listing
from members.models import Member
from organizations.access import may


def list_context(listing: Listing) -> dict[str, Any]:
    """Return the context of `members/list.html`. The rows come first: they decide which filters are in use."""
    rows = listing.rows()
    request = listing.request
    if may(request, "member.contact.view"):
        for row in rows:
            row["reach"] = _reach(row["member"], request.organization.phone_region)
    return {
        "rows": rows,
        "page": listing.page,
        "n": listing.n,
        "chips": _chips(listing),
        "misread": listing.misread,
        "filters": _filters(listing),
        "columns": [each["column"] for each in rows[0]["cells"]] if rows else [],
        "unit_label": listing.default_kind(),
        "sorts": _sorts(listing),
        "sort": request.GET.get("sort") and listing.order,
        "says": listing.says(),
        # Those who sign in are rows too: with nobody beside them the page still says how people get here.
        "only_team": not listing.chosen and not listing.words and all(row["member"].user_id for row in rows),
        "query": request.GET.get("search", ""),
        "may_edit": may(request, "member.edit"),
        "import_url": _import_url(listing),
    }


def _reach(member: Member, region: str) -> dict[str, str]:
    """Return where to call, text and write; empty when there is no way."""
    call, text_to, email = member.phone, member.text_to, member.email  # type: ignore[attr-defined]
    if not (call or text_to or email):
        return {}
    shown = normal.shown_phone(call, region) if call else ""
    return {
        "call": call or "",
        "shown": shown,
        "text_to": text_to or "",
        "email": quote(email or "", safe="@"),
        "mail": email or "",
    }


def _without(listing: Listing, *names: str, **more: str) -> str:
    query: QueryDict = listing.request.GET.copy()
    for name in (*names, "page"):
        query.pop(name, None)
    for name, value in more.items():
        query[name] = value
    return f"{listing.request.path}?{query.urlencode()}" if query else listing.request.path


def _chips(listing: Listing) -> list[dict[str, str]]:
    chips = [{"label": chosen.label, "url": _without(listing, chosen.field.name)} for chosen in listing.chosen]
    if listing.words:
        chips.insert(0, {"label": _("Found by “%s”") % listing.words, "url": _without(listing, "search")})
    return chips


def _filters(listing: Listing) -> list[dict[str, Any]]:
    """List each field with its choices; a field with nothing to choose from is left out."""
    return [
        {
            "name": each.name,
            "label": each.label if each.name != "unit" else listing.default_kind() or each.label,
            "choices": listing.options[each.name],
            "value": listing.request.GET.get(each.name, ""),
        }
        for each in listing.fields
        if listing.options[each.name]
    ]


def _sorts(listing: Listing) -> dict[str, dict[str, str]]:
    """Say for each sortable heading where it leads and how it is sorted now."""
    now = listing.order
    return {
        name: {
            "url": _without(listing, sort=f"-{name}" if now == name else name),
            "state": {name: "ascending", f"-{name}": "descending"}.get(now, "none"),
        }
        for name in ORDERS
    }


def _import_url(listing: Listing) -> str:
    """Lead to the import room when it exists and this person may enter it."""
    if not may(listing.request, "import.run"):
        return ""
    try:
        return reverse("imports:new", args=[listing.request.organization.slug])
    except NoReverseMatch:
        return ""
