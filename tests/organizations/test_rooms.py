"""Which rooms the menu shows: few to begin with, the others when they are used or switched on."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import AuditEvent
from organizations.models import Organization
from stpnet.in_org import on_public_side
from tests.seeds import of

ROOMS = "/o/north/settings/rooms/"
# What a group has from its first day on.
FEW = ["Today", "Conversations", "Ladder", "Log", "People", "Experiments", "Dashboards", "Reports", "Settings"]


@pytest.fixture
def few_rooms(north):
    with on_public_side():
        Organization.objects.filter(slug="north").update(rooms=[])


def menu(page):
    return re.findall(r"<span>([^<]+)</span></a>", page.split('aria-label="Main"')[1].split("</nav>")[0])


def test_a_new_group_sees_few_rooms(few_rooms, sign_in):
    assert menu(sign_in("owner").get("/o/north/ladder/").text) == FEW


def test_the_room_one_is_in_stands_in_the_menu(few_rooms, sign_in):
    client = sign_in("owner")

    assert menu(client.get("/o/north/imports/").text) == [*FEW[:-1], "Import", FEW[-1]]
    assert menu(client.get("/o/north/ladder/").text) == FEW


def test_one_room_is_marked_as_the_one_that_one_is_in(north, sign_in):
    page = sign_in("owner").get("/o/north/settings/units/").text

    assert page.count('aria-current="page"><svg') == 1
    assert menu(page).count("Units") == 1
    for beside in ("questions", "learnings"):
        page = sign_in("viewer").get(f"/o/north/{beside}/").text
        assert 'href="/o/north/experiments/" aria-current="page"' in page


def test_a_room_that_was_used_stays_for_everyone_who_may_enter(few_rooms, sign_in):
    file = SimpleUploadedFile("list.csv", b"Name,Phone\nIna Ng,5035550100\n")

    assert sign_in("owner").post("/o/north/imports/upload/", {"file": file}).status_code == 303

    assert of("north").rooms == ["imports:list"]
    assert "Import" in menu(sign_in("data_lead").get("/o/north/ladder/").text)
    assert "Import" not in menu(sign_in("viewer").get("/o/north/ladder/").text)


def test_an_attempt_that_failed_opens_no_room(few_rooms, sign_in):
    assert sign_in("owner").post("/o/north/imports/upload/").status_code == 422

    assert of("north").rooms == []


def test_an_owner_switches_rooms_on_and_off_and_it_is_recorded(few_rooms, sign_in):
    client = sign_in("owner")

    client.post(ROOMS, {"rooms": ["units:list"]})

    assert menu(client.get("/o/north/ladder/").text) == [*FEW[:-1], "Units", FEW[-1]]
    assert AuditEvent.objects.filter(action="organization.settings").latest("seq").fields == ["rooms"]
    client.post(ROOMS, {})
    assert menu(client.get("/o/north/ladder/").text) == FEW


def test_a_room_that_does_not_exist_is_refused(few_rooms, sign_in):
    assert sign_in("owner").post(ROOMS, {"rooms": ["members:list"]}).status_code == 422
    assert of("north").rooms == []


@pytest.mark.parametrize("role", ["director", "organizer", "data_lead", "coach", "viewer"])
def test_only_owners_choose_rooms(north, sign_in, role):
    assert sign_in(role).get(ROOMS).status_code == 403


def test_every_hidden_room_has_a_door(few_rooms, sign_in):
    client = sign_in("owner")

    assert 'href="/o/north/imports/new/"' in client.get("/o/north/people/").text
    assert 'href="/o/north/settings/units/"' in client.get("/o/north/people/new/").text
    assert 'href="/o/north/settings/units/"' in client.get(ROOMS).text
