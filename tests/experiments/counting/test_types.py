"""Every way of counting is registered once, and names columns that its form has."""

import pytest

from experiments import registry
from experiments.counting.figures import SIGN_TYPES
from experiments.models import Metric


def test_every_way_has_a_type_and_every_type_asks_for_columns():
    columns = {field.name for field in Metric._meta.get_fields()} | {"sides", "outcome"}
    for way in Metric.Way.values:
        found = registry.sign_type(way)
        assert set(found.asks) <= columns
        assert set(found.needs) <= set(found.asks)
        assert (found.figure is None) == (way in Metric.BY_HAND)


def test_a_type_is_registered_once():
    with pytest.raises(ValueError, match="taken"):
        registry.register(SIGN_TYPES[0])
