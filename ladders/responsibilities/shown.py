"""Responsibilities on other pages: of one person, of a team, and on the page that is turned round to a member."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ladders.models import Holding
from ladders.registry import Carried
from ladders.responsibilities.queries import edits, listed, scope_of
from members.models import Member, Team
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import Scope


def panel(_request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Return what somebody carries, was asked and did carry: it came with the person, so without a statement."""
    rows: list[dict[str, Any]] = member.__dict__.get("carried") or []
    lines = [row | {name: _day(row[name]) for name in ("asked_on", "since", "until")} for row in rows]
    now, past = ([line for line in lines if bool(line["until"]) is ended] for ended in (False, True))
    return {"now": now, "past": past} if lines else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def team_card(request: OrgRequest, team: Team, may_edit: bool) -> dict[str, Any] | None:
    """Return what there is to carry in a team, in one statement; nothing for who could not add the first one."""
    rows = list(listed().active().filter(team=team).order_by("folded", "pk"))
    may_add = may_edit and may(request, "responsibility.edit") and not team.put_away_at
    return {"team": team, "rows": rows, "may_add": may_add} if rows or may_add else None


def may_change(request: OrgRequest, pk: Any) -> bool:
    """Whether the signed-in person may change a responsibility; without a statement where they may change all."""
    scope = scope_of(request)
    return scope is Scope.ALL or (scope is Scope.OWN and edits(request).filter(pk=pk).exists())


def carried(member: Member) -> Iterable[Carried]:
    """Say what a member answers for, to them."""
    held = Holding.objects.held().filter(member=member, responsibility__put_away_at=None)
    rows = held.order_by("since", "pk").values_list("responsibility__name", "since")
    return [Carried(name, since) for name, since in rows]
