"""What the page of the list shows around its rows."""

from dataclasses import replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from members import columns, state, tabs
from members.bulk import registry
from members.changing import steps
from members.filters import asking
from members.filters.tree import Group, Node, conditions, put
from members.listing import Listing
from members.requests import OrgRequest
from members.state import BY_NAME, State
from organizations.access import may


def list_context(listing: Listing) -> dict[str, Any]:
    """Return the context of `members/list.html`. The rows come first: they decide which filters are in use."""
    rows = listing.rows()
    request = listing.request
    asked = state.query(request, listing.state)
    return {
        "rows": rows,
        "page": listing.page,
        "chips": _chips(listing),
        "misread": left_out(listing.state.misread),
        "columns": [
            {
                "column": column,
                "sort": _sort(listing, column.name),
                "opens": column.opens(request) if column.opens else "",
            }
            for column in listing.columns
        ],
        "typed": steps.kept(request),
        "by_name": _sort(listing, BY_NAME),
        "says": listing.says(),
        "has_levels": any(each.field == "place" for each in conditions(listing.state.tree)),
        # Those who sign in are rows too: with nobody beside them the page still says how people get here.
        "only_team": not listing.state.tree.parts and all(row["member"].user_id for row in rows),
        "may_edit": may(request, "member.edit"),
        "may_archive": may(request, "member.archive"),
        **bar(listing, asked),
        # Without a script there are no boxes unless they are asked for: a hundred of them weigh.
        "picking": "pick" in request.GET and may(request, "member.bulk_edit"),
        "import_url": import_url(request),
        **tabs.context(listing),
    }


def bar(listing: Listing, asked: str) -> dict[str, Any]:
    """Return the context of `members/bulk/bar.html`."""
    request, slug = listing.request, listing.request.organization.slug
    return {
        "doings": registry.offered(request),
        "elsewhere": registry.offered_elsewhere(request),
        "n": listing.n,
        "asked": asked,
        "back": f"{reverse('members:list', args=[slug])}?{asked}",
        "may_export": may(request, "member.export"),
        "duplicates_url": reverse("members:duplicates", args=[slug]) if may(request, "member.merge") else "",
    }


def _url(listing: Listing, changed: State) -> str:
    asked = state.query(listing.request, changed)
    return f"{listing.request.path}?{asked}" if asked else listing.request.path


def _chips(listing: Listing) -> list[dict[str, str]]:
    """Show each part that must hold as a chip; a tree of alternatives is one chip."""
    tree = listing.state.tree
    parts: list[tuple[Node, tuple[int, ...]]] = [(part, (n,)) for n, part in enumerate(tree.parts)]
    if tree.how != "all":
        parts = [(tree, ())]
    asked = state.query(listing.request, listing.state)
    return [_chip(listing, part, path, asked) for part, path in parts]


def _chip(listing: Listing, part: Node, path: tuple[int, ...], asked: str) -> dict[str, str]:
    slug = listing.request.organization.slug
    without = put(listing.state.tree, path, None) if path else Group()
    edit = reverse("members:filters", args=[slug]) + f"?{asked}"
    if not isinstance(part, Group) and part.field != "search":
        edit = reverse("members:condition", args=[slug]) + f"?{asked}&at={'.'.join(map(str, path))}"
    return {
        "label": asking.says(part, listing.request),
        "edit": edit,
        "url": _url(listing, replace(listing.state, tree=without)),
    }


def _sort(listing: Listing, name: str) -> dict[str, str]:
    """Say where a heading leads and how it is sorted now; empty when it cannot be sorted by."""
    column = columns.columns_of(listing.request).get(name)
    if name != BY_NAME and (column is None or column.sort is None):
        return {}
    now = listing.order
    return {
        "url": _url(listing, replace(listing.state, sort=f"-{name}" if now == name else name)),
        "state": {name: "ascending", f"-{name}": "descending"}.get(now, "none"),
    }


def import_url(request: OrgRequest) -> str:
    """Lead to the import room when it exists and this person may enter it."""
    if not may(request, "import.run"):
        return ""
    try:
        return reverse("imports:new", args=[request.organization.slug])
    except NoReverseMatch:
        return ""


def left_out(misread: tuple[str, ...]) -> list[str]:
    """Say what in the address or the view means nothing any more."""
    said = {
        state.VIEW: _("This view is no longer there, or is somebody else's, so you see everyone."),
        "": _("A filter in this address means nothing here any more, so it was left out."),
    }
    one = _("The filter “%(label)s” in this address means nothing here any more, so it was left out.")
    return [said.get(label) or one % {"label": label} for label in misread]
