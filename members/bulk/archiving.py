"""Archiving many: who signs in here, or is somebody's organizer, stays."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from members.archiving.accounts import signing_in
from members.archiving.actions import bring_back_all, put_away
from members.changing import stored
from members.changing.cells import Change
from members.models import CellChange, ChangeSet, Member

FIELD = "archived"


def prepare(pks: Collection[UUID]) -> set[UUID]:
    """Say who of them has an account: it stands on the public side, where no transaction reaches."""
    return signing_in(pks)


def check(_asked: Mapping[str, Any]) -> None:
    """Nothing was chosen that could be gone."""


def apply(made: ChangeSet, rows: dict[UUID, Member], accounts: set[UUID]) -> Sequence[Change]:
    outcome = put_away(rows.keys(), accounts, by=made.by, because=made.asked.get("because", ""))
    # All of them at one moment, which tells this archiving from a later one.
    found = Member.objects.filter(pk__in=outcome.archived[:1]).values_list("archived_at", flat=True)
    return [Change(pk, FIELD, None, at.isoformat()) for at in found if at for pk in outcome.archived]


def take_back(cells: Sequence[CellChange], by: Member) -> set[UUID]:
    """Let them stand in every list again, but for those who do already, are gone, or were archived anew."""
    kept = {cell.member_id: datetime.fromisoformat(str(cell.after)) for cell in cells}
    rows = stored.locked(Member.objects.archived(), kept.keys())
    ours = [pk for pk, row in rows.items() if row.archived_at == kept[pk]]
    return kept.keys() - set(bring_back_all(ours, by=by))
