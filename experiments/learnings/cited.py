"""What a learning rests on: the signs of its experiment, with the last figure of each and what was said of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from experiments.counting import keeping_back
from experiments.models import Experiment, Sign
from members.requests import OrgRequest


class Cited(NamedTuple):
    """A sign with its figure and verdict in words; both are empty or say so where they are kept back from this reader."""

    sign: Sign
    figure: str
    verdict: str


def signs(request: OrgRequest, experiment: Experiment) -> Sequence[Cited]:
    """Read the signs of an experiment with the newest figure of each, in one statement."""
    rows: Any = experiment.signs.select_related("metric").annotate(figure=keeping_back.newest())
    every = list(rows)
    hidden = keeping_back.of_signs(request, every)
    return [_cited(sign, is_hidden=sign.pk in hidden) for sign in every]


def _cited(sign: Any, *, is_hidden: bool) -> Cited:
    verdict = _("kept back") if is_hidden and sign.said_by_id is None else str(sign.get_verdict_display())
    return Cited(sign, "" if is_hidden or not sign.figure else _figure(sign.figure), verdict)


def _figure(newest: dict[str, Any]) -> str:
    pairs = [(newest["part"], newest["whole"]), (newest["b_part"], newest["b_whole"])]
    shares = [(part, whole) for part, whole in pairs if whole is not None]
    if shares:
        said = (_("%(part)d of %(whole)d") % {"part": part, "whole": whole} for part, whole in shares)
        return _(" against ").join(said)
    return f"{Decimal(str(newest['value'])).normalize():f}" if newest["value"] is not None else ""
