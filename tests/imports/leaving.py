"""Sheets that tests leave: brought in once, changed on both sides, and uploaded again."""

from datetime import timedelta
from typing import Any

from django.db.models.functions import Now

from imports import actions
from imports.leaving import actions as leaving
from imports.models import ImportBatch, Sheet, SheetDifference
from members.actions import edit_member
from members.models import Member
from tests.imports.conftest import bring_in

HEAD = "first name,last name,phone,employer,tags\n"
MARIA = "Maria,Lopez,503-555-0101,Mill,drives\n"
OMAR = "Omar,Haddad,503-555-0102,Port,\n"
INES = "Ines,Ruiz,503-555-0103,Mill,\n"


def living(by: Member, text: str = HEAD + MARIA + OMAR + INES) -> Sheet:
    """Bring a sheet in, two days ago, and say that people still keep it."""
    batch = bring_in(text)
    ago = timedelta(days=2)
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=Now() - ago, finished_at=Now() - ago)
    for change in batch.changes.all():
        change.at -= ago
        change.save(update_fields=["at"])
    return leaving.name_sheet(name="Master list", came_in=batch, by=by)


def compare(sheet: Sheet, text: str, by: Member, **settings: Any) -> ImportBatch:
    """Upload it again and let a worker compare it."""
    settings.setdefault("asks_columns", False)
    batch = leaving.upload(sheet, [text.encode()], name="master.csv", by=by, **settings)
    return actions.work_now(batch)


def told(batch: ImportBatch) -> set[tuple[int, str, str, str, str]]:
    """What differs: row, what, which is newer, there, here."""
    rows = SheetDifference.objects.filter(batch=batch)
    return set(rows.values_list("number", "what", "newer", "there", "here"))


def edit(given_name: str, by: Member, **columns: Any) -> Member:
    member = Member.objects.get(given_name=given_name)
    edit_member(member, by=by, seen_at=member.changed_at, columns=columns)
    return member


def carry(batch: ImportBatch, by: Member, **chosen: Any) -> ImportBatch:
    """Bring over what fits these conditions, as a worker would."""
    return actions.work_now(leaving.bring_over(batch, SheetDifference.objects.filter(batch=batch, **chosen), by=by))
