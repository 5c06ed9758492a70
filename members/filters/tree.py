"""A filter as a tree: conditions, in groups of which all, any or none must hold. It knows no field and no database."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

How = Literal["all", "any", "none"]
type Node = Condition | Group
# A place in the tree: which part of the outermost group, which part of that, and so on.
type Path = tuple[int, ...]

# More than people build by hand, and little enough for one statement.
MOST_CONDITIONS = 40
DEEPEST = 4


@dataclass(frozen=True)
class Condition:
    """What one field says of a person: the values are written as in an address."""

    field: str
    op: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Parts of which all, any or none must hold; a group without parts says nothing."""

    how: How = "all"
    parts: tuple[Node, ...] = ()


EVERYONE = Group()


def conditions(node: Node) -> Iterator[Condition]:
    """Yield every condition, in the order of the tree."""
    if isinstance(node, Condition):
        yield node
    else:
        for part in node.parts:
            yield from conditions(part)


def depth(node: Node) -> int:
    return 0 if isinstance(node, Condition) else 1 + max(map(depth, node.parts), default=0)


def fits(tree: Group) -> bool:
    """Whether a tree is small enough to be asked."""
    return depth(tree) <= DEEPEST and sum(1 for _ in conditions(tree)) <= MOST_CONDITIONS


def plain(tree: Group) -> Group:
    """Drop empty groups, and groups that only repeat the one around them: the same people, said shorter."""
    parts: list[Node] = []
    for part in tree.parts:
        parts.extend(_plain(part, tree.how) if isinstance(part, Group) else [part])
    if len(parts) == 1 and isinstance(parts[0], Group) and tree.how != "none":
        return parts[0]
    # Of one part, any is all.
    return Group("all" if tree.how == "any" and len(parts) == 1 else tree.how, tuple(parts))


def _plain(group: Group, around: How) -> tuple[Node, ...]:
    group = plain(group)
    repeats = group.how == around != "none"
    is_one = group.how != "none" and len(group.parts) == 1
    return group.parts if repeats or is_one or not group.parts else (group,)


def at(tree: Group, path: Path) -> Node:
    """Return the part that stands at a place; raises LookupError."""
    node: Node = tree
    for step in path:
        if isinstance(node, Condition) or step < 0:
            raise LookupError(path)
        node = node.parts[step]
    return node


def put(tree: Group, path: Path, node: Node | None) -> Group:
    """Return the tree with another part at a place; None takes the part away."""
    if not path:
        if not isinstance(node, Group):
            raise LookupError(path)
        return node
    first, *rest = path
    parts = list(tree.parts)
    inner = at(tree, (first,))
    if not rest:
        parts[first : first + 1] = [] if node is None else [node]
    elif isinstance(inner, Group):
        parts[first] = put(inner, tuple(rest), node)
    else:
        raise LookupError(path)
    return replace(tree, parts=tuple(parts))


def add(tree: Group, path: Path, node: Node) -> Group:
    """Return the tree with one more part at the end of a group."""
    group = at(tree, path)
    if isinstance(group, Condition):
        raise LookupError(path)  # noqa: TRY004 - a place that is none, whatever stands there
    return put(tree, path, replace(group, parts=(*group.parts, node)))


def to_json(node: Node) -> dict[str, Any]:
    """Write for the database, words and all."""
    if isinstance(node, Condition):
        return {"field": node.field, "op": node.op, "values": list(node.values)}
    return {"how": node.how, "parts": [to_json(part) for part in node.parts]}


def from_json(stored: dict[str, Any]) -> Group:
    """Read what `to_json` wrote."""
    node = _node(stored)
    return node if isinstance(node, Group) else Group("all", (node,))


def _node(stored: dict[str, Any]) -> Node:
    if "how" in stored:
        return Group(stored["how"], tuple(map(_node, stored["parts"])))
    return Condition(stored["field"], stored["op"], tuple(stored["values"]))
