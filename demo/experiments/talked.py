"""What was said about an experiment of the demo while it ran: posts, comments, and what the coach sees."""

from datetime import date

from demo.experiments.cast import Cast
from demo.experiments.told import Tried
from experiments.models import Experiment


def fill(experiment: Experiment, tried: Tried, cast: Cast, today: date) -> None:
    pass
