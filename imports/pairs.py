"""A row beside the one it may be: field by field, with what can be kept of each."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imports.models import ImportBatch, ImportRow
from imports.sides import Names, Side, of_member, of_person
from imports.ways import SEVERAL, Way, Ways
from members.models import Member

LABELS: dict[str, str | Promise] = {
    "name": _("Name"), "preferred_name": _("Goes by"), "pronouns": _("Pronouns"), "phone": _("Phone"),
    "email": _("E-mail"), "address": _("Address"), "level": _("Level"), "organizer": _("Organizer"),
    "status": _("Status"), "language": _("Languages"), "employer": _("Work"), "tags": _("Tags"),
    "external_id": _("Ids in other systems"),
}  # fmt: skip
# Shown even where only one of the two has something to say: people know each other by these.
ALWAYS = frozenset({"name", "phone", "email", "organizer", "level"})


class Line(NamedTuple):
    """One field: what each side says, and, where both can be kept or one must give way, which is chosen."""

    key: str
    label: str | Promise
    here: Sequence[str]
    listed: Sequence[str]
    # None: there is nothing to choose.
    chosen: Way | None

    @property
    def ways(self) -> list[Way]:
        """What can be chosen."""
        if self.chosen is None:
            return []
        return [Way.KEEP, Way.REPLACE, *([Way.ADD] if self.key in SEVERAL and self.here else [])]


class Pair(NamedTuple):
    """`candidate` is somebody who is here; else `other_row` is an earlier row of the list."""

    row: ImportRow
    candidate: Member | None
    other_row: int | None
    here: str
    listed: str
    lines: list[Line]


def pair(batch: ImportBatch, row: ImportRow, *, region: str) -> Pair:
    """Put a row beside whom it may be, in at most five statements."""
    other = None if row.candidate else batch.rows.select_related("member").filter(number=row.candidate_row or 0).first()
    member = row.candidate or (other.member if other else None)
    listed_in = [each for each in (row, other) if each is not None]
    names = Names.of(batch, member, [each.clean for each in listed_in])
    listed = of_person(row.clean, names, region)
    if member is not None:
        here = of_member(member, names, batch, region)
    else:
        here = of_person(other.clean, names, region) if other else {}
    ways = Ways(batch.modes, row.choices)
    keys = [*LABELS, *(key for key in names.labels if key not in LABELS)]
    lines = [
        _line(key, names.labels.get(key) or LABELS[key], here, listed, ways)
        for key in keys
        if key in listed or (key in ALWAYS and key in here)
    ]
    number = other.number if other and member is None else None
    return Pair(row, member, number, _name(here), _name(listed), lines)


def _line(key: str, label: str | Promise, here: Side, listed: Side, ways: Ways) -> Line:
    mine, theirs = here.get(key, []), listed.get(key, [])
    has_choice = any(value not in mine for value in theirs) and key != "external_id"
    return Line(key, label, mine, theirs, _chosen(key, ways, is_blank=not mine) if has_choice else None)


def _chosen(key: str, ways: Ways, *, is_blank: bool) -> Way:
    """What would become of the field without anybody's choice."""
    way = ways.of(key)
    if way is Way.FILL:
        return Way.REPLACE if is_blank else Way.KEEP
    return Way.REPLACE if way is Way.ADD and is_blank else way


def _name(side: Side) -> str:
    return " ".join(side.get("name", []))
