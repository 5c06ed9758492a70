"""Bring everything of a group in again that was taken out, here or elsewhere."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from members.replaying import replay
from members.taking_out.reading import NotTakenIn, take_in
from organizations import invitations, ledger, outbox
from organizations.models import Role


class Command(BaseCommand):
    help = "Make an organization from a file that its owner took out. All of it comes in, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", default="", help="another address than it had: /o/SLUG/")
        parser.add_argument("--owner", default="", help="who gets the first invitation; accounts are not in the file")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            owner = invitations.clean_address(options["owner"]) if options["owner"] else ""
            organization, rows = take_in(options["file"], slug=options["slug"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except NotTakenIn as refusal:
            raise CommandError(str(refusal)) from refusal
        # The file may be older than what was erased here meanwhile.
        again = replay(gone for gone in ledger.read() if gone.organization == organization.pk).people
        if owner:
            invitations.invite(organization, address=owner, roles=[Role.OWNER], by=None)
            outbox.send_waiting()
        if options["json"]:
            told = {"slug": organization.slug, "rows": sum(rows.values()), "tables": rows, "erased_again": len(again)}
            self.stdout.write(json.dumps(told))
        else:
            n = f"{sum(rows.values()):,}"
            self.stdout.write(f"{organization.name} stands at /o/{organization.slug}/: {n} rows, equal to the file's.")
            if again:
                self.stdout.write(f"Erased again, as they were here since the file was made: {len(again)} people.")
