"""Bring a list of people in from a terminal, by the same steps as the page."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from imports import actions, dates, files, mapping_file, queries
from imports.mapping_file import Wanted
from imports.models import ImportBatch
from imports.ordering import told_days
from ladders.models import Ladder
from organizations.management.named import organization_at
from organizations.sealing import unseal
from stpnet.in_org import in_org

PIECE = 1024 * 1024
WRONG = 2
TERMINAL = ImportBatch.Kind.TERMINAL

CELL = ("column", "value", "reason")
KEYS = ("created", "updated", "unchanged", "held_back", "refused")


class Command(BaseCommand):
    help = "Bring a list (CSV, XLSX, XLS, ODS) in. Exits 1 when a row or the file was refused, 2 for wrong arguments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--ladder", default="", metavar="NAME", help="where levels go; the default ladder if none")
        parser.add_argument("--as-of", type=_day, metavar="DATE", help="day of levels without one of their own")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help='JSON: {"Header": "field" or null}; see docs')
        parser.add_argument("--keep-all-rows", action="store_true", help="never take two rows for one person")
        parser.add_argument("--whose", default="", metavar="TEXT", help="whose list this is")
        parser.add_argument("--promised", default="", metavar="TEXT", help="what the people on it were promised")
        parser.add_argument("--keep-until", type=_day, metavar="DATE", help="when to think again about keeping it")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and leave nothing behind")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = organization_at(options["organization"])
        wanted = _wanted(options["mapping"]) if options["mapping"] else Wanted()
        with in_org(organization):
            _refuse_long(options)
            if options["as_of"] and options["as_of"] > organization.today():
                raise CommandError("--as-of: this day is still to come.", returncode=WRONG)
            settings = {"ladder": _ladder(options["ladder"]), "as_of": options["as_of"] or organization.today()}
            run = _tried if options["dry_run"] else _brought_in
            fields = {name: options[name] for name in ("whose", "promised", "keep_until")}
            told = run(options["file"], wanted, settings, keeps_all_rows=options["keep_all_rows"], **fields)
        self._say(told, as_json=options["json"])

    def _say(self, told: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self.stdout.write(f"{told['rows']} rows: " + ", ".join(f"{told[key]} {key}" for key in KEYS) + ".")
            for problem in told["problems"]:
                where = f"row {problem['row']}" + (f", {problem['column']}" if problem["column"] else "")
                self.stdout.write(f"{where}: {problem['value']!r} {problem['reason']}")
        if told["refused"]:
            raise CommandError(f"Rows left behind: {told['refused']}.")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _refuse_long(options: dict[str, Any]) -> None:
    for name in ("whose", "promised"):
        most: int = getattr(ImportBatch._meta.get_field(name), "max_length", 0)  # noqa: SLF001 - the public way to it
        if len(options[name]) > most:
            raise CommandError(f"--{name}: at most {most} characters.", returncode=WRONG)


def _wanted(path: Path) -> Wanted:
    try:
        return mapping_file.read(path)
    except mapping_file.BadMapping as error:
        raise CommandError(str(error), returncode=WRONG) from error


def _ladder(name: str) -> Ladder | None:
    found = Ladder.objects.filter(name__iexact=name) if name else Ladder.objects.filter(is_default=True)
    if (ladder := found.first()) is None and name:
        raise CommandError(f"There is no ladder called “{name}”.", returncode=WRONG)
    if ladder and ladder.put_away_at:
        raise CommandError(f"The ladder “{ladder}” is put away: nobody is placed on it any more.", returncode=WRONG)
    return ladder


def _brought_in(path: Path, wanted: Wanted, settings: dict[str, Any], **fields: Any) -> dict[str, Any]:
    batch = _matched(_received(path, **fields), wanted, settings)
    actions.confirm(batch, by=None)
    return {"batch": str(batch.pk), **_told(_done(actions.work_now(batch)), "fate")}


def _tried(path: Path, wanted: Wanted, settings: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Go as far as the check, count, and take everything back."""
    with transaction.atomic():
        batch = _received(path, **fields)
        key = batch.stored_as
        try:
            return {"batch": None, **_told(_matched(batch, wanted, settings), "plan")}
        finally:
            transaction.set_rollback(True)
            files.delete(key)


def _matched(batch: ImportBatch, wanted: Wanted, settings: dict[str, Any]) -> ImportBatch:
    """Read, match and check a list. Raises CommandError, and then nothing waits for anybody."""
    _done(actions.work_now(batch))
    try:
        mapping = mapping_file.resolve(batch, wanted.columns)
        modes = mapping_file.modes(batch, mapping, wanted.ways)
    except mapping_file.BadMapping as error:
        actions.cancel(batch, by=None)
        raise CommandError(str(error), returncode=WRONG) from error
    days = told_days(batch, mapping)
    order = dates.date_order(days) or ""
    # Ways of an earlier list are no word of whoever writes a command.
    actions.match(batch, mapping=mapping, by=None, date_order=order, modes=modes, **settings)
    return _done(actions.work_now(batch))


def _received(path: Path, **fields: Any) -> ImportBatch:
    try:
        with path.open("rb") as file:
            pieces = iter(lambda: file.read(PIECE), b"")
            return actions.receive(pieces, name=path.name, by=None, holds_back=False, kind=TERMINAL, **fields)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error


def _done(batch: ImportBatch) -> ImportBatch:
    if batch.status == ImportBatch.Status.FAILED:
        raise CommandError(batch.trouble)
    return batch


def _told(batch: ImportBatch, column: str) -> dict[str, Any]:
    counts = queries.figures(batch, column)._asdict()
    return {
        "rows": sum(counts[key] for key in KEYS),
        **{key: counts[key] for key in KEYS},
        "problems": list(_problems(batch, column)),
    }


def _problems(batch: ImportBatch, column: str) -> Iterator[dict[str, Any]]:
    """Give every cell that stays out, and every row that does, with an empty column."""
    rows = batch.rows.order_by("number").exclude(problems=[], plan__in=["created", "updated", "unchanged"])
    for number, fate, reason, problems in rows.values_list("number", column, "reason", "problems"):
        yield from ({"row": number, **{key: unseal(problem[key]) for key in CELL}} for problem in problems)
        if fate == "refused":
            yield {"row": number, "column": "", "value": "", "reason": reason}
