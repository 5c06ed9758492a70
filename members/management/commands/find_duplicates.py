"""Find who may be here twice from a terminal, and change nothing."""

import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from members.duplicates import finding, reasons
from members.models import ExternalId, Member
from organizations.management.named import organization_at
from stpnet.in_org import in_org


class Command(BaseCommand):
    help = "List groups of people who may be one person, best first, with the reason. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = organization_at(options["organization"])
        with in_org(organization):
            groups = list(_told())
        if options["json"]:
            self.stdout.write(json.dumps({"groups": groups}, ensure_ascii=False))
            return
        self.stdout.write(f"{len(groups)} groups of people who may be one person.")
        for group in groups:
            names = " | ".join(f"{member['name']} ({member['id']})" for member in group["members"])
            self.stdout.write(f"{group['score']:.2f}  {group['reason']}: {names}")


def _told() -> Iterator[dict[str, Any]]:
    _people, _found, groups, _shared = finding.find()
    everyone = [pk for group in groups for pk in group.members]
    names = {member.pk: str(member) for member in Member.objects.filter(pk__in=everyone)}
    ids: dict[UUID, list[str]] = defaultdict(list)
    for pk, value in ExternalId.objects.filter(member__in=everyone).values_list("member_id", "value"):
        ids[pk].append(value)
    for group in groups:
        members = [{"id": str(pk), "name": names[pk], "external_ids": ids[pk]} for pk in group.members]
        yield {"score": group.score, "reason": reasons.sentence(group.evidence), "members": members}
