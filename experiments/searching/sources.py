"""Where words of an experiment stand, beside its own title and hunch. What other parts write is added to the list."""

from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from experiments.models import Decision, ExperimentStep, Learning, LogPost, OpenQuestion, Sign


class Source(NamedTuple):
    """Rows with words of an experiment: which columns, how the row is called, and the way to the experiment."""

    model: Any
    columns: tuple[str, ...]
    label: str | Promise
    experiment: str = "experiment"
    # Rows that are not shown anywhere are not found either.
    kept: Q = Q()


sources: list[Source] = [
    Source(ExperimentStep, ("text",), _("Step")),
    Source(Sign, ("text", "how", "verdict_words"), _("Sign")),
    Source(Learning, ("text",), _("Learning")),
    Source(Decision, ("text",), _("Decision")),
    Source(OpenQuestion, ("text",), _("Open question")),
    Source(LogPost, ("text",), _("Log"), kept=Q(removed_at=None)),
]
