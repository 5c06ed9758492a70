"""Where there are other owners, everything goes out when one agrees, or when nobody stopped it for a day."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from audit.models import AuditEvent
from members.models import TakeOut
from members.taking_out import actions
from organizations.actions import add_person
from organizations.models import Role, User
from stpnet.in_org import on_public_side
from tests.isolation.world import just_now

PAGE = "/o/north/settings/take-out/"


@pytest.fixture
def second(north, sign_in):
    """A second owner of the group: the director, in their browser."""
    with on_public_side():
        add_person(north, User.objects.get(email="director@north.example.org"), roles=[Role.OWNER])
    return just_now(sign_in("director"))


@pytest.fixture
def asked(second, sign_in) -> TakeOut:
    """What the first owner asked for; a worker has looked at it already."""
    just_now(sign_in("owner")).post(f"{PAGE}ask/")
    made = TakeOut.objects.get()
    actions.work(made.pk)
    actions.sweep()
    return made


def is_made(made) -> bool:
    """Whether a worker who looks now begins with it."""
    return TakeOut.objects.claim(made.pk) is not None


def test_nothing_is_made_before_another_owner_agrees(asked, second, sign_in, person):
    first = just_now(sign_in("owner"))
    assert (asked.status, is_made(asked)) == ("queued", False)
    assert "The other owners are asked" in first.get(PAGE).text
    assert "Do you agree?" not in first.get(PAGE).text
    assert "Do you agree?" in second.get(PAGE).text
    assert [(each.to, "do you agree?" in each.subject) for each in mail.outbox] == [
        (["director@north.example.org"], True)
    ]
    assert first.post(f"{PAGE}{asked.pk}/answer/", {"agree": ""}).status_code == 404

    second.post(f"{PAGE}{asked.pk}/answer/", {"agree": ""})
    asked.refresh_from_db()
    assert (is_made(asked), asked.answered_by) == (True, person("director"))
    assert second.get(f"{PAGE}{asked.pk}/file/").status_code == 404


def test_another_owner_stops_it_and_it_is_said_by_whom(asked, second, sign_in, person):
    second.post(f"{PAGE}{asked.pk}/answer/", {"stop": ""})
    TakeOut.objects.update(begins_at=timezone.now())
    assert (is_made(asked), TakeOut.objects.get().status) == (False, "stopped")
    assert f"{person('director')}, an owner too, stopped it" in just_now(sign_in("owner")).get(PAGE).text
    assert "over already" in second.post(f"{PAGE}{asked.pk}/answer/", {"agree": ""}, follow=True).text
    who = dict(AuditEvent.objects.filter(action=actions.RIGHT).values_list("fields__0", "actor_id"))
    assert who == {"asked": person("owner").pk, "stopped": person("director").pk}


def test_after_a_day_it_is_made_though_nobody_said_anything(asked):
    assert asked.begins_at - timezone.now() > actions.TIME_TO_STOP - timedelta(minutes=1)
    TakeOut.objects.update(begins_at=timezone.now())
    assert is_made(asked)


def test_who_is_the_only_owner_waits_for_nobody(north, sign_in):
    just_now(sign_in("owner")).post(f"{PAGE}ask/")

    assert TakeOut.objects.get().begins_at is None
