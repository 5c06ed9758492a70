"""Write from a terminal the mail that gathers notices."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from conversations import digests
from conversations.models import Digest, MailChoice
from organizations.management.named import organization_at
from stpnet.in_org import in_org


class Command(BaseCommand):
    help = "Write the mail with notices that is due. The clock of the worker does the same every five minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG", help="whose")
        parser.add_argument("--now", action="store_true", help="to everybody who wants it, as if their hour had come")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = organization_at(options["organization"])
        with in_org(organization):
            if options["now"]:
                MailChoice.objects.exclude(due_at=None).update(due_at=timezone.now())
            before = timezone.now()
            digests.begin(organization)
            digests.write_waiting(organization)
            n = Digest.objects.filter(status=Digest.Status.MAILED, finished_at__gte=before).count()
        self.stdout.write(f"{n} written.")
