"""Close what second steps keep with the newest key."""

from typing import Any

from django.core.management.base import BaseCommand

from organizations.signing_in import mfa


class Command(BaseCommand):
    help = "Close what authenticator apps and recovery codes keep with the first of MFA_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{mfa.reseal()} closed with the first key. The others are no longer needed for these.")
