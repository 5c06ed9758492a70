"""Archiving many: who signs in here, or is somebody's organizer, stays."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from members.archiving.accounts import signing_in
from members.archiving.actions import bring_back_all, put_away
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
    return [Change(pk, FIELD, False, True) for pk in outcome.archived]


def take_back(cells: Sequence[CellChange], by: Member) -> set[UUID]:
    """Let them stand in every list again, but for those who do already, or are gone."""
    pks = {cell.member_id for cell in cells}
    return pks - set(bring_back_all(pks, by=by))
