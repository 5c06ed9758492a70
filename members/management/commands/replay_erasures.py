"""After a restore: erase again who was erased since the backup was made, and delete groups that were deleted."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.replaying import replay
from organizations import ledger


class Command(BaseCommand):
    help = "Do again what the list of erasures says, after a backup was put back. Run twice it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        done = replay(ledger.read())
        refused = [{"slug": each.slug, "member": str(each.pk), "why": each.why} for each in done.refused]
        if options["json"]:
            said = {"erased": [str(pk) for pk in done.people], "deleted": done.groups, "refused": refused}
            self.stdout.write(json.dumps(said))
        else:
            self.stdout.write(f"{len(done.people)} people erased again, {len(done.groups)} groups deleted again.")
        if refused:
            lines = "\n".join(f"/o/{each.slug}/people/{each.pk}/: {each.why}" for each in done.refused)
            raise CommandError(f"Not erased again:\n{lines}")
