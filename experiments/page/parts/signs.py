"""Signs of success and of failure, with what was said of each."""

from typing import Any

from experiments.models import Experiment, Sign
from members.requests import OrgRequest

COLORS = {
    "met": "ok", "within_reach": "warn", "behind": "bad",
    "not_happening": "ok", "close": "warn", "happening": "bad",
}  # fmt: skip


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    by_kind: dict[str, list[dict[str, Any]]] = {kind: [] for kind in Sign.Kind}
    for sign in experiment.signs.all():
        by_kind[sign.kind].append({"sign": sign, "color": COLORS.get(sign.verdict, "")})
    return {"success": by_kind[Sign.Kind.SUCCESS], "failure": by_kind[Sign.Kind.FAILURE]}
