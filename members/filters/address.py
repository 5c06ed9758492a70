"""A filter in the address of the list, and back.

`?status=contact&status=member&added.last=30`: one key for a condition, the operator behind a dot unless it is "is".
What does not fit that (groups, a second condition of the same field) stands in `where`, as
`any(tag:is:<id>|<id>,none(status:is:former))`. Links by other rooms use the first form, and stay as they are.

Words that somebody typed are names and numbers of people. They stay in the session, or in the saved view, and the
address has a mark in their place: `~Ab3x` is a key of the session, `~~0` the first words of the view that it names.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast
from urllib.parse import quote, unquote

from django.http import QueryDict

from members.filters import FilterField
from members.filters.tree import DEEPEST, Condition, Group, How, Node, conditions, fits, plain

type Pairs = list[tuple[str, str]]
MARK = "~"
# What was typed into the search of the page; alone in an address it has its own, older form: `?search=Ab3x`.
SEARCH = "search"
_TOKEN = re.compile(r"(all|any|none)\(|([^(),]+)|([),])")


class Words:
    """The typed words that an address only marks: those of the session, and those of the view it names."""

    def __init__(self, kept: Mapping[str, str], of_view: Sequence[str] = ()) -> None:
        self.kept = kept
        self.of_view = of_view

    def read(self, mark: str) -> str:
        """Return the words behind a mark; raises ValueError when they are somebody else's or no longer kept."""
        key = mark.removeprefix(MARK)
        if not mark.startswith(MARK):
            raise ValueError(mark)
        if key.startswith(MARK):
            n = key.removeprefix(MARK)
            if n.isascii() and n.isdecimal() and int(n) < len(self.of_view):
                return self.of_view[int(n)]
        if key in self.kept:
            return self.kept[key]
        raise ValueError(mark)

    def mark(self, text: str) -> str:
        """Return the mark of words that are kept; raises ValueError."""
        if text in self.of_view:
            return f"{MARK}{MARK}{self.of_view.index(text)}"
        for key, kept in self.kept.items():
            if kept == text:
                return f"{MARK}{key}"
        raise ValueError("these words are not kept")


def words_of(tree: Node, fields: Mapping[str, FilterField]) -> list[str]:
    """Return the typed words of a tree, in its order."""
    return [
        value for each in conditions(tree) if (field := fields.get(each.field)) and field.typed for value in each.values
    ]


def canonical(tree: Group) -> Group:
    """Return the tree with its parts in the order in which an address has them: what is written reads the same."""
    tree = plain(tree)
    if tree.how != "all":
        return tree
    keys: set[str] = set()
    first: list[Node] = []
    others: list[Node] = []
    for part in tree.parts:
        if isinstance(part, Condition) and (key := _key(part)) not in keys:
            keys.add(key)
            first.append(part)
        else:
            others.append(part)
    return Group("all", (*first, *others))


def write(tree: Group, fields: Mapping[str, FilterField], words: Words) -> Pairs:
    """Return the keys and values that stand for a tree; conditions of fields that are no longer there are dropped."""
    pairs: Pairs = []
    taken: set[str] = set()
    tree = canonical(tree)
    for part in tree.parts if tree.how == "all" else (tree,):
        if isinstance(part, Group) or _key(part) in taken:
            pairs.append(("where", _written(part, fields, words)))
        elif part.field in fields:
            taken.add(_key(part))
            shown = [_shown(value, fields[part.field], words) for value in part.values or ("",)]
            pairs.extend((_key(part), value.removeprefix(MARK) if part.field == SEARCH else value) for value in shown)
    return pairs


def _key(condition: Condition) -> str:
    if condition.op == "is" or (condition.field, condition.op) == (SEARCH, "has"):
        return condition.field
    return f"{condition.field}.{condition.op}"


def _shown(value: str, field: FilterField, words: Words) -> str:
    return words.mark(value) if field.typed and value else value


def _written(node: Node, fields: Mapping[str, FilterField], words: Words) -> str:
    if isinstance(node, Group):
        inside = [part for part in node.parts if isinstance(part, Group) or part.field in fields]
        return f"{node.how}({','.join(_written(part, fields, words) for part in inside)})"
    values = "|".join(quote(_shown(value, fields[node.field], words), safe=MARK) for value in node.values)
    return f"{node.field}:{node.op}:{values}" if values else f"{node.field}:{node.op}"


def read(query: QueryDict, fields: Mapping[str, FilterField], words: Words) -> tuple[Group, list[str]]:
    """Return the tree that stands in an address, and what in it means nothing here, by name."""
    parts: list[Node] = []
    misread: list[str] = []
    for key in query:
        name, _, op = key.partition(".")
        if key == "where":
            parts.extend(_groups([text for text in query.getlist(key) if text], fields, words, misread))
        elif name in fields:
            given = tuple(value for value in query.getlist(key) if value)
            if name == SEARCH and not op:
                op, given = "has", tuple(f"{MARK}{value}" for value in given) or (MARK,)
            if not op and not given:
                continue  # an empty choice of a form
            if condition := _condition(name, op or "is", given, fields, words, misread):
                parts.append(condition)
        elif name.startswith(("field-", "unit-")):
            misread.append("")
    tree = Group("all", tuple(parts))
    if not fits(tree):
        return Group(), [*misread, ""]
    if len(parts) == 1 and isinstance(parts[0], Group) and parts[0].how != "all":
        return parts[0], misread
    return tree, misread


def _condition(
    name: str, op: str, values: tuple[str, ...], fields: Mapping[str, FilterField], words: Words, misread: list[str]
) -> Condition | None:
    field = fields.get(name)
    try:
        if field is None:
            raise ValueError(name)
        field.operator(op)
        return Condition(name, op, tuple(map(words.read, values)) if field.typed else values)
    except ValueError:
        misread.append(str(field.label) if field else "")
        return None


def _groups(
    texts: Sequence[str], fields: Mapping[str, FilterField], words: Words, misread: list[str]
) -> Iterator[Node]:
    def leaf(text: str) -> Condition | None:
        name, _, rest = text.partition(":")
        op, _, values = rest.partition(":")
        given = tuple(map(unquote, values.split("|"))) if values else ()
        return _condition(name, op, given, fields, words, misread)

    for text in texts:
        try:
            yield from _parsed(text, leaf)
        except ValueError:
            misread.append("")


def _parsed(text: str, leaf: Callable[[str], Condition | None]) -> list[Node]:
    """Take `any(a,none(b))` apart. Raises ValueError when it is not written like that."""
    open_groups: list[tuple[How, list[Node]]] = [("all", [])]
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() != end:
            raise ValueError(text)
        end = token.end()
        how, word, sign = token.groups()
        if how:
            if len(open_groups) > DEEPEST:
                raise ValueError(text)
            open_groups.append((cast("How", how), []))
        elif word:
            if (node := leaf(word)) is not None:
                open_groups[-1][1].append(node)
        elif sign == ")":
            if len(open_groups) == 1:
                raise ValueError(text)
            kind, inside = open_groups.pop()
            open_groups[-1][1].append(Group(kind, tuple(inside)))
    if end != len(text) or len(open_groups) != 1:
        raise ValueError(text)
    return open_groups[0][1]
