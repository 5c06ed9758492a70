"""What is open between us and somebody, on their page: read with the person, in no statement of its own."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from conversations.promises import reach
from conversations.today.parts import day
from members.models import Member
from members.requests import OrgRequest
from organizations.access import may

# As many stand on the page; the pages of promises have all.
FEW = 5


def _owed(request: OrgRequest) -> ArraySubquery:
    found = reach.follow_ups(request).open().filter(member=OuterRef("pk"))
    shown = JSONObject(
        pk=F("pk"),
        what=F("what"),
        due=F("due"),
        owner_id=F("owner_id"),
        owner=F("owner__name"),
        handed_by=F("handed_by__name"),
        handed_note=F("handed_note"),
    )
    return ArraySubquery(found.order_by(F("due").asc(nulls_last=True), "pk").values(json=shown)[:FEW])


def _said_yes(request: OrgRequest) -> ArraySubquery:
    found = reach.commitments(request.roles, request.member).open().filter(member=OuterRef("pk"))
    shown = JSONObject(pk=F("pk"), what=F("what"), by=F("by"), state=F("state"))
    return ArraySubquery(found.order_by(F("by").asc(nulls_last=True), "pk").values(json=shown)[:FEW])


def panel(request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Show it to those who may change it."""
    if not may(request, "follow_up.edit") or member.archived_at:
        return None
    owed: list[dict[str, Any]] = getattr(member, "owed_to_them", [])
    said_yes: list[dict[str, Any]] = getattr(member, "said_yes_to", [])
    return {
        "member": member,
        "owed": [_row(each | {"due": day(each["due"])}, request) for each in owed],
        "said_yes": [_row(each | {"by": day(each["by"])}, request) for each in said_yes],
        "today": request.organization.today(),
        "back": "person",
    }


def _row(row: dict[str, Any], request: OrgRequest) -> SimpleNamespace:
    """Give a line what the lines of the lists have, but not the name of the person whose page it is."""
    blank = {"is_seen": False, "member_id": None, "note": "", "became_id": None, "done_on": None}
    mine = {"owner_id": request.member.pk} if row.get("owner_id") == str(request.member.pk) else {}
    return SimpleNamespace(**blank | row | mine)


BESIDE: dict[str, Callable[[OrgRequest], Any]] = {"owed_to_them": _owed, "said_yes_to": _said_yes}
