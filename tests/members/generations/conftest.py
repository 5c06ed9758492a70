"""A handful of people, and who stands above whom."""

from collections.abc import Callable

import pytest

from members.models import Member, Relationship

COACH, RECRUITED = Relationship.Kind.COACH_OF, Relationship.Kind.RECRUITED_BY
type Crowd = dict[str, Member]
type Bind = Callable[..., None]


@pytest.fixture
def crowd(north) -> Crowd:
    """Ana, Bea, Cal, Dee, Eli and Fay."""
    return {name: Member.objects.create(given_name=name) for name in ("Ana", "Bea", "Cal", "Dee", "Eli", "Fay")}


@pytest.fixture
def bind(crowd) -> Bind:
    """`bind("Ana Bea", "Bea Cal")`: each first one coaches the second, as bare rows; `kind=` for who brought whom."""

    def bound(*pairs: str, kind: str = COACH) -> None:
        for pair in pairs:
            above, below = (crowd[name] for name in pair.split())
            one, two = (above, below) if kind == COACH else (below, above)
            Relationship.objects.create(member=one, other=two, kind=kind)

    return bound
