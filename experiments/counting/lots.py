"""Parting a list by lot, so that two groups differ in nothing but what is tried with one of them.

Units of the default kind are dealt out one after the other, each in an order drawn by lot, so that every group has about
as many of each unit. The seed is kept: the same people give the same groups again.
"""

from collections.abc import Mapping, Sequence
from random import Random
from secrets import token_hex
from uuid import UUID

from django.utils.translation import gettext as _

from audit.recording import action, record
from experiments.counting.people import Gone, of_view
from experiments.models import Assigned, Assignment, Experiment
from members.models import Belonging, Member, SavedView
from members.requests import OrgRequest

WRITE = "experiment.write"


class DrawRefused(Exception):
    """Why nothing is drawn, in a sentence a member could read."""


@action
def draw(experiment: Experiment, view: SavedView, *, n_groups: int, counts_as: OrgRequest, by: Member) -> Assignment:
    """Part the people of a list into groups. Raises DrawRefused; drawn once, it stays: chance does not ask twice."""
    Experiment.objects.select_for_update().get(pk=experiment.pk)
    if Assignment.objects.filter(experiment=experiment).exists():
        raise DrawRefused(_("Groups were drawn for this experiment already. Drawing until they please is no chance."))
    try:
        keys = list(of_view(view, counts_as).counted().order_by("pk").values_list("pk", flat=True))
    except Gone as why:
        raise DrawRefused(_("This list asks for something that is not there any more. Mend it first.")) from why
    if len(keys) < n_groups:
        raise DrawRefused(_("There are fewer people on this list than groups."))
    made = Assignment.objects.create(
        experiment=experiment, named=view.name, n_groups=n_groups, seed=token_hex(16), made_by=by
    )
    dealt = deal(keys, units_of(keys), n_groups, made.seed)
    Assigned.objects.bulk_create(Assigned(assignment=made, member_id=key, group=n) for key, n in dealt.items())
    record(WRITE, of=experiment, by=by, fields=["groups"])
    return made


def deal(keys: Sequence[UUID], unit_of: Mapping[UUID, UUID], n_groups: int, seed: str) -> dict[UUID, int]:
    """Say who comes into which group. The last of one unit and the first of the next go on in turn."""
    lot = Random(seed)  # noqa: S311 - a lot that can be drawn again, and no secret
    units: dict[str, list[UUID]] = {}
    for key in sorted(keys):
        units.setdefault(str(unit_of.get(key, "")), []).append(key)
    dealt: dict[UUID, int] = {}
    order = list(range(n_groups))
    lot.shuffle(order)
    for _unit, people in sorted(units.items()):
        lot.shuffle(people)
        for key in people:
            dealt[key] = order[len(dealt) % n_groups]
    return dealt


def units_of(keys: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the unit of the default kind of each who has one."""
    rows = Belonging.objects.filter(member__in=keys, kind__is_default=True)
    return dict(rows.values_list("member", "unit"))
