"""An old write-up read into the fields of an experiment, from a terminal."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from experiments.reading import NotText, Writeup, decoded, read
from experiments.reading.writeup import KEYS, LISTS


class Command(BaseCommand):
    help = "Read a page of text into the fields of an experiment. Changes nothing; what has no place is in “unplaced”."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = read(decoded(options["file"].read_bytes()))
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except NotText as error:
            raise CommandError(str(error)) from error
        if not found.is_one:
            self.stderr.write("This does not look like a write-up of an experiment: nothing was placed.")
        if options["json"]:
            self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False))
        else:
            self._say(found)

    def _say(self, found: Writeup) -> None:
        for key in KEYS:
            value = found.as_json()[key]
            if key in LISTS or key == "unplaced":
                self.stdout.write(f"{key}: {len(value)}")
                self.stdout.writelines(f"  {row}" if isinstance(row, str) else f"  {row['text']}" for row in value)
            else:
                self.stdout.write(f"{key}: {value or '-'}")
