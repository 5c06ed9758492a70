"""A lost second step: an owner has it taken off, and no owner opens the door of another group by that."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from organizations.actions import add_person
from organizations.models import Agreement, Membership, Organization, Role, User
from organizations.people import Refused, change_roles
from organizations.signing_in.lost import agree
from stpnet.in_org import in_org
from tests.accounts.signing import WHO, is_in, set_up_app, signed_in, type_password
from tests.organizations.conftest import membership, user
from tests.seeds import of


@pytest.fixture
def director(db):
    """North's director, signed in with an app; north asks directors for a second step."""
    client = signed_in(WHO)
    set_up_app(client)
    ask("north")
    mail.outbox.clear()
    return client


def ask(slug):
    Organization.objects.filter(slug=slug).update(requires_mfa=["director"])


def also_in_south(*roles):
    add_person(of("south"), user("director"), roles=[*roles])
    return Membership.objects.select_related("organization", "user").get(
        user=user("director"), organization=of("south")
    )


def has_app():
    return Authenticator.objects.filter(user=user("director")).exists()


def events(slug):
    with in_org(of(slug)):
        actions = AuditEvent.objects.filter(action__contains="second_step").order_by("pk")
        return list(actions.values_list("action", flat=True))


def test_owner_takes_it_off_and_the_person_starts_with_the_password(director):
    assert agree(membership("director"), by=user("owner"))

    assert not has_app()
    assert not is_in(director)
    again = Client()
    type_password(again)
    assert again.get("/o/north/").url == reverse("second_step")


def test_person_and_every_other_owner_are_told(director):
    second = User.objects.create_user("second@example.org")
    add_person(of("north"), second, roles=[Role.OWNER])
    agree(membership("director"), by=user("owner"))

    told = {letter.to[0]: letter.body for letter in mail.outbox}
    assert sorted(told) == [WHO, "second@example.org"]
    assert "Owner North River" in told[WHO]
    assert "/accounts/2fa/" in told[WHO]
    assert "Director North River" in told["second@example.org"]


def test_it_is_written_down(director):
    agree(membership("director"), by=user("owner"))

    assert events("north") == ["people.agree_second_step", "people.reset_second_step"]


def test_other_group_that_asks_for_one_keeps_its_door(director):
    also_in_south(Role.DIRECTOR)
    ask("south")

    assert not agree(membership("director"), by=user("owner"))
    assert has_app()
    assert is_in(director)
    assert [letter.to for letter in mail.outbox] == [[WHO]]
    assert "- South Hills" in mail.outbox[0].body
    assert events("south") == []


@pytest.mark.parametrize("first", ["north", "south"])
def test_last_group_to_agree_takes_it_off(director, first):
    there = {"north": membership("director"), "south": also_in_south(Role.DIRECTOR)}
    ask("south")
    last = "south" if first == "north" else "north"

    assert not agree(there[first], by=user("owner", first))
    assert agree(there[last], by=user("owner", last))
    assert not has_app()
    assert events(first) == events(last) == ["people.agree_second_step", "people.reset_second_step"]


def test_owner_of_a_group_that_asks_for_none_cannot_do_it_alone(director):
    south = also_in_south(Role.OWNER)

    assert not agree(south, by=user("owner", "south"))
    assert has_app()


def test_group_that_asks_this_person_for_none_is_not_asked(director):
    also_in_south(Role.VIEWER)
    ask("south")

    assert agree(membership("director"), by=user("owner"))


def test_owner_of_both_groups_speaks_for_both(director):
    also_in_south(Role.DIRECTOR)
    ask("south")
    add_person(of("south"), user("owner"), roles=[Role.OWNER])

    assert agree(membership("director"), by=user("owner"))


def test_word_of_last_week_no_longer_counts(director):
    south = also_in_south(Role.DIRECTOR)
    ask("south")
    agree(membership("director"), by=user("owner"))
    Agreement.objects.update(agreed_at=timezone.now() - timedelta(days=7))

    assert not agree(south, by=user("owner", "south"))
    assert agree(membership("director"), by=user("owner"))


def test_word_of_who_is_no_owner_any_more_does_not_count(director):
    south = also_in_south(Role.DIRECTOR)
    ask("south")
    agree(membership("director"), by=user("owner"))
    second = User.objects.create_user("second@example.org")
    add_person(of("north"), second, roles=[Role.OWNER])
    change_roles(membership("owner"), roles=[Role.VIEWER], by=second)

    assert not agree(south, by=user("owner", "south"))
    assert has_app()


def test_nobody_takes_off_their_own_this_way():
    with pytest.raises(Refused, match="sign-in settings"):
        agree(membership("owner"), by=user("owner"))


def test_who_has_none_needs_no_reset():
    with pytest.raises(Refused, match="has no second step"):
        agree(membership("director"), by=user("owner"))


def test_only_an_owner_agrees(director):
    with pytest.raises(Refused, match="not an owner"):
        agree(membership("director"), by=user("viewer"))


def test_person_who_left_meanwhile_keeps_it(director):
    gone = membership("director")
    Membership.objects.filter(pk=gone.pk).delete()

    with pytest.raises(Refused, match="does not belong here"):
        agree(gone, by=user("owner"))
    assert has_app()


def page(name):
    return reverse(f"organizations:{name}", args=["north", membership("director").pk])


def test_page_is_offered_to_whom_it_can_help(director):
    owner = signed_in("owner@north.example.org")
    assert page("lost_second_step") in owner.get(page("person")).text
    owner.post(page("lost_second_step"))

    assert not has_app()
    assert page("lost_second_step") not in owner.get(page("person")).text


def test_page_names_what_happens_and_changes_nothing(director):
    text = signed_in("owner@north.example.org").get(page("lost_second_step")).text

    assert "Their apps, passkeys and recovery codes open nothing any more." in text
    assert "another group" not in text
    assert has_app()


def test_page_does_not_say_which_other_group_it_protects(director):
    also_in_south(Role.DIRECTOR)
    ask("south")
    owner = signed_in("owner@north.example.org")
    text = owner.get(page("lost_second_step")).text
    said = owner.post(page("lost_second_step"), follow=True).text

    assert "It protects another group too" in text
    assert "Once another group agrees too" in said
    assert "South" not in text + said


def test_refusal_is_said_on_the_page():
    said = signed_in("owner@north.example.org").post(page("lost_second_step"), follow=True).text

    assert "has no second step" in said
