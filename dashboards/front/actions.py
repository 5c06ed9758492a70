"""What changes a front page. Until somebody does, it shows the first panels there are."""

from collections.abc import Sequence

from audit.recording import action, record
from dashboards import registry
from dashboards.models import Pin
from members.models import Member

RIGHT = "goal.edit"
# Each panel takes a statement or two of the twelve that a page may take.
MOST = 5
USUAL = ("levels", "reached", "attendance", "promises")


class TooMany(Exception):
    """There is no room for one more."""


def pinned() -> list[str]:
    """Return the names of the panels on the front page, in its order."""
    kept = list(Pin.objects.values_list("panel", flat=True))
    known = {panel.name for panel in registry.panels}
    return [name for name in kept if name in known] if kept else [name for name in USUAL if name in known]


@action
def pin(name: str, *, by: Member) -> None:
    """Put a panel last on the front page. Raises TooMany when it is full."""
    names = _begun()
    if name in names:
        return
    if len(names) >= MOST:
        raise TooMany
    _keep([*names, name], by=by)


@action
def unpin(name: str, *, by: Member) -> None:
    """Take a panel off. The last one stays: an empty page would show the usual ones again."""
    names = _begun()
    if name in names and len(names) > 1:
        _keep([each for each in names if each != name], by=by)


@action
def move(name: str, *, back: bool, by: Member) -> None:
    """Put a panel one place earlier, or later; at the end it stays."""
    names = _begun()
    if name not in names:
        return
    at = names.index(name)
    other = at - 1 if back else at + 1
    if 0 <= other < len(names):
        names[at], names[other] = names[other], names[at]
        _keep(names, by=by)


def _begun() -> list[str]:
    """Return what is pinned, and keep others from changing it until this is done."""
    list(Pin.objects.select_for_update())
    return pinned()


def _keep(names: Sequence[str], *, by: Member) -> None:
    rows = [Pin(panel=name, position=at) for at, name in enumerate(names)]
    Pin.objects.exclude(panel__in=names).delete()
    kept = Pin.objects.bulk_create(
        rows, update_conflicts=True, update_fields=["position"], unique_fields=["panel"]
    )  # fmt: skip
    record(RIGHT, of=kept[0], by=by, fields=["front page"])
