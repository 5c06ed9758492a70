"""Experiments in the filters of the list of people: who takes part in which, and who the lot put into which group."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.counting import people
from experiments.counting.people import Gone
from experiments.models import Assigned, Assignment, Experiment
from members.filters import Choice, OneOf
from members.requests import OrgRequest

_MOST = 200
LETTERS = "ABCDEF"


def experiments(request: OrgRequest) -> Sequence[Choice]:
    """List those that somebody takes part in, the newest first; read once for each request."""
    if "_experiments" not in request.__dict__:
        rows = Experiment.objects.exclude(taking_part=None).distinct()[:_MOST]
        request.__dict__["_experiments"] = [(str(each.pk), each.title) for each in rows]
    found: Sequence[Choice] = request.__dict__["_experiments"]
    return found


def takes_part(request: OrgRequest, values: tuple[str, ...]) -> Q:
    """Keep who takes part in one of these. Raises ValueError for one that is none, or whose list is gone."""
    within = request.__dict__.setdefault("_takes_part_within", [])
    if within:
        # A list of who takes part, by which somebody takes part: there would be no end.
        raise ValueError(values)
    within.append(values)
    try:
        rows = list(Experiment.objects.filter(pk__in=[UUID(value) for value in values]))
        if len(rows) < len(set(values)):
            raise ValueError(values)
        found = Q()
        for each in rows:
            found |= people.where_taking_part(each, request)
        return found
    except Gone as why:
        raise ValueError(values) from why
    finally:
        within.pop()


def groups(request: OrgRequest) -> Sequence[Choice]:
    """List every group that was drawn, by its experiment and letter; read once for each request."""
    if "_drawn" not in request.__dict__:
        said = _("%(experiment)s: group %(letter)s")
        request.__dict__["_drawn"] = [
            (f"{one.pk}.{n}", said % {"experiment": one.experiment.title, "letter": LETTERS[n]})
            for one in Assignment.objects.select_related("experiment").order_by("-made_at")[:_MOST]
            for n in range(one.n_groups)
        ]
    found: Sequence[Choice] = request.__dict__["_drawn"]
    return found


def in_group(_request: OrgRequest, values: tuple[str, ...]) -> Q:
    """Keep whom the lot put into one of these. Raises ValueError for what is no group."""
    found = Q()
    for value in values:
        key, _dot, group = value.partition(".")
        drawn = Assigned.objects.filter(assignment=UUID(key), group=int(group), member=OuterRef("pk"))
        found |= Q(Exists(drawn))
    return found


FIELDS = (
    OneOf(
        name="takes-part",
        label=gettext_lazy("Takes part in"),
        order=66,
        choices=experiments,
        has=takes_part,
        many=True,
    ),
    OneOf(
        name="drawn-into",
        label=gettext_lazy("Drawn into"),
        order=66.1,
        choices=groups,
        has=in_group,
        known=lambda: Q(Exists(Assigned.objects.filter(member=OuterRef("pk")))),
        many=True,
    ),
)
