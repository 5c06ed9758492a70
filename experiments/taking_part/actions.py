"""Saying who takes part, and taking it back."""

from audit.recording import action, record
from experiments.models import Experiment, TakingPart
from experiments.writing.actions import RIGHT
from members.models import Member, SavedView


@action
def add(experiment: Experiment, *, member: Member | None = None, view: SavedView | None = None, by: Member) -> bool:
    """Let somebody, or all on a list, take part; whether that is new."""
    about = {"member": member} if member else {"view": view, "name": view.name if view else ""}
    found = {"member": member} if member else {"view": view}
    _row, is_new = TakingPart.objects.get_or_create(experiment=experiment, **found, defaults=about)
    if is_new:
        record(RIGHT, of=experiment, by=by, fields=["taking part"])
    return is_new


@action
def take_out(row: TakingPart, *, by: Member) -> None:
    """Let them take part no more."""
    record(RIGHT, of=row.experiment, by=by, fields=["taking part"])
    row.delete()
