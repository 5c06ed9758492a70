"""Two people give one name at the same moment, on a connection each: one is kept, the later is told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.db import transaction

from ladders.models import Responsibility
from ladders.responsibilities import actions as responsibilities
from members.models import Member, Team
from members.teams import actions as teams
from organizations.models import Organization
from stpnet.db.wrapper import current
from stpnet.in_org import in_org
from tests.committed import in_threads

TO_CARRY: dict[str, Any] = {"takes": "", "team": None, "level": None, "places": 1, "by_on": None}
TEAM: dict[str, Any] = {"purpose": "", "unit": None, "organizer": None}
# What is looked at, the table, what goes with a name, and how the later one is told.
KINDS: list[Any] = [(responsibilities, Responsibility, TO_CARRY), (teams, Team, TEAM)]


def somebody_waits() -> None:
    """Come back once another connection waits for what this one is about to keep."""
    give_up = datetime.now(UTC) + timedelta(seconds=20)
    while datetime.now(UTC) < give_up:
        with current().cursor() as cursor:
            cursor.execute(
                "SELECT pg_sleep(.01), count(*) FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted"
            )
            if cursor.fetchone()[1]:
                return
    raise AssertionError("Nobody came.")


def first(organization: Organization, write: Callable[[], Any], written: Event) -> Callable[[], str]:
    """Write, and keep it only once somebody else waits for it."""

    def work() -> str:
        with in_org(organization), transaction.atomic():
            write()
            written.set()
            somebody_waits()
        return "kept"

    return work


def second(organization: Organization, write: Callable[[], Any], written: Event) -> Callable[[], str]:
    """Write when the other has written and not kept it yet: a look finds nothing."""

    def work() -> str:
        written.wait(20)
        with in_org(organization):
            try:
                write()
            except (responsibilities.NotNow, teams.TeamsRefused) as refusal:
                return str(refusal)
        return "kept"

    return work


@pytest.mark.parametrize(("room", "model", "rest"), KINDS, ids=["to carry", "team"])
def test_of_two_who_give_one_name_at_once_the_later_is_told(east: Organization, room: Any, model: Any, rest: Any):
    with in_org(east):
        by = Member.objects.filter(status="staff").first()
        other, gone = (room.make(name=name, by=by, **rest) for name in ("Keys", "Tea"))
        room.put_away(gone, by=by)
    ways = {
        "Phone tree": lambda: room.make(name="phone tree", by=by, **rest),
        "Doors": lambda: room.edit(other, name="DOORS", by=by, **rest),
        "tea": lambda: room.bring_back(gone, by=by),
    }
    for name, write in ways.items():
        written = Event()
        said = in_threads(
            first(east, lambda name=name: room.make(name=name, by=by, **rest), written), second(east, write, written)
        )
        assert (said[0], "of this name already" in said[1]) == ("kept", True), (name, said)

    with in_org(east):
        assert sorted(model.objects.active().values_list("name", flat=True)) == ["Doors", "Keys", "Phone tree", "tea"]
