"""Writing a backup, piece by piece, to a file or a pipe."""

import io
import json
import subprocess
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from organizations import ledger
from organizations.backups import ABOUT, DATABASE, END, FORMAT, GONE, PIECE, UPLOADS, VERSION, NoBackup, sums, tools
from organizations.models import Membership, Organization
from stpnet.db.base import PUBLIC
from stpnet.db.owner import as_owner
from stpnet.db.wrapper import current


def save(to: IO[bytes], organization: Organization | None = None) -> dict[str, Any]:
    """Write the site, or one organization, as it is at this moment; returns what `about.json` says.

    Nobody has to stop working. Sums and rows are of one snapshot; an upload may be a little younger than they are.
    """
    with as_owner(), tarfile.open(fileobj=to, mode="w|") as archive:
        program = tools.find("pg_dump")
        with transaction.atomic(), current().cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            [snapshot] = cursor.fetchone()
            about = _about(organization)
            _add(archive, ABOUT, json.dumps(about, cls=DjangoJSONEncoder, indent=1).encode())
            _add(archive, GONE, ledger.place().read_bytes() if ledger.place().exists() else b"")
            _dump(archive, program, snapshot, organization)
        _uploads(archive, organization)
        _add(archive, END, b"")
    return about


def _about(organization: Organization | None) -> dict[str, Any]:
    found = Organization.objects.order_by("pk")
    groups = list(found.filter(pk=organization.pk) if organization else found)
    if organization and not groups:
        raise NoBackup(f"There is no organization at {organization.slug} any more.")
    schemas = [each.schema_name for each in groups] + [PUBLIC] * (organization is None)
    rows = {str(row["id"]): row for row in found.values()}
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.now(),
        "whole": organization is None,
        "organizations": [
            {"row": rows[str(each.pk)], "people": list(_people(each)) if organization else []} for each in groups
        ],
        "sums": {schema: sums.of(schema) for schema in schemas},
    }


def _people(organization: Organization) -> Iterator[dict[str, Any]]:
    """Who belongs to it: their accounts stand on the public side, which a backup of one group leaves alone."""
    for each in Membership.objects.filter(organization=organization).with_roles().order_by("pk"):
        yield {"user": each.user_id, "ends_on": each.ends_on, "roles": [str(role) for role in each.held]}


def _dump(archive: tarfile.TarFile, program: str, snapshot: str, organization: Organization | None) -> None:
    address, variables = tools.address()
    command = [program, "--format=custom", f"--snapshot={snapshot}", f"--dbname={address}"]
    if organization:
        command.append(f"--schema={organization.schema_name}")
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as dump:
        assert dump.stdout and dump.stderr  # noqa: S101, PT018 - tells the type checker
        number = 0
        while piece := dump.stdout.read(PIECE):
            _add(archive, f"{DATABASE}{number:05}", piece)
            number += 1
        trouble = dump.stderr.read().decode(errors="replace").strip()
    if dump.returncode:
        raise NoBackup(f"pg_dump did not come to its end: {trouble}")


def _uploads(archive: tarfile.TarFile, organization: Organization | None) -> None:
    root = Path(settings.MEDIA_ROOT)
    top = root / str(organization.pk) if organization else root
    for path in sorted(path for path in top.rglob("*") if path.is_file()) if top.exists() else ():
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # deleted meanwhile: files of an hour come and go
            continue
        _add(archive, f"{UPLOADS}{path.relative_to(root)}", content)


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = len(content), 0o600, int(time.time())
    archive.addfile(entry, io.BytesIO(content))
