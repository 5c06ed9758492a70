"""The front page: directors pin panels and order them; everyone sees them as far as they may."""

from collections.abc import Callable
from typing import Any

import pytest

from audit.models import AuditEvent
from dashboards import registry
from dashboards.front import actions
from dashboards.models import Pin
from organizations.models import Organization

type Make = Callable[..., Any]
BASE = "/o/north/dashboards/"


def press(client: Any, panel: str, way: str) -> Any:
    return client.post(f"{BASE}choose/change/", {"do": way, "panel": panel}, follow=True)


def test_director_pins_orders_and_takes_off(north: Organization, sign_in: Make):
    client = sign_in("director")
    assert [each["panel"].name for each in client.get(BASE).context["shown"]] == list(actions.USUAL)

    press(client, "complete", "pin")
    press(client, "complete", "up")
    page = press(client, "promises", "unpin")

    assert "off the front page" in page.text
    names = ["levels", "reached", "attendance", "complete"]
    assert [each["panel"].name for each in client.get(BASE).context["shown"]] == names
    press(client, "levels", "up")
    press(client, "complete", "down")
    assert actions.pinned() == names
    assert AuditEvent.objects.filter(action="goal.edit").count() == 3


def test_front_page_has_room_for_so_many(north: Organization, sign_in: Make):
    client = sign_in("director")
    press(client, "complete", "pin")

    assert "The front page is full" in press(client, "stale", "pin").text
    assert len(actions.pinned()) == actions.MOST


def test_last_panel_stays_and_unknown_ones_are_no_panels(north: Organization, sign_in: Make):
    Pin.objects.create(panel="gone-since", position=0)
    Pin.objects.create(panel="stale", position=1)
    client = sign_in("director")

    press(client, "stale", "unpin")

    assert actions.pinned() == ["stale"]
    assert "no such panel" in press(client, "no-such", "pin").text


def test_panel_that_somebody_may_not_see_is_left_out(north: Organization, sign_in: Make):
    Pin.objects.create(panel="themes", position=0)

    assert "None of the panels" in sign_in("viewer").get(BASE).text
    assert "Themes over time" in sign_in("director").get(BASE).text
    assert "Choose the panels" not in sign_in("organizer").get(BASE).text


@pytest.mark.parametrize("way", ["pin", "up"])
def test_only_who_leads_chooses(north: Organization, sign_in: Make, way: str):
    assert press(sign_in("organizer"), "stale", way).status_code == 403
    assert not Pin.objects.exists()


def test_any_five_panels_fit_into_twelve_statements(busy: str, sign_in: Make, statements: Make):
    client, names = sign_in("director"), [panel.name for panel in registry.panels]
    for at in range(0, len(names), actions.MOST):
        Pin.objects.all().delete()
        for n, name in enumerate(names[at : at + actions.MOST]):
            Pin.objects.create(panel=name, position=n)
        client.get(BASE)
        assert statements(client, f"{BASE}?{busy}") <= 12
