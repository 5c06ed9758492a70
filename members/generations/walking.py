"""Walking down the generations in the database. A ring that should not be there ends where it closes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from members.models import Member
from stpnet.db.arrays import array
from stpnet.db.wrapper import current

# Generations below the first that one page shows, and lines in all: what lies deeper is a page of its own.
DEEP, MOST = 4, 400


class Line(NamedTuple):
    """Somebody below somebody. `is_ring`: they stand above themselves, and are not followed any further."""

    above: UUID | None
    person: UUID
    depth: int
    is_ring: bool
    name: str
    # From the root down to here: whoever has two coaches stands in two places.
    path: Sequence[UUID]


_TREE = """
WITH RECURSIVE edge AS MATERIALIZED ({edges}),
tree(above, person, depth) AS (
    SELECT NULL::uuid, root, 0 FROM unnest(%s::uuid[]) AS root
    UNION ALL
    SELECT tree.person, edge.below, tree.depth + 1 FROM tree JOIN edge ON edge.above = tree.person
    WHERE tree.depth < %s
) CYCLE person SET is_ring USING path
SELECT above, person, depth, is_ring, name, array(SELECT one FROM unnest(path) AS step(one uuid)), sorted_as
FROM tree JOIN {members} ON id = person LIMIT %s"""

# How many stand directly below each, and in all generations, each person counted once.
_BELOW = """
WITH RECURSIVE edge AS MATERIALIZED ({edges}),
below(kind, root, person, first) AS (
    SELECT kind, above, below, TRUE FROM edge WHERE above = ANY(%s::uuid[])
    UNION
    SELECT kind, below.root, edge.below, FALSE FROM below JOIN edge USING (kind) WHERE edge.above = below.person
)
SELECT kind, root, count(DISTINCT person) FILTER (WHERE first), count(DISTINCT person) FROM below
WHERE person <> root GROUP BY kind, root"""

_LEADS = """
WITH RECURSIVE edge AS ({edges}),
below(person) AS (
    SELECT unnest(%s::uuid[])
    UNION
    SELECT edge.below FROM below JOIN edge ON edge.above = below.person
)
SELECT 1 FROM below WHERE person = ANY(%s::uuid[]) LIMIT 1"""

type Edges = QuerySet[Any, Any]
_MEMBERS = Member._meta.db_table  # noqa: SLF001 - the model's own table


def lines(edges: Edges, roots: Collection[UUID], *, deep: int = DEEP, most: int = MOST) -> tuple[list[Line], bool]:
    """Return everyone from these roots down, each generation by name, and whether some were left out.

    The walk is stopped by the limit: the database hands out a generation before it looks for the next. It promises
    nobody that, so a line may come without the one above it.
    """
    if not roots:
        return [], False
    rows = _rows(_TREE, edges, [array(roots), deep, most + 1])
    shown = sorted(rows[:most], key=lambda row: (row[2], row[6], row[1]))
    return [Line(*row[:6]) for row in shown], len(rows) > most


def counts(edges: Edges, people: Collection[UUID]) -> dict[tuple[str, UUID], tuple[int, int]]:
    """Return, by kind and person, how many stand directly below each of these people, and how many in all generations."""
    if not people:
        return {}
    return {(kind, root): (first, every) for kind, root, first, every in _rows(_BELOW, edges, [array(people)])}


def leads(edges: Edges, start: Collection[UUID], end: Collection[UUID]) -> bool:
    """Whether one walks down from one of the first to one of the second, who may be the same."""
    return bool(_rows(_LEADS, edges, [array(start), array(end)]))


def rings(edges: Edges) -> list[UUID]:
    """Return one person of each ring, from whom its tree is read; those below a ring come with it."""
    lost = _lost(edges)
    found: list[UUID] = []
    covered: set[UUID] = set()
    for person in sorted(lost):
        reached = _reach(lost, lost[person])
        if person in reached and person not in covered:
            found.append(person)
            covered |= reached
    return found


def _lost(edges: Edges) -> dict[UUID, set[UUID]]:
    """Return those above somebody whom no walk from the tops comes to: rings, and whoever stands below one.

    Read whole and walked here, each edge once: the database looks through all of them for every generation.
    """
    below: dict[UUID, set[UUID]] = defaultdict(set)
    for above, person in edges.values_list("above", "below"):
        below[above].add(person)
    reached = _reach(below, below.keys() - set().union(*below.values()))
    return {above: below[above] for above in sorted(below.keys() - reached)[:MOST]}


def _reach(below: Mapping[UUID, set[UUID]], start: Iterable[UUID]) -> set[UUID]:
    """Return these people and everyone below them."""
    seen: set[UUID] = set()
    ahead = list(start)
    while ahead:
        person = ahead.pop()
        if person not in seen:
            seen.add(person)
            ahead += below.get(person, ())
    return seen


def _rows(sql: str, edges: Edges, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    inner, params = edges.query.sql_with_params()
    with current().cursor() as cursor:
        cursor.execute(sql.format(edges=inner, members=_MEMBERS), [*params, *values])
        return list(cursor.fetchall())
