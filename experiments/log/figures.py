"""Figures that are updated with a post: what the form asks, and the chips below the post that told of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from experiments.counting import keeping_back, told
from experiments.counting.actions import Written
from experiments.counting.forms import FigureForm
from experiments.models import Experiment, LogPost, Measurement, Metric
from members.requests import OrgRequest
from organizations.access import may

# As much of a sign as fits on a chip.
_CHIP = 48


class Asked(NamedTuple):
    """A sign whose figure can be updated beside a post."""

    sign: str
    form: FigureForm

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed: a figure that is left empty is not updated."""
        return any(str(self.form[name].value() or "").strip() for name in self.form.fields)


def by_hand(experiment: Experiment, data: QueryDict | None, today: date) -> list[Asked]:
    """Ask for the figures of those signs that somebody writes down, as `page.one.whole` found them."""
    asked = []
    for sign in getattr(experiment, "criteria", []):
        if not sign["counted"] or sign["frozen"]:
            continue
        metric = Metric(pk=sign["counted"], way=sign["way"], chosen=sign["chosen"])
        if metric.is_by_hand:
            form = FigureForm(data, metric=metric, today=today, prefix=f"figure-{sign['pk']}")
            # It is of the day of the post.
            del form.fields["on"]
            asked.append(Asked(sign["text"], form))
    return asked


def written(asked: Iterable[Asked]) -> dict[Metric, Written] | None:
    """Return what was typed, or None where some of it is no figure: the forms say so."""
    filled = [each for each in asked if each.is_filled]
    for each in asked:
        if each not in filled:
            each.form.is_bound = False
    if not all([each.form.is_valid() for each in filled]):  # noqa: C419 - each of them says what is wrong
        return None
    return {each.form.metric: each.form.written() for each in filled}


def with_figures(posts: "QuerySet[LogPost]") -> "QuerySet[LogPost]":
    """Let each post bring the figures it told of, and what each was before."""
    before = Measurement.objects.filter(metric=OuterRef("metric"), on__lt=OuterRef("on")).order_by("-on")
    figure = JSONObject(**{name: name for name in keeping_back.FIGURES})
    rows = (
        Measurement.objects.filter(post=OuterRef("pk"))
        .order_by("metric__sign__position", "pk")
        .annotate(was=Subquery(before.values(json=figure)[:1]))
        .values(
            json=JSONObject(sign="metric__sign", way="metric__way", text="metric__sign__text", now=figure, was="was")
        )
    )
    return posts.annotate(told_of=ArraySubquery(rows))


def chips(request: OrgRequest, told_of: Iterable[dict[str, Any]]) -> list[str]:
    """Say each as "Asks: 33 → 41"; who gets no small figures reads that there is a new one, on its sign's own terms."""
    told_of = list(told_of)
    # Asked for only where there are figures: it costs a statement.
    hides = bool(told_of) and keeping_back.keeps_back(request)
    is_whole = not may(request, "member.view")
    said = []
    for each in told_of:
        # Names are hidden afterwards, and half a name would not be found.
        sign = each["text"] if is_whole else Truncator(each["text"]).chars(_CHIP)
        metric = Metric(way=each["way"])
        figures = [told.now(metric, keeping_back.figure_of(figure)) for figure in (each["was"], each["now"]) if figure]
        said.append(
            _("%(sign)s: %(figures)s") % {"sign": sign, "figures": _("a new figure") if hides else " → ".join(figures)}
        )
    return said
