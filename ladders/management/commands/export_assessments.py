"""Write every assessment of an organization to a file that others script against."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import OuterRef, Subquery

from documents import csv
from ladders.models import Assessment
from members.models import ExternalId
from organizations.management.named import organization_at
from stpnet.in_org import in_org

HEADINGS = (
    "member id", "external id", "ladder", "level", "place", "date", "confidence", "assessor", "source", "void",
)  # fmt: skip


class Command(BaseCommand):
    help = "Write all assessments, voided ones too, as CSV: by member, ladder, day, and which was made later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--out", required=True, metavar="FILE", help="- for standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = organization_at(options["organization"])
        with in_org(organization):
            if options["out"] == "-":
                csv.write(sys.stdout, HEADINGS, rows())
                return
            try:
                with Path(options["out"]).open("w", encoding="utf-8", newline="") as file:
                    n = csv.write(file, HEADINGS, rows())
            except OSError as error:
                raise CommandError(f"{options['out']} cannot be written: {error.strerror}.") from error
        self.stderr.write(f"{n} assessments in {options['out']}.")


def rows() -> Iterator[tuple[object, ...]]:
    """Give one row for each assessment; a guest's, and practice, are in no export."""
    external = ExternalId.objects.filter(member=OuterRef("member")).values("value")[:1]
    assessments = (
        Assessment.objects.of_people()
        .annotate(number=Subquery(external))
        .select_related("ladder", "level", "assessed_by")
        .order_by("member_id", "ladder__name", "ladder_id", "on", "created_at", "pk")
    )
    for each in assessments.iterator(chunk_size=5000):
        yield (
            each.member_id,
            each.number,  # type: ignore[attr-defined]  # annotated above
            each.ladder.name,
            each.level.position if each.level else None,
            each.place,
            each.on.isoformat(),
            each.confidence,
            each.assessed_by,
            each.source,
            # Whatever stands here says that the row counts for nothing, or not yet.
            "yes" if each.voided_at else "waits" if each.waits else "",
        )
