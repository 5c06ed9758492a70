"""What is held about somebody as a page that they can read: names of columns in words, and values as people write them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.rights.reading import CLOSED
from organizations import keeping

type Told = dict[str, Any]
# How a job went, keys between programs: in the data, and nothing to read.
_NOT_READ = frozenset({"claim", "heartbeat_at", "n_attempts", "draft_key", "version", "standing"})
# Columns whose name says little by itself.
_CALLED = {
    "on": gettext_lazy("day"),
    "was": gettext_lazy("what it was"),
    "said": gettext_lazy("what it says"),
    "kind": gettext_lazy("kind"),
    "system": gettext_lazy("where the number is from"),
    "cells": gettext_lazy("as it came"),
    "clean": gettext_lazy("as it was read"),
}


def page(told: Told) -> Told:
    """Return the context of `members/rights/file.html`."""
    theirs = {str(pk) for pk in told["person"]["rows"]}
    return {
        **told,
        "rooms": [{**room, "tables": [_table(each, theirs) for each in room["tables"]]} for room in told["rooms"]],
        "mentions": [_mention(each) for each in told["mentions"]],
        "did": [(_place(name), n) for name, n in told["did"].items()],
        "accounts": [_lines(each) for each in (*told["account"]["accounts"], *told["account"]["invitations"])],
        "roles": told["account"]["roles"],
    }


def _table(table: Told, theirs: set[str]) -> Told:
    fields = {field.name: field for field in apps.get_model(table["table"])._meta.concrete_fields}  # noqa: SLF001
    rows = [
        {
            "id": row["id"],
            "lines": [line for name, value in row.items() if (line := _line(fields[name], value, theirs))],
        }
        for row in table["rows"]
    ]
    return {**table, "rows": rows}


def _line(field: Any, value: Any, theirs: set[str]) -> tuple[str, str] | None:
    """Say a column and what stands in it; None where there is nothing to read."""
    if value in (None, "", [], {}) or field.name in _NOT_READ or isinstance(value, UUID):
        return None
    label = str(_CALLED.get(field.name) or field.verbose_name)
    if value == CLOSED:
        return label, _("closed: only those who may read it do, on the site")
    if isinstance(value, dict) and "of" in value:
        named = value["name"] if str(value["id"]) not in theirs else ""
        return (label, named) if named else None
    if field.choices:
        return label, str(dict(field.flatchoices).get(value, value))
    return label, said(value)


def said(value: Any) -> str:
    """Say a value as people write it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(localtime(value), "M j, Y, g:i A")
    if isinstance(value, date):
        return date_format(value, "M j, Y")
    if isinstance(value, dict | list):
        return "\n".join(_flat(value))
    return str(value)


def _flat(value: Any, before: str = "") -> Iterator[str]:
    """Yield the texts of a tree, each after the words that lead to it."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(each, f"{before}{str(key).replace('_', ' ')}: ")
    elif isinstance(value, list):
        for each in value:
            yield from _flat(each, before)
    elif value not in (None, ""):
        yield before + said(value)


def _mention(mention: Told) -> Told:
    return {
        "id": mention["id"],
        "where": _place(f"{mention['table']}.{mention['column']}"),
        "said": said(mention["said"]),
    }


def _place(name: str) -> str:
    """Say where a column is: its room, the table and the column, in words."""
    label, _dot, column = name.rpartition(".")
    model = apps.get_model(label)
    room = next((str(each.called) for each in keeping.rooms() if each.label == model._meta.app_label), "")  # noqa: SLF001
    return f"{room}: {model._meta.verbose_name}, {model._meta.get_field(column).verbose_name}"  # noqa: SLF001


def _lines(row: Told) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), said(value)) for name, value in row.items() if value]
