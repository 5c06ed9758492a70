"""Writing the file: one page to read, and the same for programs."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from members import erasing
from members.models import Member
from members.rights import beside, others, reading, sentences
from organizations import keeping
from organizations.models import Organization

type Told = dict[str, Any]
FORMAT, VERSION = "stp-network-person", 1
PAGE, DATA = "everything.html", "everything.json"


def gather(member: Member, organization: Organization) -> Told:
    """Read all that is held about somebody; rows that were put together with theirs are theirs."""
    pks = erasing.of_one(member.pk)
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.now(),
        "organization": {"name": organization.name, "slug": organization.slug},
        "person": {"name": str(member), "rows": pks},
        "account": beside.account(pks, organization),
        **_gather(pks),
        "left_out": keeping.left_out(),
    }


def _gather(pks: list[UUID]) -> Told:
    rooms = reading.rooms(pks)
    told = {
        (table["table"], row["id"], column)
        for room in rooms
        for table in room["tables"]
        for row in table["rows"]
        for column in row
    }
    words = others.hide({"rooms": rooms, "mentions": beside.mentions(pks, told)}, pks)
    return {**words, "did": beside.did(pks), "record": beside.record(pks)}


def n_rows(told: Told) -> int:
    return len(told["mentions"]) + sum(len(table["rows"]) for room in told["rooms"] for table in room["tables"])


def pack(told: Told, to: Path) -> None:
    """Put both forms into one archive."""
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        archive.writestr(PAGE, render_to_string("members/rights/file.html", sentences.page(told)))
        archive.writestr(DATA, json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
