"""Where the counting of signs takes part in other rooms: the sweeper, and the filters of the list of people."""

from experiments.counting import filters, refreshing
from members import filters as people_filters
from organizations import registry


def register() -> None:
    """Called once, when the application is ready."""
    registry.sweepers.append(refreshing.sweep)
    people_filters.register(*filters.FIELDS)
