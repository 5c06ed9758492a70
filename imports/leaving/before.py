"""What a sheet said when it was last uploaded, by the digests of its cells."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from imports.leaving.values import digest, matched, new_fields, of_person
from imports.models import ImportBatch, ImportRow, Sheet, SheetLine
from imports.person import Person
from stpnet.db.copying import copy_into

Status, Purpose = ImportBatch.Status, ImportBatch.Purpose
CHUNK = 1000


def uploads(sheet: Sheet) -> "list[ImportBatch]":
    """List what was uploaded of a sheet and read to the end, the latest first; what was brought over is none."""
    whole = [Purpose.BRING_IN, Purpose.COMPARE]
    return list(
        sheet.uploads.filter(purpose__in=whole, status__in=[Status.DONE, Status.COMPARED]).order_by("-created_at")
    )


def came_in_at(sheet: Sheet) -> datetime | None:
    """Return when the sheet as a whole was last brought in."""
    done = sheet.uploads.filter(purpose=Purpose.BRING_IN, status=Status.DONE).order_by("-finished_at")
    return done.values_list("finished_at", flat=True).first()


class Before:
    """The upload before this one. `knows` is false where nothing of it is kept any more."""

    def __init__(self, batch: ImportBatch, sheet: Sheet) -> None:
        self.sheet = sheet
        earlier = [upload for upload in uploads(sheet) if upload.created_at < batch.created_at]
        self.upload = earlier[0] if earlier else None
        self.has_lines = bool(self.upload) and SheetLine.objects.filter(batch=self.upload).exists()
        self.knows = self.has_lines or (
            bool(self.upload)
            and ImportRow.objects.filter(batch=self.upload, member__isnull=False).exclude(clean={}).exists()
        )
        self.fields = new_fields(self.upload) if self.upload else {}
        self.could_say = matched(self.upload, self.fields) if self.upload else set()
        self.said: dict[UUID, list[dict[str, str]]] = {}

    def meet(self, members: Collection[UUID]) -> None:
        """Read what the upload before said of these people."""
        self.said = {}
        if not self.knows or self.upload is None:
            return
        if self.has_lines:
            lines = SheetLine.objects.filter(batch=self.upload, member__in=members)
            for member, said in lines.values_list("member_id", "said"):
                self.said.setdefault(member, []).append(said)
            return
        rows = ImportRow.objects.filter(batch=self.upload, member__in=members).order_by("number")
        for member, clean in rows.values_list("member_id", "clean"):
            if member:
                self.said.setdefault(member, []).append(digests(Person.from_stored(clean), self.sheet, self.fields))

    def changed(self, member: UUID, what: str, now: str) -> bool | None:
        """Whether a cell says something else than the last time; None when we no longer know."""
        if not self.knows or what not in self.could_say:
            return None
        return all(said.get(what) != now for said in self.said.get(member, []))


def digests(person: Person, sheet: Sheet, fields: dict[str, str]) -> dict[str, str]:
    return {what: digest(values, sheet) for what, values in of_person(person, fields).items()}


def remember(batch: ImportBatch) -> None:
    """Keep the digests of a list that came in and whose cells are about to be forgotten."""
    if batch.sheet is None or uploads(batch.sheet)[:1] != [batch] or batch.sheet_lines.exists():
        return
    sheet, fields = batch.sheet, new_fields(batch)
    rows = ImportRow.objects.filter(batch=batch, member__isnull=False).exclude(clean={}).order_by("number")

    def lines() -> Iterator[tuple[object, ...]]:
        for member, clean in rows.values_list("member_id", "clean").iterator(chunk_size=CHUNK):
            yield batch.pk, member, json.dumps(digests(Person.from_stored(clean), sheet, fields))

    copy_into("imports_sheetline", ("batch_id", "member_id", "said"), lines())
