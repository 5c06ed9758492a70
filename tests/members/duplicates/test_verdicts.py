"""“Different people”: said once for a pair, remembered, taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from members.duplicates.verdicts import different_among, different_from, pair, say_different, take_back_different
from members.models import DifferentPeople, Member


@pytest.fixture
def three(north) -> list[Member]:
    return [Member.objects.create(given_name=name, family_name="Okafor") for name in ("Ana", "Anna", "Anne")]


def test_each_is_someone_else_than_every_other(three, person):
    n = say_different(three, by=person("data_lead"))

    keys = [one.pk for one in three]
    assert n == 3
    assert different_among(keys) == {pair(keys[0], keys[1]), pair(keys[0], keys[2]), pair(keys[1], keys[2])}
    assert different_from(keys[1]) == {keys[0], keys[2]}
    assert AuditEvent.objects.filter(action="member.different", object_id__in=keys).count() == 3


def test_said_twice_is_said_once(three, person):
    say_different(three[:2], by=person("data_lead"))

    assert say_different([three[1], three[0]], by=person("director")) == 0
    assert DifferentPeople.objects.get().said_by == person("data_lead")
    assert say_different(three, by=person("director")) == 2


def test_taken_back_may_be_said_again(three, person):
    say_different(three[:2], by=person("data_lead"))

    assert take_back_different(three[1], three[0], by=person("director"))
    assert not take_back_different(three[1], three[0], by=person("director"))
    assert different_among([one.pk for one in three]) == set()
    assert say_different(three[:2], by=person("data_lead")) == 1


@pytest.mark.parametrize(
    ("rule", "of"),
    [
        ("two_in_order", lambda low, high: (high, low)),
        ("two_in_order", lambda low, _high: (low, low)),
        ("once", lambda low, high: (low, high)),
    ],
    ids=["wrong-way-round", "oneself", "twice"],
)
def test_database_refuses(three, rule: str, of: Callable[[Any, Any], tuple[Any, Any]]):
    low, high = pair(three[0].pk, three[1].pk)
    DifferentPeople.objects.create(low_id=low, high_id=high)
    one, other = of(low, high)

    with pytest.raises(IntegrityError, match=f"members_differentpeople_{rule}"), transaction.atomic():
        DifferentPeople.objects.create(low_id=one, high_id=other)


def test_verdict_goes_with_the_person(three):
    say_different(three, by=None)

    three[0].delete()

    assert different_among([one.pk for one in three[1:]]) == {pair(three[1].pk, three[2].pk)}
