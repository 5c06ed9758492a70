"""Take an organization away for good, from a terminal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.actions import delete_organization
from organizations.models import Organization


class Command(BaseCommand):
    help = "Delete an organization with all its rows and uploads, at once. Only a backup brings it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--slug", required=True, help="the address: /o/SLUG/")
        parser.add_argument("--confirm", default="", help="the same again: nobody is asked, and there is no undo")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(slug=options["slug"]).first()
        if organization is None:
            raise CommandError(f"There is no organization at {options['slug']}.")
        if options["confirm"] != options["slug"]:
            n_people = organization.memberships.count()
            raise CommandError(
                f"{organization.name}, where {n_people} people sign in, would be gone for good. "
                f"Back it up, then say --confirm {organization.slug}."
            )
        delete_organization(organization)
        self.stdout.write(f"{organization.name} is gone. Its backups last as long as you keep them.")
