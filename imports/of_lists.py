"""Rows of lists that are somebody's, for the file of all that is held about them."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from imports.erasing import on_their_way
from imports.models import ImportFix, ImportRow
from members.models import Member


def rows(pks: Sequence[UUID]) -> QuerySet[ImportRow]:
    """Find the rows that became them, and those that nobody has brought in yet."""
    members = Member.objects.filter(pk__in=pks)
    waiting = [pk for member in members for pk in on_their_way(member)]
    found: QuerySet[ImportRow] = ImportRow.objects.filter(Q(member__in=pks) | Q(pk__in=waiting))
    return found


def fixes(pks: Sequence[UUID]) -> QuerySet[ImportFix]:
    """Find the cells that somebody put right in these rows."""
    mine = rows(pks).filter(batch=OuterRef("batch"), number=OuterRef("number"))
    found: QuerySet[ImportFix] = ImportFix.objects.filter(Exists(mine))
    return found
