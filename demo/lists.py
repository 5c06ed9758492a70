"""The two lists that people came in by: the one everything began with, and sign-in sheets of last week."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from demo.assessing import Calendar
from demo.cast import Draft
from demo.frame import Frame
from demo.paths import SECOND_LIST_DAYS
from demo.shapes import Group
from imports.models import ImportBatch, ImportRow
from organizations.models import Role


def first_and_second_list(
    group: Group, frame: Frame, calendar: Calendar, pairs: list[tuple[Draft, UUID]]
) -> dict[str, UUID]:
    """Make both batches, finished, and return their ids by what steps call them."""
    n_first = sum(listed(draft) == "first list" for draft, _pk in pairs)
    n_second = sum(listed(draft) == "second list" for draft, _pk in pairs)
    lists = {"first list": _batch(group.first_list, group, frame, calendar, 0, n_first)}
    if n_second:
        day = SECOND_LIST_DAYS[1]
        lists["second list"] = _batch("sign-in sheets.csv", group, frame, calendar, day, n_second)
    return lists


def listed(draft: Draft) -> str:
    """Return the list that first brought someone: everyone known on the first day was on the first."""
    if draft.known_since == 0:
        return "first list"
    return "second list" if draft.steps and draft.steps[0].tells == "second list" else ""


def rows_of_lists(lists: dict[str, UUID], pairs: list[tuple[Draft, UUID]]) -> None:
    """Write which line brought whom. The cells themselves are not kept: their time is over, or nothing was odd."""
    for name, batch in lists.items():
        members = (pk for draft, pk in pairs if listed(draft) == name)
        ImportRow.objects.bulk_create(_rows(batch, members), batch_size=1000)


def _rows(batch: UUID, members: Iterable[UUID]) -> Iterable[ImportRow]:
    fate = ImportRow.Fate.CREATED
    # The header stands in row 1.
    rows = enumerate(members, start=2)
    return (ImportRow(batch_id=batch, number=n, plan=fate, fate=fate, member_id=pk) for n, pk in rows)


def _batch(name: str, group: Group, frame: Frame, calendar: Calendar, day: int, n_rows: int) -> UUID:
    finished = calendar.at(day)
    batch = ImportBatch.objects.create(
        name=name,
        started_by_id=frame.worker(group, Role.DATA_LEAD),
        status=ImportBatch.Status.DONE,
        headers=["Name", "Phone", "Email", "Address", "Level"],
        mapping=["full_name", "phone", "email", "street", "level"],
        n_rows=n_rows,
        n_looked_at=n_rows,
        n_done=n_rows,
        ladder_id=frame.ladder,
        as_of=calendar.on(day),
        is_baseline=day == 0,
        queued_at=finished - timedelta(minutes=4),
        started_at=finished - timedelta(minutes=3),
        finished_at=finished,
    )
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=finished - timedelta(minutes=9))
    return batch.pk
