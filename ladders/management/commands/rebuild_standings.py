"""Write standings and histories anew from the assessments, or only look whether they agree."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ladders import history, tally
from ladders.models import Assessment
from organizations.management.named import organization_at
from stpnet.in_org import in_org


class Command(BaseCommand):
    help = "Rebuild where people stand and how they got there. With --check nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--check", action="store_true", help="only compare; exit 1 when something differs")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = organization_at(options["organization"])
        with in_org(organization):
            found, sums = history.differences(), tally.differences()
            if not options["check"]:
                history.rebuild()
            n = Assessment.objects.of_people().count()
        self._say(n, found, sums, options)
        if options["check"] and (found or sums):
            sys.exit(1)

    def _say(self, n: int, found: list[history.Difference], sums: int, options: dict[str, Any]) -> None:
        people = len({difference.member for difference in found})
        if options["json"]:
            rows = [{**each._asdict(), "member": str(each.member), "ladder": str(each.ladder)} for each in found]
            self.stdout.write(
                json.dumps(
                    {
                        "assessments": n,
                        "rebuilt": not options["check"],
                        "people": people,
                        "differences": rows,
                        "sums": sums,
                    }
                )
            )
            return
        did = "differ" if options["check"] else "differed, and are mended"
        wrong = [f"the histories of {people} people {did}"] if found else []
        wrong += [f"{sums} sums {did}"] if sums else []
        if wrong:
            self.stdout.write(f"{n} assessments; {', '.join(wrong)}.")
        else:
            self.stdout.write(f"{n} assessments and what follows from them agree.")
