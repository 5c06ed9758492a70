"""A filter drawn for changing: every part with its sentence and the addresses that change it."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import state
from members.filters import asking, pages
from members.filters.tree import DEEPEST, Condition, How, Node, Path, put
from members.requests import OrgRequest

NAMES: tuple[tuple[How, Any], ...] = (
    ("all", _("All of these")),
    ("any", _("Any of these")),
    ("none", _("None of these")),
)


def drawn(request: OrgRequest, asked: state.State, go: str = pages.TREE) -> dict[str, Any]:
    """Return the tree for `members/filter_group.html`; `go` names the page that it is changed for."""
    return _drawn(request, asked, go, asked.tree, ())


def _drawn(
    request: OrgRequest, asked: state.State, go: str, node: Node, path: Path, around: str = ""
) -> dict[str, Any]:
    slug, place = request.organization.slug, ".".join(map(str, path))
    here = state.query(request, asked)
    choose = f"{reverse('members:filter_field', args=[slug])}?{here}&at={place}&go={go}"

    def changed(new: Node | None) -> str:
        return pages.address_of(slug, go, state.query(request, replace(asked, tree=put(asked.tree, path, new))))

    if isinstance(node, Condition):
        other = "all" if around == "any" else "any"
        return {
            "label": asking.says(node, request),
            "edit": f"{reverse('members:condition', args=[slug])}?{here}&at={place}&go={go}",
            "beside": f"{choose}&how={other}" if len(path) < DEEPEST else "",
            "beside_is_or": other == "any",
            "remove": changed(None),
        }
    return {
        "hows": [
            {"name": name, "is_now": how == node.how, "url": changed(replace(node, how=how))} for how, name in NAMES
        ],
        "parts": [_drawn(request, asked, go, part, (*path, n), node.how) for n, part in enumerate(node.parts)],
        "add": choose,
        "leave_out": "" if path else f"{choose}&how=none",
        "remove": changed(None) if path else "",
        "is_group": True,
    }
