"""Ten people of two places, talked with, promised by and come to meetings within forty days."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.actions import log
from conversations.models import Commitment, ConversationTheme, Theme
from ladders import history
from members.models import Belonging, ContactPoint, Member, Unit, UnitKind
from organizations.models import Organization
from tests.activities.conftest import came, planned
from tests.ladders.conftest import ladder, levels, people, said

__all__ = ["ladder", "levels", "people", "said"]
type Make = Callable[..., Any]


@pytest.fixture
def ten(north: Organization, people: Make, said: Make) -> list[Member]:
    """Three on level 1, two on level 2, one of them by a list; seven in a place below another."""
    made: list[Member] = people(10)
    today = north.today().isoformat()
    for member, level in zip(made, (1, 1, 1, 2), strict=False):
        said(member, level, today)
    said(made[4], 2, today, source="import")

    history.rebuild()
    kind = UnitKind.objects.filter(is_default=True).first() or UnitKind.objects.create(
        name="Area", plural="Areas", is_default=True
    )
    top = Unit.objects.create(kind=kind, name="Riverside", folded="riverside")
    below = Unit.objects.create(kind=kind, name="Old Mill", folded="old mill", parent=top)
    for at, member in enumerate(made[:7]):
        Belonging.objects.create(member=member, kind=kind, unit=top if at < 3 else below)
    ContactPoint.objects.create(member=made[0], kind="phone", value="5035550163", normal="+15035550163")
    return made


@pytest.fixture
def busy(ten: list[Member], person: Make, north: Organization) -> str:
    """What they did; returns the last thirty days as they stand in an address."""
    today, by = north.today(), person("organizer")
    talk = log(by=by, members=[ten[0]], on=today - timedelta(days=10), story="Rent.", kind="phone")
    log(by=by, members=ten[1:4], on=today - timedelta(days=9), story="Together.", kind="group")
    log(by=by, members=[ten[0]], on=today - timedelta(days=60), story="Before.", kind="phone")
    for who in (ten[0], ten[5]):
        log(by=by, members=[who], on=today - timedelta(days=8), outcome="no_answer", kind="phone")
    ConversationTheme.objects.create(conversation=talk, theme=Theme.objects.create(name="Rent", folded="rent"))
    _came(ten, today)
    for state in ("open", "kept", "kept", "not_kept"):
        settled = None if state == "open" else today
        Commitment.objects.create(
            member=ten[0], what="Bring two", said_on=today - timedelta(days=5), state=state, settled_on=settled
        )
    return f"period=days&from={today - timedelta(days=30)}&to={today}"


def _came(ten: list[Member], today: date) -> None:
    first = planned(today - timedelta(days=20), kind="meeting")
    came(first, *ten[:6])
    came(planned(today - timedelta(days=15), "Again", kind="training"), ten[0], role="Food")
    came(planned(today - timedelta(days=3), "Later", kind="meeting"), ten[1], ten[8])
    came(planned(today - timedelta(days=50), "Long ago"), ten[5])


@pytest.fixture
def statements() -> Make:
    """`statements(client, url)`: how many statements a page takes, those that only steer left out."""

    def count(client: Any, url: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return sum(not each["sql"].startswith(("SET", "SAVEPOINT", "RELEASE")) for each in asked.captured_queries)

    return count
