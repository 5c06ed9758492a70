"""Which figures of one experiment are kept back from a reader who gets no small ones: all its signs looked at together.

A figure under five is kept back. So is one that lies within four of another that is shown: of two lists, one may stand
within the other, and then the difference is those few people. Decision 72 says how far this goes.
"""

import math
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from experiments.models import Experiment, Measurement, Metric, Sign
from ladders.registry import hides_small
from ladders.small import LEAST
from members.requests import OrgRequest
from organizations.access import may
from organizations.models import Role

FIGURES = ("on", "value", "part", "whole", "b_part", "b_whole")


class Known(NamedTuple):
    """What a figure says of people: who was counted, who was left out, and all there are."""

    people: frozenset[int]
    # Written down by somebody: of what, nobody can tell, so it is no part of another one.
    is_by_hand: bool = False

    @property
    def is_small(self) -> bool:
        return any(0 < n < LEAST for n in self.people)


def keeps_back(request: OrgRequest) -> bool:
    """Whether this reader gets no figure under five. A list divides a group, and is not one of its own totals.

    An owner can let coaches read exact figures: those who are that and nothing else.
    """
    if may(request, "member.view"):
        return False
    return set(request.roles) != {Role.COACH} or hides_small(request)


def known(figure: Measurement, *, is_by_hand: bool = False) -> Known:
    """Return what a figure says of people."""
    if figure.whole is None:
        # Part of a person is a small figure, too.
        found = {math.ceil(figure.value)} if figure.value is not None else set()
    else:
        pairs = ((figure.part, figure.whole), (figure.b_part, figure.b_whole))
        found = {n for part, whole in pairs if whole for n in (part or 0, whole - (part or 0), whole)}
    return Known(frozenset(found), is_by_hand)


def gone[K: Hashable](figures: Mapping[K, Known]) -> set[K]:
    """Name the figures to keep back; of two that tell of a few people by their difference, the later one."""
    hidden: set[K] = set()
    shown: set[int] = set()
    for key, each in figures.items():
        near = any(0 < abs(n - other) < LEAST for n in each.people for other in shown) and not each.is_by_hand
        if each.is_small or near:
            hidden.add(key)
        elif not each.is_by_hand:
            shown |= each.people
    return hidden


def figure_of(figure: dict[str, Any]) -> Measurement:
    """Return a figure that came as data beside its sign."""
    value = figure["value"]
    return Measurement(
        **figure | {"on": date.fromisoformat(figure["on"]), "value": None if value is None else Decimal(str(value))}
    )


def newest() -> Subquery:
    """Return the newest figure of a sign as data, in the statement that reads the sign."""
    rows = Measurement.objects.filter(metric__sign=OuterRef("pk")).order_by("-on")
    return Subquery(rows.values(json=JSONObject(**{name: name for name in FIGURES}))[:1])


def signs_with_figures(**of: Any) -> QuerySet[Sign, Any]:
    """Return signs as data: the verdict, and what has to be known to say whether this reader gets it."""
    rows = Sign.objects.filter(**of).order_by("-kind", "position", "pk").annotate(figure=newest())
    told = ("pk", "kind", "text", "verdict", "figure")
    return rows.values(
        json=JSONObject(said_by="said_by", way="metric__way", chosen="metric__chosen", **{name: name for name in told})
    )


def unsaid(request: OrgRequest, signs: list[dict[str, Any]]) -> set[str]:
    """Name the signs, as `signs_with_figures` gives them, whose verdict would tell this reader a figure."""
    if not keeps_back(request):
        return set()
    counted = {each["pk"]: _of(each) for each in signs if each["figure"]}
    said = {each["pk"] for each in signs if each["said_by"]}
    return gone(counted) - said


def _of(told: dict[str, Any]) -> Known:
    metric = Metric(way=told["way"], chosen=told["chosen"] or {})
    return known(figure_of(told["figure"]), is_by_hand=metric.is_by_hand)


def of_experiment(request: OrgRequest, experiment: Experiment) -> set[Any]:
    """Name the signs of an experiment whose figures are kept back from this reader, said of by somebody or not."""
    if not keeps_back(request):
        return set()
    return of_signs(
        request, Sign.objects.filter(experiment=experiment).select_related("metric").annotate(figure=newest())
    )


def of_signs(request: OrgRequest, signs: Iterable[Any]) -> set[Any]:
    """Say the same of all the signs of one experiment, which came with `figure`."""
    if not keeps_back(request):
        return set()
    counted = ((sign.pk, figure_of(sign.figure), sign.metric.is_by_hand) for sign in signs if sign.figure)
    return gone({key: known(figure, is_by_hand=by_hand) for key, figure, by_hand in counted})
