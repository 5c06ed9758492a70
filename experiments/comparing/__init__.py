"""Compares two rates the way a careful statistician would, and says in plain words what that does and does not show."""

from experiments.comparing.rates import Compared, ImpossibleFigures, Rate, compare
from experiments.comparing.sizes import Sizes, needed

__all__ = ["Compared", "ImpossibleFigures", "Rate", "Sizes", "compare", "needed"]
