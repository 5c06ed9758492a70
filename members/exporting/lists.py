"""A list as a file: who is on it, chunk by chunk, with what the columns say of them."""

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from members import columns
from members.acting import again
from members.exporting.typed import loader
from members.listing import shown_with
from members.models import Export, Member
from members.registry import Column
from members.requests import OrgRequest

CHUNK = 2_000
# What every file begins with.
ALWAYS = ("given_name", "family_name")
type Row = list[object]


def offered(request: OrgRequest) -> list[Column]:
    """Return the columns that a file can have, in the order in which pages offer them."""
    there = columns.columns_of(request).values()
    return [column for column in there if not column.in_files_as and column.name not in ALWAYS]


def usual(request: OrgRequest, shown: Sequence[Column]) -> list[str]:
    """Name the columns that a file has unless somebody chooses: those of the list. Buttons become what they dial."""
    return list(dict.fromkeys(name for column in shown for name in column.in_files_as or (column.name,)))


def chosen(request: OrgRequest, export: Export) -> list[Column]:
    """Return the columns of the file; one that is gone since it was asked for is left out."""
    there = {column.name: column for column in offered(request)}
    return [there[name] for name in export.columns if name in there]


def headings(request: OrgRequest, export: Export) -> list[str]:
    # As the import calls them, so that a file comes in again as it went out.
    return [_("Given name"), _("Family name"), *(str(column.label) for column in chosen(request, export))]


def chunks(request: OrgRequest, export: Export, ids: Sequence[UUID]) -> Iterator[list[Row]]:
    """Yield the rows of so many people at a time, in their order; who is gone meanwhile is left out."""
    wanted = chosen(request, export)
    for some in batched(ids, CHUNK):
        yield _rows(again(request), wanted, some)


def read(request: OrgRequest, ids: Sequence[UUID]) -> list[Member]:
    """Load these people with what columns look at, in this order."""
    people = shown_with(Member.objects.people().visible_to(request).filter(pk__in=ids))
    found = {member.pk: member for member in people.fetch_mode(models.FETCH_RAISE)}
    return [found[pk] for pk in ids if pk in found]


def _rows(request: OrgRequest, wanted: Sequence[Column], ids: Sequence[UUID]) -> list[Row]:
    members = read(request, ids)
    loaded: list[Any] = [loader(request, column)(request, members) for column in wanted]
    return [[member.given_name, member.family_name, *(cells.get(member.pk) for cells in loaded)] for member in members]
