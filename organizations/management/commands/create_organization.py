"""Make an organization from a terminal."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from organizations import invitations, outbox
from organizations.actions import create_organization
from organizations.models import Role


class Command(BaseCommand):
    help = "Make an organization. An owner's address gets the first invitation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--slug", required=True, help="the address: /o/SLUG/")
        parser.add_argument("--name", default="", help="the name that pages show")
        parser.add_argument("--owner", default="", help="the first owner's e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            owner = invitations.clean_address(options["owner"]) if options["owner"] else ""
            organization = create_organization(options["slug"], name=options["name"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if owner:
            invitations.invite(organization, address=owner, roles=[Role.OWNER], by=None)
            outbox.send_waiting()  # nobody may have started a worker yet
        self.stdout.write(f"{organization.name} stands at /o/{organization.slug}/.")
