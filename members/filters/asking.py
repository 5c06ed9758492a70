"""A tree asked: the people it keeps, and the sentence it says. What means nothing here is left out and named."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from members.filters import FilterField, fields_of
from members.filters.tree import Condition, Group, Node
from members.requests import OrgRequest


def sound(tree: Group, request: OrgRequest, misread: list[str]) -> Group:
    """Return the tree without conditions that mean nothing here; their fields' names are added to `misread`."""
    fields = fields_of(request)
    kept = (_sound(part, fields, request, misread) for part in tree.parts)
    return Group(tree.how, tuple(part for part in kept if part is not None))


def _sound(node: Node, fields: Mapping[str, FilterField], request: OrgRequest, misread: list[str]) -> Node | None:
    if isinstance(node, Group):
        return sound(node, request, misread)
    field = fields.get(node.field)
    try:
        if field is None:
            raise ValueError(node.field)
        field.where(request, node.op, node.values)
    except ValueError:
        misread.append(str(field.label) if field else "")
        return None
    return node


def where(tree: Group, request: OrgRequest) -> Q:
    """Say in SQL whom a sound tree keeps."""
    parts = [found for part in tree.parts if (found := _where(part, request)) is not None]
    if not parts:
        return Q()
    first, *others = parts
    for other in others:
        first = first & other if tree.how == "all" else first | other
    return ~first if tree.how == "none" else first


def _where(node: Node, request: OrgRequest) -> Q | None:
    if isinstance(node, Condition):
        return fields_of(request)[node.field].where(request, node.op, node.values)
    # An empty group says nothing; in a group of others it must not mean "everyone".
    return where(node, request) or None


def says(node: Node, request: OrgRequest, *, inner: bool = False) -> str:
    """Say a sound part in plain words."""
    if isinstance(node, Condition):
        return fields_of(request)[node.field].says(request, node.op, node.values)
    said = [text for part in node.parts if (text := says(part, request, inner=True))]
    if not said:
        return ""
    listed = get_text_list(said, _("and") if node.how == "all" else _("or"))
    if node.how == "none":
        return _("not (%(listed)s)") % {"listed": listed}
    return f"({listed})" if inner and len(said) > 1 else listed
