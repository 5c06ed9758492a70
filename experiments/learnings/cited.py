"""What a learning rests on: the signs of its experiment, with the last figure of each and what was said of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from experiments.counting.rows import keeps_back
from experiments.models import Experiment, Measurement, Metric, Sign
from members.requests import OrgRequest

# So few people can be worked out by who knows them.
SMALL = range(1, 5)


class Cited(NamedTuple):
    """A sign with its figure in words; empty where nothing was counted, or where it is kept back from this reader."""

    sign: Sign
    figure: str


def signs(request: OrgRequest, experiment: Experiment) -> Sequence[Cited]:
    """Read the signs of an experiment with the newest figure of each, in one statement."""
    newest = Measurement.objects.filter(metric__sign=OuterRef("pk")).order_by("-on")
    told = JSONObject(value="value", part="part", whole="whole", b_part="b_part", b_whole="b_whole", way="metric__way")
    rows: Any = experiment.signs.annotate(newest=Subquery(newest.values(json=told)[:1]))
    hides = keeps_back(request)
    return [Cited(row, _figure(row.newest, keeps_back=hides) if row.newest else "") for row in rows]


def _figure(newest: dict[str, Any], *, keeps_back: bool) -> str:
    pairs = [(newest["part"], newest["whole"]), (newest["b_part"], newest["b_whole"])]
    shares = [(part, whole) for part, whole in pairs if whole is not None]
    people = [n for part, whole in shares for n in (part, whole - part)]
    if not shares and newest["value"] is not None and newest["way"] != Metric.Way.NUMBER:
        people.append(int(Decimal(str(newest["value"]))))
    if keeps_back and any(n in SMALL for n in people):
        return ""
    if shares:
        said = (_("%(part)d of %(whole)d") % {"part": part, "whole": whole} for part, whole in shares)
        return _(" against ").join(said)
    return f"{Decimal(str(newest['value'])).normalize():f}" if newest["value"] is not None else ""
