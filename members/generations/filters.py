"""What the list of people can be filtered by from who coaches and who brought whom."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.filters import Choice, Number, OneOf
from members.filters.sources import Source
from members.generations.edges import COACHING, RECRUITING, Bond, stands
from members.models import Member, Relationship
from members.requests import OrgRequest

YES, NO = "yes", "no"


def has_coach() -> Q:
    """Say in SQL who has a coach who is here: the figure of a page and the list behind it ask the same."""
    return stands(COACHING, end=COACHING.below, people=Member.objects.people())


def yes_or_no(_request: OrgRequest) -> Sequence[Choice]:
    return [(YES, _("yes")), (NO, _("no"))]


def either(asked: Q, values: tuple[str, ...]) -> Q:
    """Keep those of whom it is so, or is not. Raises ValueError for another word."""
    if not set(values) <= {YES, NO}:
        raise ValueError(values)
    if len(set(values)) > 1:
        return Q()
    return asked if YES in values else ~asked


def _coached(_request: OrgRequest, values: tuple[str, ...]) -> Q:
    return either(has_coach(), values)


def _with_someone(_request: OrgRequest, values: tuple[str, ...]) -> Q:
    return either(Q(organizer__isnull=False) | has_coach(), values)


def directly_below(bond: Bond) -> Any:
    """Count who stands directly below each member and is here."""
    people = Member.objects.people().order_by().values("pk")
    found = Relationship.objects.kept().filter(
        kind=bond.kind, **{bond.above: OuterRef("pk"), f"{bond.below}__in": people}
    )
    counted = found.order_by().values(bond.above).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def _number_below(bond: Bond) -> Source:
    def fits(**lookups: Any) -> Q:
        count, field = directly_below(bond), IntegerField()
        # "Filled in" is anybody at all; nobody is a number like others.
        asked = {name: value for name, value in lookups.items() if name != "isnull"} or {"gt": 0}
        found = Q()
        for name, value in asked.items():
            lookup = field.get_lookup(name)
            assert lookup is not None  # noqa: S101 - the names stand in `Number`
            found &= Q(lookup(count, value))
        return found

    return fits


FIELDS = (
    OneOf(name="has-coach", label=gettext_lazy("Has a coach"), order=45, choices=yes_or_no, has=_coached),
    OneOf(
        name="has-someone",
        label=gettext_lazy("Has an organizer or a coach"),
        order=46,
        choices=yes_or_no,
        has=_with_someone,
    ),
    Number(name="coaches", label=gettext_lazy("How many they coach"), order=47, source=_number_below(COACHING)),
    Number(name="brought", label=gettext_lazy("How many they brought in"), order=48, source=_number_below(RECRUITING)),
)
