"""The two relationships that have an above and a below, as edges of a graph."""

from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Relationship
from members.models.person import MemberQuerySet

Kind = Relationship.Kind


class Bond(NamedTuple):
    """A kind of relationship with two ends: the columns of who stands above and below, and why none may go round."""

    kind: str
    above: str
    below: str
    # `above` and `below` are names.
    ring: str | Promise
    merged: str | Promise


COACHING = Bond(
    Kind.COACH_OF,
    "member",
    "other",
    _(
        "%(below)s coaches %(above)s already, directly or through others, so this would go round in a ring. "
        "Take one of those away first."
    ),
    _(
        "One of the two coaches the other through somebody else, so that together they would coach themselves. "
        "Take one of those relationships away first."
    ),
)
RECRUITING = Bond(
    Kind.RECRUITED_BY,
    "other",
    "member",
    _(
        "%(below)s recruited %(above)s, directly or through others, so this would go round in a ring. "
        "Take one of those away first."
    ),
    _(
        "One of the two recruited the other through somebody else, so that together they would have recruited "
        "themselves. Take one of those relationships away first."
    ),
)
BONDS = {bond.kind: bond for bond in (COACHING, RECRUITING)}


def edges(*bonds: Bond, people: MemberQuerySet | None = None) -> QuerySet[Relationship, Any]:
    """Return who stands above whom, as `kind`, `above` and `below`; with `people`, where both ends are of them."""
    found = Relationship.objects.kept().filter(kind__in=[bond.kind for bond in bonds]).order_by()
    if people is not None:
        keys = people.order_by().values("pk")
        found = found.filter(member__in=keys, other__in=keys)
    ends = {
        end: Case(*(When(kind=bond.kind, then=F(f"{getattr(bond, end)}_id")) for bond in bonds))
        for end in ("above", "below")
    }
    formed: QuerySet[Any, Any] = found.annotate(**ends)
    return formed.values("kind", "above", "below")


def stands(bond: Bond, *, end: str, people: MemberQuerySet) -> Q:
    """Say in SQL of a member that they stand at one end, with one of these people at the other."""
    far = bond.below if end == bond.above else bond.above
    found = Relationship.objects.kept().filter(kind=bond.kind, **{end: OuterRef("pk")})
    return Q(Exists(found.filter(**{f"{far}__in": people.order_by().values("pk")})))


def tops(bond: Bond, people: MemberQuerySet) -> MemberQuerySet:
    """Return those of these people who stand above some of them and below none, by name."""
    above = stands(bond, end=bond.above, people=people)
    return people.filter(above, ~stands(bond, end=bond.below, people=people)).by_name()
