"""Send from a terminal what the worker would."""

from typing import Any

from django.core.management.base import BaseCommand

from organizations import outbox
from organizations.models import OutgoingMail


class Command(BaseCommand):
    help = "Hand to the mail server what waits and is due. A worker does the same by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        n_sent = outbox.send_waiting()
        self.stdout.write(f"{n_sent} sent, {OutgoingMail.objects.waiting().count()} waiting.")
