"""Take a list back from a terminal, by the same steps as the page."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from imports import actions
from imports.models import ImportBatch
from imports.undo import actions as undo_actions
from imports.undo.tally import Tally
from organizations.management.named import organization_at
from organizations.models import Organization
from stpnet.in_org import in_org

Status = ImportBatch.Status


class Command(BaseCommand):
    help = "Take a list back that came in at most 30 days ago. Exits 1 when it cannot be, 2 for wrong arguments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "batch", type=_uuid, metavar="BATCH", help="the id that import_members and the page's address give"
        )
        parser.add_argument("--organization", default="", metavar="SLUG", help="where to look; everywhere if none")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = _whose(options["batch"], options["organization"])
        with in_org(organization):
            batch = ImportBatch.objects.get(pk=options["batch"])
            try:
                told = _tried(batch) if options["dry_run"] else _taken_back(batch)
            except actions.NotNow as refusal:
                raise CommandError(str(refusal)) from refusal
        self._say(told, as_json=options["json"])

    def _say(self, told: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(", ".join(f"{told[name]} {name.replace('_', ' ')}" for name in Tally._fields) + ".")
        for each in told["stays"]:
            about = f"person {each['id']}" if each["id"] else f"“{each['word']}”"
            what = f" ({', '.join(each['fields'])})" if each["fields"] else ""
            self.stdout.write(f"{about} stays{what}: {each['why']}")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise ArgumentTypeError("the id of an import looks like 0199f3c2-…") from error


def _whose(batch: UUID, slug: str) -> Organization:
    """Find the organization that has the list. Raises CommandError when none does."""
    everywhere = Organization.objects.filter(closed_at=None).order_by("slug")
    for organization in [organization_at(slug)] if slug else [each for each in everywhere if not each.is_behind]:
        with in_org(organization):
            if ImportBatch.objects.filter(pk=batch).exists():
                return organization
    raise CommandError(f"There is no import {batch}" + (f" at /o/{slug}/." if slug else "."))


def _tried(batch: ImportBatch) -> dict[str, Any]:
    """Look at what would happen, and leave no trace of having looked."""
    with transaction.atomic():
        try:
            return _told(_weighed(batch))
        finally:
            transaction.set_rollback(True)


def _taken_back(batch: ImportBatch) -> dict[str, Any]:
    """Take it back; one that is back already is told again."""
    if batch.status == Status.UNDONE:
        return _told(batch)
    if batch.status != Status.TO_UNDO:
        undo_actions.agree(_weighed(batch), by=None)
        batch.refresh_from_db()
    return _told(actions.work_now(batch))


def _weighed(batch: ImportBatch) -> ImportBatch:
    if batch.status == Status.TO_AGREE:
        return batch
    if batch.status != Status.TO_WEIGH:
        undo_actions.ask(batch, by=None)
        batch.refresh_from_db()
    return actions.work_now(batch)


def _told(batch: ImportBatch) -> dict[str, Any]:
    """Give the figures, and who and what stays: ids and names of fields, nothing personal."""
    stays = [
        {
            "id": str(each.member_id) if each.member_id else None,
            "word": each.word,
            "fields": each.fields,
            "why": each.why,
            "whole": each.is_whole,
        }
        for each in batch.kept.order_by("pk")
    ]
    figures = Tally(**batch.undo.get("figures", {}))._asdict()
    return {"batch": str(batch.pk), "status": batch.status, **figures, "stays": stays}
