"""Bring the public schema and every organization up to date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations import schemas
from organizations.models import Organization
from stpnet.db.owner import as_owner


class Command(BaseCommand):
    help = "Migrate the public schema, then every organization. One that fails does not stop the others."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        with as_owner():
            schemas.migrate_public()
            with schemas.one_at_a_time():
                for organization in Organization.objects.order_by("schema_name"):
                    try:
                        schemas.migrate(organization)
                    except Exception as error:  # noqa: BLE001 - told at the end; the others must go on
                        failed.append(organization.slug)
                        self.stderr.write(f"{organization.slug}: {error}")
        if failed:
            raise CommandError(f"Not migrated: {', '.join(failed)}. Mend the cause and run this again.")
        self.stdout.write("Everything is up to date.")
