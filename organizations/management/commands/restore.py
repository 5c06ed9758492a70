"""Put a backup back: the site, or one organization."""

import json
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from organizations.backups import NoBackup, restoring


class Command(BaseCommand):
    help = (
        "Put a backup back: the whole site into an empty database, or with --organization one organization into the "
        "site that runs. Then tables are brought up to date, and who was erased since is erased again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="what `backup` wrote; - is standard input. GnuPG opens a .gpg")
        parser.add_argument("--organization", default="", help="only this one: its address in the backup")
        parser.add_argument(
            "--replace", action="store_true", help="although it is here: what it wrote since then is gone"
        )
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with _opened(options["file"]) as source:
                about = restoring.restore(source, slug=options["organization"], replace=options["replace"])
        except NoBackup as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        schemas = [
            each["row"]["schema_name"]
            for each in about["organizations"]
            if not options["organization"] or each["row"]["slug"] == options["organization"]
        ]
        tables = [said for schema in schemas for said in about["sums"][schema].values()]
        said = {"organizations": len(schemas), "tables": len(tables), "rows": sum(n for n, _total in tables)}
        if options["json"]:
            self.stdout.write(json.dumps(said))
        else:
            told = "{organizations} organizations, {tables:,} tables, {rows:,} rows: as the backup says."
            self.stdout.write(told.format(**said))
        quiet = {"stdout": self.stderr} if options["json"] else {"stdout": self.stdout}
        call_command("migrate_organizations", **quiet)
        call_command("replay_erasures", **quiet)


@contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
    elif name.endswith(".gpg"):
        with _decrypted(name) as source:
            yield source
    else:
        with Path(name).open("rb") as source:
            yield source


@contextmanager
def _decrypted(name: str) -> Iterator[IO[bytes]]:
    """Let GnuPG open it on the way: nothing of it touches the disk in clear."""
    command = ["gpg", "--batch", "--quiet", "--decrypt", name]
    try:
        gpg = subprocess.Popen(command, stdout=subprocess.PIPE)
    except FileNotFoundError as error:
        raise NoBackup("gpg is missing: install GnuPG (Debian: gnupg).") from error
    with gpg:
        assert gpg.stdout  # noqa: S101 - tells the type checker
        yield gpg.stdout
    if gpg.returncode:
        raise NoBackup(f"gpg could not open {name}: is the private key in this account's keyring?")
