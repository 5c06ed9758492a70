"""The ladder report from a terminal or from cron."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dashboards import ladder_report, tables
from dashboards.ladder_report import LadderReport
from dashboards.paper.ladder_report import printed
from ladders.models import Ladder
from members import state
from members.acting import NoLongerMay, owners, request_as
from members.filters import asking
from members.models import Member, SavedView
from members.models.person import MemberQuerySet
from members.normal import fold
from organizations.management.named import organization_at
from organizations.models import Organization
from stpnet.in_org import in_org


class Command(BaseCommand):
    help = "Write where people stood at the end of two days, and who moved, as JSON, CSV, XLSX or PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--from", required=True, metavar="DATE", type=date.fromisoformat, dest="first")
        parser.add_argument("--to", required=True, metavar="DATE", type=date.fromisoformat, dest="last")
        parser.add_argument("--ladder", default="", metavar="NAME", help="without it: the default one")
        parser.add_argument("--view", default="", metavar="NAME", help="only the people of this shared view")
        parser.add_argument("--format", required=True, choices=("json", "csv", "xlsx", "pdf"))
        parser.add_argument("--out", required=True, metavar="FILE", help="- for standard output, of JSON and CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        first, last, form, out = (options[name] for name in ("first", "last", "format", "out"))
        if last < first:
            raise CommandError("--from is the earlier day and --to the later one.", returncode=2)
        if out == "-" and form in ("xlsx", "pdf"):
            raise CommandError(f"A {form} goes to a file: name it with --out.", returncode=2)
        organization = organization_at(options["organization"])
        with in_org(organization):
            people, ladder = _people(organization, options["view"]), _ladder(options["ladder"])
            report = ladder_report.count(people, ladder, first=first, last=last)
            try:
                _write(report, form, out, organization.name)
            except OSError as error:
                raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        if out != "-":
            self.stderr.write(f"{report.total} people counted, in {out}.")


def _ladder(name: str) -> Ladder:
    if not name:
        return Ladder.objects.get(is_default=True)
    found = [ladder for ladder in Ladder.objects.order_by("put_away_at", "pk") if fold(ladder.name) == fold(name)]
    if not found:
        raise CommandError(f"There is no ladder “{name}”.")
    return found[0]


def _people(organization: Organization, name: str) -> MemberQuerySet:
    """Return everybody, or the people of a shared view as an owner sees them."""
    everybody: MemberQuerySet = Member.objects.all()
    if not name:
        return everybody
    view = SavedView.objects.kept().filter(folded=fold(name), is_shared=True).first()
    if view is None:
        raise CommandError(f"There is no shared view “{name}”.")
    try:
        request = request_as(next(iter(owners(organization)), None), "member.view")
    except NoLongerMay as error:
        raise CommandError("A view is read with an owner's rights, and nobody owns this organization.") from error
    misread: list[str] = []
    tree = asking.sound(state.of_view(view).tree, request, misread)
    if misread:
        raise CommandError(f"“{name}” asks for something that is no longer there: open it and save it anew.")
    return everybody.filter(asking.where(tree, request))


def _write(report: LadderReport, form: str, out: str, group: str) -> None:
    if form == "xlsx":
        tables.write_xlsx(Path(out), report, group=group)
    elif form == "pdf":
        Path(out).write_bytes(printed(report, group=group))
    elif out == "-":
        _write_text(sys.stdout, report, form)
    else:
        with Path(out).open("w", encoding="utf-8", newline="") as file:
            _write_text(file, report, form)


def _write_text(file: Any, report: LadderReport, form: str) -> None:
    if form == "json":
        json.dump(ladder_report.as_json(report), file, ensure_ascii=False, indent=2)
        file.write("\n")
    else:
        tables.write_csv(file, report)
