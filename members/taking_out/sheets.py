"""Workbooks of a take-out: what a person can open, with names in place of keys."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import batched
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from documents import xlsx
from members.taking_out import tables
from organizations.sealing import is_sealed

type Names = dict[str, str]
# Worked out from other rows for the sake of speed, or keys between programs: nothing for people to read.
_NOT_SHOWN = {
    "members.memberword", "members.duplicatemember", "ladders.tally", "ladders.tallystart", "ladders.parttally", "ladders.staytally",
    "ladders.rulematch",
}  # fmt: skip
# What a row is called by, the first that it has.
CALLED = ("name", "title", "text", "words", "sentence", "what", "on")
_SHEET = 31


def n_books(about: dict[str, Any]) -> int:
    return len(_rooms(about))


def books(about: dict[str, Any], folder: Path) -> Iterator[Path]:
    """Write one workbook for each room that has rows, and yield where it lies."""
    names: Names = {}
    for model in tables.tables():
        for row in _rows(model, folder):
            names[row["id"]] = _called(row)
    for room, models in _rooms(about).items():
        path, aside = folder / f"{room}.xlsx", folder / f"{room}.d"
        aside.mkdir()
        sheets = (sheet for model in models for sheet in _sheets(model, about, folder, names))
        xlsx.write_book(path, sheets, about={"title": room}, meanwhile=aside)
        yield path


def _rooms(about: dict[str, Any]) -> dict[str, list[tables.Table]]:
    found: dict[str, list[tables.Table]] = {}
    for label in sorted(about["tables"]):
        if about["tables"][label]["rows"] and label not in _NOT_SHOWN:
            found.setdefault(label.split(".")[0], []).append(apps.get_model(label))
    return found


def _sheets(model: tables.Table, about: dict[str, Any], folder: Path, names: Names) -> Iterator[xlsx.Sheet]:
    """Yield a sheet, and further ones where it has no room for so many rows."""
    shown = sorted(tables.fields(model), key=lambda field: field.primary_key)
    headings = [_heading(field) for field in shown]
    title = str(model._meta.verbose_name_plural).capitalize()[: _SHEET - 4]  # noqa: SLF001
    for n, some in enumerate(batched(_rows(model, folder), xlsx.MOST_ROWS), start=1):
        rows = ([_cell(field, row[str(field.column)], names) for field in shown] for row in some)
        yield (title if n == 1 else f"{title} {n}", headings, rows)


def _heading(field: Any) -> str:
    return _("Key") if field.primary_key else str(field.verbose_name).capitalize()


def _cell(field: Any, value: Any, names: Names) -> object:
    if isinstance(value, str) and value:
        return _text(field, value, names)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else None
    return value


def _text(field: Any, value: str, names: Names) -> object:
    if field.is_relation:
        return names.get(value, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if is_sealed(value) or field.name == "sealed":
        return _("(closed: only who wrote it reads it, on the site)")
    return date.fromisoformat(value) if field.get_internal_type() == "DateField" else value


def _called(row: dict[str, Any]) -> str:
    """Say what a row is called; somebody by their whole name."""
    if "family_name" in row:
        return " ".join(filter(None, (row["preferred_name"] or row["given_name"], row["family_name"]))) or row["id"]
    return next((str(row[name])[:80] for name in CALLED if row.get(name)), row["id"])


def _rows(model: tables.Table, folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / f"{tables.label(model)}.jsonl").open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
