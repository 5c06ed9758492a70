"""How many to ask, from a terminal."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from experiments.comparing import ImpossibleFigures, Sizes, needed, reading, words

WRONG = 2


class Command(BaseCommand):
    help = "Say how many each of two groups needs, to see a difference of so many points over the baseline."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--baseline", required=True, metavar="R", help="the rate as it is: 0.2 or 20%%")
        parser.add_argument(
            "--effect", required=True, metavar="D", help="the difference that would matter: 0.1 or 10%%"
        )
        parser.add_argument("--power", default="0.8", help="the chance to see it if it is there (default 0.8)")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shares = {name: reading.share(options[name]) for name in ("baseline", "effect", "power")}
            sizes = needed(**shares)
        except ImpossibleFigures as error:
            raise CommandError(str(error), returncode=WRONG) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(sizes), ensure_ascii=False))
        else:
            self.stdout.write(f"{sizes.per_group} in each group, {2 * sizes.per_group} in all.")
            self.stdout.write("\n".join([words.method_of_sizes(), *words.warnings_of_sizes(sizes)]))


def as_json(sizes: Sizes) -> dict[str, Any]:
    return {
        "baseline": sizes.baseline,
        "effect": sizes.effect,
        "target": sizes.target,
        "power": sizes.power,
        "significance": 0.05,
        "per_group": sizes.per_group,
        "total": 2 * sizes.per_group,
        "method": words.method_of_sizes(),
        "warnings": words.warnings_of_sizes(sizes),
    }
