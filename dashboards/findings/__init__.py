"""The one thing to say of figures, in a sentence: rules in an order, with their thresholds in one place."""

from dashboards.findings.rules import find, over_time
from dashboards.findings.situations import Finding, Goal, Rung, Situation

__all__ = ["Finding", "Goal", "Rung", "Situation", "find", "over_time"]
