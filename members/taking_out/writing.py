"""Writing the file: the rows as data, what was uploaded, and workbooks to look into."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction
from django.utils import timezone

from members.models import Export, RightsFile, TakeOut
from members.taking_out import sheets, tables
from organizations import clearing
from organizations.models import Organization
from stpnet.db.copying import copy_out
from stpnet.db.wrapper import current

type Told = dict[str, Any]
# Of the organization's own row: what a group chose. Its schema is made up anew wherever it is brought in.
SETTINGS = (
    "name", "slug", "time_zone", "week_start", "first_quarter_month", "phone_region", "language", "do_not_write",
    "requires_mfa", "session_hours", "note_retention_months", "record_months", "first_steps_done", "rooms",
)  # fmt: skip
READ_ME = """Everything that %(name)s had on STP Network, taken out on %(day)s.

sheets/   workbooks for Excel, LibreOffice or Numbers: one for each room, one sheet for each kind of thing
data/     the same rows, whole and exact, for programs: one line of JSON for each row
files/    what was uploaded, and reports
about.json   what is in here, with counts and checksums, and how the columns hang together

"manage.py take_in" brings this file into another installation; docs/take-out.md of the project describes the format.
Notes that only their author may read are closed here too. This file holds personal data: lock it away, or delete it.
"""


def spool(organization: Organization, folder: Path) -> Told:
    """Write all rows of one moment into a folder, table by table; returns what `about.json` says of them."""
    told: dict[str, Told] = {}
    with transaction.atomic():
        with current().cursor() as cursor:
            # Nobody has to stop working: all tables are read as they were at the first.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for model in tables.tables():
            told[tables.label(model)] = _spool(model, folder)
        versions = tables.versions()
        skipped = set(Export.objects.exclude(stored_as="").values_list("stored_as", flat=True))
        skipped |= set(TakeOut.objects.exclude(stored_as="").values_list("stored_as", flat=True))
        skipped |= set(RightsFile.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    return {
        "format": tables.FORMAT,
        "version": tables.VERSION,
        "taken_at": timezone.now().isoformat(),
        "organization": {"id": str(organization.pk)} | {name: getattr(organization, name) for name in SETTINGS},
        "tables": told,
        "tables_brought_to": versions,
        "files": list(_files(organization, skipped)),
    }


def _spool(model: tables.Table, folder: Path) -> Told:
    checksum = hashlib.sha256()
    with (folder / f"{tables.label(model)}.jsonl").open("wb") as file:

        def keep(line: str) -> None:
            told = line.encode() + b"\n"
            checksum.update(told)
            file.write(told)

        rows = copy_out(tables.place(model), tables.columns(model), keep)
    return {"rows": rows, "sha256": checksum.hexdigest(), "columns": [_column(each) for each in tables.fields(model)]}


def _column(field: Any) -> Told:
    told = {"name": field.column, "type": field.db_type(current()), "what": str(field.verbose_name)}
    return told | ({"of": tables.label(field.related_model)} if field.is_relation else {})


def _files(organization: Organization, skipped: set[str]) -> Iterator[Told]:
    root = clearing.uploads_of(organization)
    for path in sorted(root.rglob("*")) if root.exists() else ():
        name = path.relative_to(root).as_posix()
        key = f"{organization.pk}/{name}"
        if path.is_file() and not any(key == each or key.startswith(f"{each}.d/") for each in skipped):
            yield {"name": name, "bytes": path.stat().st_size, "sha256": checksum_of(path)}


def checksum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(organization: Organization, about: Told, folder: Path, to: Path, step: Callable[[int], None]) -> None:
    """Put the spooled rows, the files and the workbooks into one archive; `step` hears how many parts are done."""
    n = 0
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        archive.writestr("READ ME.txt", READ_ME % {"name": organization.name, "day": about["taken_at"][:10]})
        archive.writestr("about.json", json.dumps(about, indent=1))
        for label in about["tables"]:
            archive.write(folder / f"{label}.jsonl", f"data/{label}.jsonl")
            step(n := n + 1)
        for file in about["files"]:
            archive.write(clearing.uploads_of(organization) / file["name"], f"files/{file['name']}")
            step(n := n + 1)
        for book in sheets.books(about, folder):
            archive.write(book, f"sheets/{book.name}")
            book.unlink()
            step(n := n + 1)
