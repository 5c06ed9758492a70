"""Look whether what was written down of an organization is still what was written."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit import chain, checkpoints
from audit.chain import Fault, Wrong
from audit.models import AuditEvent
from organizations.management.named import organization_at
from stpnet.in_org import in_org

SAID = {
    Wrong.EDITED: "Event {seq} was changed.",
    Wrong.MISSING: "Events {first} to {seq} are missing.",
    Wrong.REPLACED: "Event {seq} is not the one that was there.",
    Wrong.CUT: "Events {first} to {seq} were cut off the end.",
    Wrong.FORGED: "Event {seq} says that older ones were let go, and nobody who may say so signed it.",
    Wrong.READS: "Reads that event {seq} sealed were changed, added or taken away.",
}


class Command(BaseCommand):
    help = "Check the chain of events and the sealed reads. Exit 1 when a row was edited, replaced, or is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument(
            "--head", metavar="NUMBER:HASH", help="what a daily mail said, so that a cut end is noticed"
        )
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = organization_at(options["organization"], though_closed=True)
        with in_org(organization, though_closed=True):
            found = chain.faults() + self._against(options["head"])
            n, head, begins = AuditEvent.objects.count(), chain.head(), checkpoints.begins()
        if options["json"]:
            faults = [{"event": fault.seq, "what": fault.what.value, "first": fault.first} for fault in found]
            last = f"{head.seq}:{head.hash}" if head else None
            self.stdout.write(json.dumps({"events": n, "let_go": begins.until, "head": last, "faults": faults}))
        else:
            self._say(n, begins.until, found)
        if found:
            sys.exit(1)

    def _against(self, kept: str | None) -> list[Fault]:
        try:
            return chain.against(kept) if kept else []
        except ValueError as error:
            raise CommandError("A head looks like 4182:9f86d0…, a number and 64 signs, as the mail says it.") from error

    def _say(self, n: int, let_go: int, found: list[Fault]) -> None:
        if let_go:
            self.stdout.write(f"Events 1 to {let_go} were let go as old enough; the record begins after them.")
        for fault in found:
            self.stdout.write(SAID[fault.what].format(seq=fault.seq, first=fault.first))
        if not found:
            self.stdout.write(f"{n} events, each as it was written.")
