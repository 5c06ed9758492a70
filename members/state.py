"""What a list of people is asked for: its filters, its order and its columns, as they stand in an address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from members import search
from members.filters import address, asking, fields_of
from members.filters.tree import EVERYONE, Group, from_json, to_json
from members.models import SavedView
from members.requests import OrgRequest

SORT, COLUMNS, VIEW, WHERE = "sort", "columns", "view", "where"
BY_NAME = "name"
# Names of columns: what else stands in an address is nobody's, and would be kept with a view.
_NAMES = re.compile(r"-?[a-z0-9_.-]{1,58}")
MOST_COLUMNS = 100


@dataclass(frozen=True)
class State:
    """A list asked for. `columns` is empty for the usual ones; `view` is the saved view that it began with."""

    tree: Group = EVERYONE
    sort: str = BY_NAME
    columns: tuple[str, ...] = ()
    view: SavedView | None = None
    misread: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_changed(self) -> bool:
        """Whether it asks for something else than the view it began with."""
        return self.view is not None and replace(self, misread=()) != of_view(self.view)


def of_view(view: SavedView) -> State:
    """Return what a view was saved with, also what means nothing any more."""
    tree = address.canonical(from_json(view.filters)) if view.filters else EVERYONE
    return State(tree, view.sort or BY_NAME, tuple(view.columns), view)


def stored(state: State) -> dict[str, object]:
    """Return the columns of a view that keep this state."""
    return {"filters": to_json(state.tree), "columns": list(state.columns), "sort": state.sort}


def read(request: OrgRequest, views: Iterable[SavedView]) -> State:
    """Read the address. What it does not say comes from the view it names; what means nothing is left out and named."""
    query, fields = request.GET, fields_of(request)
    view = _named(query, views)
    saved = of_view(view) if view else State()
    words = words_for(request, view)
    misread: list[str] = []
    if query.get(VIEW) and view is None:
        misread.append(VIEW)
    tree = saved.tree
    if view is None or WHERE in query or any(key.partition(".")[0] in fields for key in query):
        tree, unread = address.read(query, fields, words)
        misread.extend(unread)
    return State(
        address.canonical(asking.sound(tree, request, misread)),
        next(_names(query.get(SORT, "")), saved.sort),
        tuple(_names(query[COLUMNS]))[:MOST_COLUMNS] if COLUMNS in query else saved.columns,
        view,
        tuple(dict.fromkeys(misread)),
    )


def _names(text: str) -> Iterator[str]:
    return (name for name in dict.fromkeys(text.split(",")) if _NAMES.fullmatch(name))


def _named(query: QueryDict, views: Iterable[SavedView]) -> SavedView | None:
    return next((view for view in views if str(view.pk) == query.get(VIEW)), None)


def words_for(request: OrgRequest, view: SavedView | None) -> address.Words:
    """Return the typed words that marks in an address can stand for."""
    of_the_view = address.words_of(of_view(view).tree, fields_of(request)) if view else []
    return address.Words(search.kept(request.session), of_the_view)


def query(request: OrgRequest, state: State, **more: str) -> str:
    """Write a state as the query of an address; `more` stands behind it."""
    pairs: list[tuple[str, str]] = []
    if state.view:
        pairs.append((VIEW, str(state.view.pk)))
    if state.view is None or state.is_changed:
        pairs.extend(_asked(request, state))
    return urlencode([*pairs, *more.items()], safe="~:|,()")


def _asked(request: OrgRequest, state: State) -> address.Pairs:
    """Write what differs from the view, or from everyone by name; filters all or not at all."""
    saved = of_view(state.view) if state.view else State()
    pairs: address.Pairs = []
    tree = address.canonical(state.tree)
    if tree != saved.tree:
        filters = address.write(tree, fields_of(request), words_for(request, state.view))
        pairs.extend(filters or [(WHERE, "")])
    if state.sort != saved.sort:
        pairs.append((SORT, state.sort))
    if state.columns != saved.columns:
        pairs.append((COLUMNS, ",".join(state.columns)))
    return pairs


def keep_words(request: OrgRequest, tree: Group) -> None:
    """Keep the typed words of a tree, so that an address can mark them."""
    for text in address.words_of(tree, fields_of(request)):
        search.remember(request.session, text)
