"""Erase somebody from a terminal, by the same action as a page."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from members import erasing
from members.models import Member
from organizations.management.named import organization_at
from stpnet.in_org import in_org


class Command(BaseCommand):
    help = "Erase somebody for good. Without --yes it says who would go, and changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--member", required=True, type=_uuid, metavar="ID", help="the one in the page's address")
        parser.add_argument("--yes", action="store_true", help="do it; there is no way back")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        slug, pk = options["organization"], options["member"]
        organization = organization_at(slug, though_closed=True)
        with in_org(organization, though_closed=True):
            member = Member.objects.filter(pk=pk).first()
            if member is None:
                raise CommandError(f"There is no person {pk} at /o/{slug}/.")
            name, n_rows = str(member), len(erasing.of_one(pk))
            try:
                erasing.erase(member, by=None) if options["yes"] else erasing.refuse(member)
            except erasing.NotNow as refusal:
                raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps({"member": str(pk), "erased": options["yes"], "rows": n_rows}))
        elif options["yes"]:
            self.stdout.write(f"Erased {pk}.")
        else:
            self.stdout.write(f"{name} would be erased for good ({n_rows} rows). Say --yes to do it.")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise ArgumentTypeError("the id of a person looks like 0199f3c2-…") from error
