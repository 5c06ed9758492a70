"""Nobody coaches, or has recruited, somebody who stands above them: refused wherever it would be written down.

Who writes holds a lock until commit: two at once, each right by itself, could close a ring together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from members.generations import walking
from members.generations.edges import BONDS, Bond, edges
from members.models import Member, Relationship
from stpnet.db.wrapper import current

_LOCK = 1_904_622_818


def why_not(kind: str, member: Member, other: Member) -> str:
    """Say why this relationship would go round in a ring; empty when it would not, or has no above and below."""
    if (bond := BONDS.get(kind)) is None:
        return ""
    hold()
    ends = {"member": member, "other": other}
    above, below = ends[bond.above], ends[bond.below]
    if not walking.leads(edges(bond), [below.pk], [above.pk]):
        return ""
    return str(bond.ring) % {"above": above, "below": below}


def why_not_one(survivor: Member, merged: Member) -> str:
    """Say why two people cannot become one: each stands above the other through somebody else.

    What ties the two directly is left out, as it does not go over.
    """
    hold()
    two, both = [survivor.pk, merged.pk], Q(member__in=[survivor, merged], other__in=[survivor, merged])
    for bond in BONDS.values():
        others = edges(bond).exclude(both)
        first = [row["below"] for row in others.filter(**{f"{bond.above}__in": two})]
        if first and walking.leads(others, first, two):
            return str(bond.merged)
    return ""


def without(said: Mapping[UUID, Sequence[Relationship]]) -> dict[UUID, Sequence[Relationship]]:
    """Leave out what would close a ring with what stands there or comes before it; rows of one key go together."""
    hold()
    graphs = {kind: _graph(bond) for kind, bond in BONDS.items()}
    kept: dict[UUID, Sequence[Relationship]] = {}
    for key, rows in said.items():
        ends = [(graphs[row.kind], *_ends(row)) for row in rows]
        if not any(_leads(graph, below, above) for graph, above, below in ends):
            kept[key] = rows
            for graph, above, below in ends:
                graph[above].add(below)
    return kept


def _ends(row: Relationship) -> tuple[UUID, UUID]:
    bond = BONDS[row.kind]
    return getattr(row, f"{bond.above}_id"), getattr(row, f"{bond.below}_id")


def _graph(bond: Bond) -> dict[UUID, set[UUID]]:
    graph: dict[UUID, set[UUID]] = defaultdict(set)
    for row in edges(bond):
        graph[row["above"]].add(row["below"])
    return graph


def _leads(graph: Mapping[UUID, set[UUID]], start: UUID, end: UUID) -> bool:
    seen: set[UUID] = set()
    ahead = [start]
    while ahead:
        person = ahead.pop()
        if person == end:
            return True
        if person not in seen:
            seen.add(person)
            ahead += graph.get(person, ())
    return False


def hold() -> None:
    """Let nobody else write what could close a ring, until this is done; before any row is locked."""
    with current().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema()), %s)", [_LOCK])
