"""What goes by itself in this room, after how long: told on the page that says what is kept."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members import contacts, going, saved
from members.bulk import actions as bulk
from members.changing import recording as changing
from members.exporting import actions as exporting
from members.fields import actions as fields
from members.fields import expiring
from members.merging import actions as merging
from members.models import (
    CellChange,
    Export,
    Field,
    GoneFrom,
    MergeRecord,
    Relationship,
    RemovedContact,
    RightsFile,
    SavedView,
    TakeOut,
)
from members.models.merge import APART_FOR
from members.relationships import actions as relating
from members.rights import removing as rights
from members.taking_out import actions as taking_out
from organizations.models import Organization
from organizations.registry import Rule

A_MONTH = timedelta(days=30)


def _days(n: int) -> Any:
    return lambda _organization: ngettext("%(n)d day", "%(n)d days", n) % {"n": n}


def _fields_kept(_organization: Organization) -> str:
    said = Field.objects.kept().aggregate(n=Count("pk", filter=~Q(months_kept=None)), of=Count("pk"))
    return _("As each field says: %(n)d of %(of)d have an end") % said


def _fields_due(_organization: Organization, at: datetime) -> int:
    return expiring.over(at).count()


def _let_files_go() -> int:
    return exporting.let_go() + taking_out.let_go() + rights.let_go()


def _files_due(_organization: Organization, at: datetime) -> int:
    kinds: tuple[Any, ...] = (Export, TakeOut, RightsFile)
    return _together(*(model.objects.exclude(stored_as="").filter(expires_at__lt=at) for model in kinds))


def _let_deleted_go() -> int:
    parts: tuple[Any, ...] = (saved, relating, contacts, changing, fields, going)
    gone: list[int] = [part.forget() for part in parts]
    return sum(gone) + exporting.clear() + bulk.clear()


def _deleted_due(_organization: Organization, at: datetime) -> int:
    day = at - A_MONTH
    return _together(
        SavedView.objects.filter(deleted_at__lt=day),
        Relationship.objects.filter(removed_at__lt=day),
        RemovedContact.objects.filter(removed_at__lt=day),
        CellChange.objects.filter(change_set__created_at__lt=day).exclude(before__isnull=True, after__isnull=True),
        Field.objects.filter(deleted_at__lt=day),
        GoneFrom.objects.filter(gone__at__lt=day),
    )


def _together(first: Any, *others: Any) -> int:
    """Count rows of several tables in one statement."""
    n: int = first.order_by().values("pk").union(*(each.order_by().values("pk") for each in others), all=True).count()
    return n


def _merges_due(_organization: Organization, at: datetime) -> int:
    over = MergeRecord.objects.filter(apart_at=None, merged_at__lt=at - APART_FOR)
    return over.exclude(Q(moved=[]) & Q(changed=[])).count()


RULES = [
    Rule(
        "fields", gettext_lazy("Answers to what the group asks"), 20, _fields_kept, _fields_due, expiring.clear_expired,
        "fields:list",
    ),
    Rule(
        "files", gettext_lazy("Lists and take-outs made as files"), 40,
        lambda _organization: _("1 hour"), _files_due, _let_files_go,
    ),
    Rule(
        "deleted", gettext_lazy("What was deleted or changed, and could be brought back"), 60, _days(30),
        _deleted_due, _let_deleted_go,
    ),
    Rule(
        "merges", gettext_lazy("What was whose before two rows became one"), 61, _days(APART_FOR.days),
        _merges_due, merging.forget,
    ),
]  # fmt: skip
