"""Who looks at it with the team, and what they said."""

from experiments.coaching.shown import shown

__all__ = ["shown"]
