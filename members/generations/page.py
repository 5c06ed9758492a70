"""A forest as pages show it: nested lists with how many stand below each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count

from members.generations import walking
from members.generations.edges import Bond, edges, tops
from members.models import Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest

# So many of the first generation stand on a page.
A_PAGE = 30
FEW = 8


@dataclass
class Node:
    """Somebody with those below them. `n` stand directly below, `through` in the generations after these."""

    pk: UUID
    name: str
    depth: int
    is_ring: bool
    n: int = 0
    through: int = 0
    below: list["Node"] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """Whether a page of their own shows more than this one."""
        return self.n > len(self.below) and not self.is_ring


class Forest(NamedTuple):
    """The trees of one page. `is_cut`: more people stand in them than one page holds."""

    nodes: list[Node]
    rings: list[Node]
    is_cut: bool
    number: int
    has_more: bool

    @property
    def opens(self) -> bool:
        """Whether so few stand in the first generation that the page shows the second at once."""
        return len(self.nodes) <= FEW


def forest(request: OrgRequest, bond: Bond) -> Forest:
    """Show one page of the first generation with all below; on the first page also those in rings. Four statements."""
    people, number = Member.objects.people().visible_to(request), _page_number(request)
    start = (number - 1) * A_PAGE
    first = list(tops(bond, people).values_list("pk", flat=True)[start : start + A_PAGE + 1])
    rings = walking.rings(edges(bond, people=people)) if number == 1 else []
    nodes, is_cut = _nodes(bond, people, [*first[:A_PAGE], *rings])
    straight = [node for node in nodes if node.pk not in rings]
    in_rings = [node for node in nodes if node.pk in rings]
    return Forest(straight, in_rings, is_cut, number, len(first) > A_PAGE)


def below(request: OrgRequest, bond: Bond, member: Member) -> Forest:
    """Show everyone below one person, whom they stand below left out. Two statements."""
    nodes, is_cut = _nodes(bond, Member.objects.people().visible_to(request), [member.pk])
    return Forest(nodes, [], is_cut, 1, has_more=False)


def _nodes(bond: Bond, people: MemberQuerySet, roots: Sequence[UUID]) -> tuple[list[Node], bool]:
    known = edges(bond, people=people)
    lines, is_cut = walking.lines(known, roots)
    counts = walking.counts(known, {line.person for line in lines})
    at: dict[tuple[UUID, ...], Node] = {}
    for line in lines:
        n, every = counts.get((bond.kind, line.person), (0, 0))
        at[tuple(line.path)] = Node(line.person, line.name, line.depth, line.is_ring, n, every - n)
        # Generation by generation: who stands above is there already, unless the limit left them out.
        if above := at.get(tuple(line.path[:-1])):
            above.below.append(at[tuple(line.path)])
    return [node for path, node in at.items() if len(path) == 1], is_cut


def totals(request: OrgRequest, bond: Bond) -> tuple[int, int]:
    """Count who stands above somebody, and who below: each person once in each."""
    known = edges(bond, people=Member.objects.people().visible_to(request))
    found = known.aggregate(n_above=Count("above", distinct=True), n_below=Count("below", distinct=True))
    return found["n_above"], found["n_below"]


def size(forest: Forest) -> int:
    """Count the lines of a page, whose names were read."""
    return sum(map(_lines, [*forest.nodes, *forest.rings]))


def _lines(node: Node) -> int:
    return 1 + sum(map(_lines, node.below))


def _page_number(request: OrgRequest) -> int:
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1  # noqa: PLR2004 - digits


def pager(found: Forest) -> dict[str, Any]:
    """Say how one gets to the pages before and after."""
    return {"newer": found.number - 1, "older": found.number + 1 if found.has_more else 0}
