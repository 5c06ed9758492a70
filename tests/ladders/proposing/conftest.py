"""Rules and those whom they find."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ladders import history
from ladders.models import Ladder, Level, LevelRule, Proposal
from ladders.proposing import looking, rules
from members.filters.tree import Condition, Group
from members.models import Member
from organizations.models import Organization

type Make = Callable[..., Any]


@pytest.fixture
def today(north: Organization) -> date:
    return north.today()


@pytest.fixture
def ladder(ladder: Ladder) -> Ladder:
    """Silence alone proposes nobody here, unless a test says so."""
    Ladder.objects.filter(pk=ladder.pk).update(quiet_after_days=0)
    ladder.refresh_from_db()
    return ladder


def members_only(status: str = "member") -> Group:
    return Group("all", (Condition("status", "is", (status,)),))


@pytest.fixture
def rule(ladder: Ladder, levels: list[Level], person: Make) -> Make:
    """`rule(3)`: members are proposed for level 3; `rule(None)`: as gone quiet."""

    def make(position: int | None, filters: Group | None = None, **fields: Any) -> LevelRule:
        new = rules.new(ladder, levels[position - 1] if position else None)
        return rules.save(new, filters=filters or members_only(), by=person("director"), **fields)

    return make


@pytest.fixture
def stands(said: Make, today: date, person: Make) -> Make:
    """`stands(member, 2)`: the owner said so ten days ago; `days` ago otherwise."""

    def make(member: Member, where: int | str, days: int = 10, **fields: Any) -> Any:
        by = {"assessed_by": person("owner")} | fields
        made = said(member, where, str(today - timedelta(days=days)), **by)
        history.rebuild(members=[member.pk])
        return made

    return make


def look() -> int:
    return looking.look()


def proposed() -> list[tuple[Member, str]]:
    """Say who is proposed for what now, in the order in which it was."""
    found = Proposal.objects.open().select_related("member", "level").order_by("created_at", "pk")
    return [(each.member, str(each.level.position) if each.level else each.place) for each in found]


def fates(member: Member) -> list[str]:
    """Say what became of everything that was proposed for somebody."""
    found = Proposal.objects.filter(member=member).order_by("created_at", "pk")
    return [each.because if each.state == Proposal.State.CLOSED else each.state for each in found]
