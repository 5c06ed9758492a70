"""Make the three demo organizations."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo import staff
from demo.shapes import Group
from demo.whole import DemoRefused, load, prepare, remove, stands


class Command(BaseCommand):
    help = "Make three organizations of invented people, with 18 months of history. What stands already is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        slugs = [group.slug for group in staff.GROUPS]
        parser.add_argument("--today", type=_day, help="the day up to which the story goes (YYYY-MM-DD)")
        parser.add_argument("--reset", action="store_true", help="delete the demo organizations and make them anew")
        parser.add_argument("--who", action="store_true", help="change nothing, only say who signs in")
        parser.add_argument("--only", choices=slugs, action="append", help="this organization only; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        groups = [group for group in staff.GROUPS if group.slug in (options["only"] or [group.slug])]
        known = staff.known_password()
        if options["who"]:
            self._say_who(groups, known)
            return
        plain = known or staff.new_password()
        try:
            made = self._load(groups, plain, options)
        except DemoRefused as refused:
            raise CommandError(str(refused)) from refused
        if options["verbosity"]:
            self._say_who(groups, plain if made else known)

    def _load(self, groups: list[Group], plain: str, options: dict[str, Any]) -> bool:
        """Load what is missing; returns whether anything was."""
        prepare()
        if options["reset"]:
            remove(groups)
        missing = [group for group in groups if not stands(group)]
        hashed = staff.hash_once(plain) if missing else ""
        for group in groups:
            if group in missing:
                load(group, hashed=hashed, today=options["today"])
            what = f"{group.counts.total:,} people" if group in missing else "stands already, nothing was changed"
            if options["verbosity"]:
                self.stdout.write(f"{group.name}: {what}, at /o/{group.slug}/.")
        return bool(missing)

    def _say_who(self, groups: list[Group], plain: str) -> None:
        rows = [("Organization", "Who", "Role", "E-mail"), *staff.signing_in(groups)]
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        said = f"Password for all: {plain}" if plain else "The password was said when the demo was loaded."
        self.stdout.write(f"\n{said}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day: write it as in 2026-11-20.") from None
