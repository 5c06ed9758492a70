"""Back up the site, or one organization."""

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organizations.backups import NoBackup, saving
from organizations.models import Organization
from stpnet.db.owner import as_owner

DAY = 86_400


class Command(BaseCommand):
    help = "Write the site, or one organization, as one file, while everybody works on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", required=True, help="the folder; - is standard output")
        parser.add_argument("--organization", default="", help="the address: /o/SLUG/; without it the whole site")
        parser.add_argument("--key", type=Path, help="a public key of GnuPG to encrypt for, as a file")
        parser.add_argument("--keep-days", type=int, default=0, help="remove backups in the folder that are older")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            organization = _organization(options["organization"])
            if options["to"] == "-":
                saving.save(sys.stdout.buffer, organization)
                return
            place = Path(options["to"]) / _name(organization, options["key"])
            about = _into(place, organization, options["key"])
        except NoBackup as refusal:
            raise CommandError(str(refusal)) from refusal
        _remove_old(place.parent, options["keep_days"])
        n_rows = sum(n for tables in about["sums"].values() for n, _total in tables.values())
        if options["json"]:
            said = {"file": str(place), "organizations": len(about["organizations"]), "rows": n_rows}
            self.stdout.write(json.dumps(said))
        else:
            self.stdout.write(f"{place}: {len(about['organizations'])} organizations, {n_rows:,} rows.")
            if not options["key"]:
                self.stderr.write("It is not encrypted: whoever reads the file reads everything. --key FILE closes it.")


def _organization(slug: str) -> Organization | None:
    if not slug:
        return None
    with as_owner():
        found = Organization.objects.filter(slug=slug).first()
    if found is None:
        raise NoBackup(f"There is no organization at {slug}.")
    return found


def _name(organization: Organization | None, key: Path | None) -> str:
    which = f"-{organization.slug}" if organization else ""
    return f"{timezone.now():%Y-%m-%dT%H%M%SZ}{which}.tar{'.gpg' * bool(key)}"


def _into(place: Path, organization: Organization | None, key: Path | None) -> dict[str, Any]:
    """Write it under another name until it is whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{place.name}.unfinished")
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "wb") as out:
        if key:
            with _encrypted(out, key) as to:
                about = saving.save(to, organization)
        else:
            about = saving.save(out, organization)
        out.flush()
        os.fsync(out.fileno())
    unfinished.rename(place)
    return about


@contextmanager
def _encrypted(out: IO[bytes], key: Path) -> Iterator[IO[bytes]]:
    """Let GnuPG close what is written before it touches the disk."""
    command = ["gpg", "--batch", "--quiet", "--trust-model", "always", "--recipient-file", str(key), "--encrypt"]
    try:
        gpg = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out)
    except FileNotFoundError as error:
        raise NoBackup("gpg is missing: install GnuPG (Debian: gnupg), or leave --key out.") from error
    with gpg:
        assert gpg.stdin  # noqa: S101 - tells the type checker
        yield gpg.stdin
    if gpg.returncode:
        raise NoBackup(f"gpg could not encrypt for {key}: is it a public key?")


def _remove_old(folder: Path, days: int) -> None:
    for file in folder.glob("20*.tar*") if days else ():
        if file.stat().st_mtime < time.time() - days * DAY:
            file.unlink()
