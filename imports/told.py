"""What lists tell of a person's past: which brought them or named them again, and which were taken back."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from imports.models import ImportBatch, ImportRow
from members.models import Member
from members.past import Happening, name_of, rows
from members.requests import OrgRequest

Fate = ImportRow.Fate
_TOLD = [Fate.CREATED, Fate.UPDATED]


def lists(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return the lists that made somebody or changed them."""
    named = ImportRow.objects.filter(member=member, fate__in=_TOLD).order_by()
    first = named.filter(batch=OuterRef("pk")).order_by("fate").values("fate")[:1]
    parts = JSONObject(whose=F("whose"), name=F("name"), undone=F("status"))
    found = ImportBatch.objects.filter(pk__in=named.values("batch"), finished_at__isnull=False)
    return rows(found, at="finished_at", who=name_of("started_by_id"), what=Subquery(first), parts=parts)


def say_list(_request: OrgRequest, happening: Happening) -> str:
    """Say which list it was, who brought it in, and whether it was taken back since."""
    parts = happening.parts
    says = {"who": happening.who or _("Someone no longer here"), "list": parts["whose"] or parts["name"]}
    is_new = happening.what == Fate.CREATED
    text = (
        _("%(who)s brought this person in with “%(list)s”") if is_new else _("%(who)s changed them with “%(list)s”")
    ) % says
    return _("%s; the list was taken back since") % text if parts["undone"] == ImportBatch.Status.UNDONE else text
