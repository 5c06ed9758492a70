"""What Today shows of promises: what the reader owes, and what people said yes to."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.models import FollowUp
from conversations.promises import reach
from conversations.today.parts import day, lines, n_of, page_of, short
from conversations.today.registry import Item, Press, Section, Shown
from members.models import Member
from members.requests import OrgRequest

type Rows = list[dict[str, Any]]
# Whoever does it on Today goes on with Today.
FROM_HERE = {"back": "today"}


def due_part(request: OrgRequest) -> ArraySubquery:
    due = FollowUp.objects.due(request.organization.today()).filter(owner=request.member)
    seen = Exists(Member.objects.opened_by(request).filter(pk=OuterRef("member_id")))
    found = due.annotate(is_seen=seen).order_by(F("due").asc(nulls_last=True), "created_at", "pk")
    named = {"about": F("member_id"), "name": F("member__name"), "seen": F("is_seen"), "who": F("handed_by__name")}
    return lines(found, pk=F("pk"), what=F("what"), on=F("due"), **named)


def due(request: OrgRequest, rows: Rows) -> Shown | None:
    if not rows:
        return None
    items = [_due(request, row) for row in rows]
    text = _("What you owe somebody, and its day is here.")
    return Shown(_("You said you would"), text, items, n_of(rows), _url(request, "follow_ups:list"))


def _due(request: OrgRequest, row: dict[str, Any]) -> Item:
    on, today = day(row["on"]), request.organization.today()
    name = row["name"] if row["seen"] else ""
    handed = _("%s asked you to.") % row["who"] if row["who"] else ""
    presses = [
        Press(_("Done"), _url(request, "follow_ups:done", row["pk"]), "check", FROM_HERE),
        Press(_("Another day"), _url(request, "follow_ups:change", row["pk"]) + "?back=today"),
        Press(_("Hand over"), _url(request, "follow_ups:hand_over", row["pk"]) + "?back=today"),
    ]
    chip = "" if on is None else _("today") if on == today else _("since %s") % short(on, today)
    url = page_of(request, row["about"]) if name else ""
    return Item(name or row["what"], f"{row['what']} {handed}" if name else handed, presses, url, chip)


def _to_check(request: OrgRequest) -> Any:
    found = reach.commitments(request.roles, request.member).filter(reach.looked_after(request.member))
    return found.to_check(request.organization.today())


def said_yes_part(request: OrgRequest) -> ArraySubquery:
    found = _to_check(request)
    in_order = found.order_by(F("by").asc(nulls_last=True), "said_on", "pk")
    return lines(in_order, pk=F("pk"), what=F("what"), on=F("by"), about=F("member_id"), name=F("member__name"))


def said_yes(request: OrgRequest, rows: Rows) -> Shown | None:
    if not rows:
        return None
    items = [_said_yes(request, row) for row in rows]
    text = _("The day has come, and nobody has written down yet how it went.")
    return Shown(_("They said yes"), text, items, n_of(rows), _url(request, "commitments:list"))


def _said_yes(request: OrgRequest, row: dict[str, Any]) -> Item:
    on, settle = day(row["on"]), _url(request, "commitments:settle", row["pk"])
    presses = [
        Press(_("Kept"), settle, "check", FROM_HERE | {"state": "kept"}),
        Press(_("Not kept"), settle, "", FROM_HERE | {"state": "not_kept"}),
        Press(_("Changed"), _url(request, "commitments:change", row["pk"]) + "?back=today"),
    ]
    chip = _("for %s") % short(on, request.organization.today()) if on else ""
    return Item(row["name"], _("Said yes to: %s") % row["what"], presses, page_of(request, row["about"]), chip)


def _url(request: OrgRequest, name: str, *args: Any) -> str:
    return reverse(name, args=[request.organization.slug, *args])


SECTIONS = (
    Section("due", "follow_up.edit", 10, due_part, due),
    Section("said_yes", "commitment.edit", 20, said_yes_part, said_yes),
)
