"""Two rates compared, from a terminal."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from experiments.comparing import Compared, ImpossibleFigures, Rate, compare, reading, words

WRONG = 2


class Command(BaseCommand):
    help = "Compare two rates, such as 12/80 and 24/82: A is the baseline, B what was tried instead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("a", metavar="A_SUCCESSES/A_TRIALS", help="the baseline")
        parser.add_argument("b", metavar="B_SUCCESSES/B_TRIALS", help="what was tried instead")
        parser.add_argument("--running", action="store_true", help="it has not ended: warn of looking too early")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        a, b = (_rate(name, options[name.lower()]) for name in "AB")
        found = compare(a, b, is_running=options["running"])
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found), ensure_ascii=False))
            return
        self.stdout.write(words.sentence(found))
        for line in (*words.warnings(found), *words.methods(found).values()):
            self.stdout.write(line)


def as_json(found: Compared) -> dict[str, Any]:
    return {
        "a": {"rate": found.a.value, "interval": found.a.interval},
        "b": {"rate": found.b.value, "interval": found.b.interval},
        "difference": {"value": found.difference, "interval": found.difference_interval},
        "lift": found.lift,
        "p_value": found.p_value,
        "methods": words.methods(found),
        "verdict": found.verdict,
        "warnings": words.warnings(found),
        "sentence": words.sentence(found),
    }


def _rate(name: str, text: str) -> Rate:
    try:
        return reading.rate(text)
    except ImpossibleFigures as error:
        raise CommandError(f"{name}: {error}", returncode=WRONG) from error
