"""Say from a terminal who works for support on this site."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from organizations import invitations
from organizations.helping import actions
from organizations.models import SupportAccess, User


class Command(BaseCommand):
    help = "Say who works for support. By itself that opens nothing: an owner lets them in, for some hours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", nargs="?", default="", help="whose; without it, all are listed")
        parser.add_argument("--name", default="", help="what owners read; needed for a new account")
        parser.add_argument("--end", action="store_true", help="they work for support no more: what is open ends")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["email"]:
            for each in User.objects.filter(is_support=True).order_by("email"):
                self.stdout.write(f"{each.email}  {each.name}")
        elif options["end"]:
            self._end(options["email"].lower())
        else:
            self._begin(options["email"], options["name"])

    def _begin(self, email: str, name: str) -> None:
        try:
            address = invitations.clean_address(email)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            user = User.objects.filter(email=address).first()
            if user is None and not name:
                raise CommandError("There is no such account yet. Say its name with --name.")
            user = user or User.objects.create_user(address, name=name)
            User.objects.filter(pk=user.pk).update(is_support=True, name=name or user.name)
            EmailAddress.objects.get_or_create(user=user, email=address, defaults={"verified": True, "primary": True})
        self.stdout.write(f"{address} works for support. A new account sets its password by “Forgot your password?”.")

    def _end(self, email: str) -> None:
        user = User.objects.filter(email=email, is_support=True).first()
        if user is None:
            raise CommandError("Nobody with this address works for support.")
        User.objects.filter(pk=user.pk).update(is_support=False)
        open_ones = list(SupportAccess.objects.filter(user=user, ended_at=None).select_related("organization"))
        for access in open_ones:
            actions.end(access, by=None)
        self.stdout.write(f"{email} works for support no more; ended: {len(open_ones)}.")
