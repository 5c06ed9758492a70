"""Close what second steps keep, and what rooms keep closed, with the newest key."""

from typing import Any

from django.core.management.base import BaseCommand

from organizations import registry
from organizations.models import Organization
from organizations.signing_in import mfa
from stpnet.in_org import in_org


class Command(BaseCommand):
    help = (
        "Close what authenticator apps and recovery codes keep, and what lists keep aside, with the first of MFA_KEYS."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        n = mfa.reseal()
        for organization in Organization.objects.order_by("schema_name"):
            with in_org(organization, though_closed=True):
                n += sum(reseal() for reseal in registry.resealers)
        self.stdout.write(f"{n} closed with the first key. The others are no longer needed for these.")
