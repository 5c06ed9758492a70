"""Bringing a take-out into an installation that does not have the group: whole and exact, or not at all."""

import hashlib
import json
import shutil
from itertools import batched
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.db import transaction
from psycopg import sql

from audit import checkpoints
from members.models import Member
from members.taking_out import tables, writing
from organizations import clearing, schemas
from organizations.models import Organization, User
from stpnet.db.copying import copy_into, copy_out
from stpnet.db.owner import as_owner
from stpnet.db.wrapper import current
from stpnet.in_org import in_org, on_public_side

# Lines wait here, in the schema itself, while the database reads them.
_STAGE = "taken_in"
AT_ONCE = 10_000


class NotTakenIn(Exception):
    """The file cannot be brought in; the sentence says why and what to do."""


def take_in(path: Path, *, slug: str = "") -> tuple[Organization, dict[str, int]]:
    """Make the organization of a file, with equal rows; returns how many rows each table has. Raises NotTakenIn."""
    try:
        with ZipFile(path) as archive:
            about = _about(archive)
            organization = _organization(about, slug)
            return organization, _take_in(archive, about, organization)
    except (OSError, BadZipFile, KeyError, ValueError, TypeError) as error:
        raise NotTakenIn(f"This file cannot be read as a take-out ({type(error).__name__}).") from error
    except ValidationError as error:
        raise NotTakenIn(" ".join(error.messages)) from error


def _about(archive: ZipFile) -> dict[str, Any]:
    about: dict[str, Any] = json.loads(archive.read("about.json"))
    if (about["format"], about["version"]) != (tables.FORMAT, tables.VERSION):
        raise NotTakenIn("This is no take-out of STP Network, or one of a later version: bring this site up to date.")
    return about


def _organization(about: dict[str, Any], slug: str) -> Organization:
    said = about["organization"]
    if Organization.objects.filter(pk=said["id"]).exists():
        raise NotTakenIn("This group is here already. Delete it first, or use another installation.")
    values = {name: said[name] for name in writing.SETTINGS} | {"slug": slug or said["slug"]}
    return Organization(pk=said["id"], schema_name=schemas.new_schema_name(), **values)


def _take_in(archive: ZipFile, about: dict[str, Any], organization: Organization) -> dict[str, int]:
    with as_owner(), schemas.one_at_a_time():
        organization.full_clean(exclude=["id"])
        organization.save(force_insert=True)
        try:
            schemas.create(organization)
            with in_org(organization):
                rows = _rows(archive, about)
                _relink()
                checkpoints.adopt()
            _files(archive, about, organization)
        except BaseException:
            schemas.drop(organization.schema_name)
            organization.delete()
            shutil.rmtree(clearing.uploads_of(organization), ignore_errors=True)
            raise
    return rows


def _rows(archive: ZipFile, about: dict[str, Any]) -> dict[str, int]:
    if tables.versions() != about["tables_brought_to"]:
        raise NotTakenIn(
            "This file is of another version of STP Network: install that one, or bring that site up to date."
        )
    order = [model for model in tables.tables() if tables.label(model) in about["tables"]]
    stage = sql.Identifier(current().schema_name, _STAGE)
    with transaction.atomic(), current().cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TABLE {} (line jsonb)").format(stage))
        for model in reversed(order):
            # What triggers work out is in the file as well, and the record is kept as it was written.
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(_place(model)))
            cursor.execute(sql.SQL("DELETE FROM {}").format(_place(model)))
        for model in order:
            _load(archive, model)
        for model in order:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(_place(model)))
        cursor.execute(sql.SQL("DROP TABLE {}").format(stage))
        return {tables.label(model): _proved(model, about) for model in order}


def _place(model: tables.Table) -> sql.Identifier:
    return sql.Identifier(current().schema_name, tables.place(model))


def _load(archive: ZipFile, model: tables.Table) -> None:
    """Let the database read the lines: it wrote them."""
    with archive.open(f"data/{tables.label(model)}.jsonl") as file:
        for some in batched(file, AT_ONCE):
            copy_into(_STAGE, ["line"], [[line.decode()] for line in some])
    into = sql.SQL(", ").join(map(sql.Identifier, tables.columns(model)))
    read = sql.SQL(", ").join(_read(field) for field in tables.fields(model))
    with current().cursor() as cursor:
        # In one statement: rows may lead to others of the same table.
        cursor.execute(
            sql.SQL("INSERT INTO {0} ({1}) SELECT {2} FROM {3}, jsonb_populate_record(NULL::{0}, line) r").format(
                _place(model), into, read, sql.Identifier(current().schema_name, _STAGE)
            )
        )
        cursor.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(current().schema_name, _STAGE)))


def _read(field: Any) -> sql.Composable:
    column = sql.SQL("r.{}").format(sql.Identifier(field.column))
    # JSON has a null of its own, which reads as nothing at all; where a column must not be empty it was that one.
    if field.get_internal_type() == "JSONField" and not field.null:
        return sql.SQL("coalesce({}, 'null')").format(column)
    return column


def _proved(model: tables.Table, about: dict[str, Any]) -> int:
    """Write the rows out again: equal lines, equal checksum."""
    checksum = hashlib.sha256()
    n = copy_out(tables.place(model), tables.columns(model), lambda line: checksum.update(line.encode() + b"\n"))
    said = about["tables"][tables.label(model)]
    if (n, checksum.hexdigest()) != (said["rows"], said["sha256"]):
        raise NotTakenIn(f"{tables.label(model)} came in otherwise than it was taken out: nothing was kept.")
    return n


def _relink() -> None:
    """Let go of accounts that are not here: who comes back by an invitation is linked anew by it."""
    linked = [user for user in Member.objects.order_by().values_list("user_id", flat=True) if user]
    with on_public_side():
        here = set(User.objects.filter(pk__in=linked).values_list("pk", flat=True))
    Member.objects.filter(user_id__in=set(linked) - here).update(user_id=None)


def _files(archive: ZipFile, about: dict[str, Any], organization: Organization) -> None:
    root = clearing.uploads_of(organization)
    for file in about["files"]:
        name = PurePosixPath(file["name"])
        if name.is_absolute() or ".." in name.parts:
            raise NotTakenIn("A file in it would lie outside the group's own folder: nothing was kept.")
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch(mode=0o600)
        with archive.open(f"files/{name}") as source, place.open("wb") as target:
            shutil.copyfileobj(source, target)
        if writing.checksum_of(place) != file["sha256"]:
            raise NotTakenIn("A file in it is not what it was when it was taken out: nothing was kept.")
