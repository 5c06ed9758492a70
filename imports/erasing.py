"""What this room lets go of when somebody is erased: what the lists said of them. That a list named someone stays."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from imports.models import (
    ImportBatch,
    ImportChange,
    ImportFix,
    ImportMeaning,
    ImportRow,
    KeptAside,
    SheetDifference,
    SheetLine,
)
from members.models import Member

Fate = ImportRow.Fate
_NOTHING: dict[str, Any] = {
    "cells": {}, "clean": {}, "problems": [], "offers": [], "notes": [], "likely": None, "choices": {}, "changes": [],
}  # fmt: skip


def empty(member: Member) -> None:
    """Empty the rows of lists, and what would put back what they changed."""
    rows = ImportRow.objects.filter(Q(member=member) | Q(pk__in=on_their_way(member)))
    mine = rows.filter(batch=OuterRef("batch"), number=OuterRef("number"))
    ImportFix.objects.filter(Exists(mine)).delete()
    # The first rows of a file stand there as an example, whosever they are, and words of which there are few.
    ImportBatch.objects.filter(Exists(rows.filter(batch=OuterRef("pk")))).update(samples=[], spellings={})
    _leave_behind(rows)
    # That a list changed them stays: taking it back says that somebody in it was erased.
    ImportChange.objects.filter(about=member.pk).update(steps=[])
    ImportMeaning.objects.filter(means=str(member.pk)).delete()
    for model in (KeptAside, SheetLine, SheetDifference):
        model._default_manager.filter(member=member).delete()  # noqa: SLF001 - whichever model it is


def _leave_behind(rows: QuerySet[ImportRow]) -> None:
    gone, pks = _("This person is no longer here."), list(rows.values_list("pk", flat=True))
    these = ImportRow.objects.filter(pk__in=pks)
    these.filter(fate="").update(plan=Fate.REFUSED, decision="", reason=gone)
    these.filter(fate=Fate.HELD_BACK).update(fate=Fate.REFUSED, reason=gone)
    these.exclude(reason=gone).update(reason="")
    these.update(**_NOTHING)


def on_their_way(member: Member) -> list[UUID]:
    """Find rows that nobody has brought in yet and that are theirs: who it is shows only when they come in.

    A contact alone is no proof: a household shares a phone.
    """
    open_rows = ImportRow.objects.filter(fate__in=["", Fate.HELD_BACK], member=None).order_by()
    maybe = Q(candidate=member)
    known = [
        *member.contact_points.values_list("normal", flat=True),
        *member.external_ids.values_list("value", flat=True),
    ]
    for word in known:
        maybe |= Q(said__contains=word)
    said = open_rows.annotate(said=Cast("clean", TextField())).filter(maybe)
    found = said.filter(said__icontains=member.given_name).filter(said__icontains=member.family_name)
    return list(found.values_list("pk", flat=True))
