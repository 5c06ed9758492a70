"""Where the counting of signs takes part in other rooms: the sweeper, the filters of the list of people, the types of signs."""

from experiments import registry as experiments
from experiments.counting import figures, filters, refreshing
from members import filters as people_filters
from organizations import registry


def register() -> None:
    """Called once, when the application is ready."""
    registry.sweepers.append(refreshing.sweep)
    people_filters.register(*filters.FIELDS)
    experiments.register(*figures.SIGN_TYPES)
