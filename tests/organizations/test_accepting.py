"""Coming in by an invitation: once, only with the invited address, and as the right person."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import ContactPoint, Member
from organizations.actions import add_person
from organizations.invitations import accept, invite, resend, withdraw
from organizations.models import Invitation, Membership, Role, User
from organizations.people import Refused, change_roles, remove
from stpnet.in_org import in_org
from tests.organizations.conftest import link, membership, user
from tests.seeds import PASSWORD, of

NEW = "nia@example.org"
HERE = "/invitations/"
pytestmark = pytest.mark.usefixtures("verified")


def invited(**given):
    return invite(of("north"), **{"address": NEW, "roles": [Role.ORGANIZER], "by": user("owner"), **given})


@pytest.fixture
def nia(db):
    """Someone with an account and a confirmed address, in no group."""
    made = User.objects.create_user(NEW, PASSWORD, name="Nia Okafor")
    EmailAddress.objects.create(user=made, email=NEW, verified=True, primary=True)
    return made


def arrive(client, who=None):
    """Follow the link of the last mail, signed in or not."""
    if who:
        client.force_login(who)
    response = client.get(link())
    assert (response.status_code, response.url) == (302, HERE)
    return client


def test_page_says_who_invites_to_what():
    invited(ends_on=of("north").today() + timedelta(days=30))
    page = arrive(Client()).get(HERE)

    assert page.status_code == 200
    for words in ("North River", "Owner North River", "Organizer", NEW):
        assert words in page.text


def test_address_of_the_page_holds_no_token():
    invited()
    page = arrive(Client()).get(HERE)

    assert link().split("/")[2] not in page.text
    assert "no-store" in page.headers["Cache-Control"]


def test_session_holds_no_token():
    invited()
    client = arrive(Client())

    assert link().split("/")[2] not in str(dict(client.session))


def test_following_the_link_uses_nothing_up(nia):
    """As mail scanners do."""
    invited()
    before, accounts = list(Invitation.objects.values()), User.objects.count()
    for _ in range(3):
        scanner = Client()
        scanner.head(link())
        arrive(scanner).get(HERE)

    assert list(Invitation.objects.values()) == before
    assert User.objects.count() == accounts
    assert arrive(Client(), nia).post(HERE).url == "/o/north/"


def test_signed_in_person_comes_in_by_pressing_the_button(nia):
    invitation = invited(roles=[Role.ORGANIZER, Role.DATA_LEAD], ends_on=of("north").today() + timedelta(days=9))
    client = arrive(Client(), nia)

    assert "Come in" in client.get(HERE).text
    assert client.post(HERE).url == "/o/north/"
    assert client.get("/o/north/people/").status_code == 200
    mine = Membership.objects.with_roles().get(user=nia)
    assert (sorted(mine.role_names), mine.ends_on) == (["data_lead", "organizer"], invitation.ends_on)


def test_person_from_outside_makes_an_account_and_comes_in():
    invited()
    client = arrive(Client())
    client.get(HERE)
    form = {"email": NEW, "password1": "long enough words", "password2": "long enough words"}
    made = client.post(f"{reverse('account_signup')}?next={HERE}", form)

    assert made.url == HERE
    assert EmailAddress.objects.get(email=NEW).verified
    assert client.post(HERE, {"name": ""}).status_code == 422
    assert client.post(HERE, {"name": "Nia Okafor"}).url == "/o/north/"
    row = row_of(User.objects.get(email=NEW))
    assert (str(row), row.status, row.kind) == ("Nia Okafor", "staff", "person")


def test_account_is_for_the_invited_address_whatever_was_typed():
    invited()
    client = arrive(Client())
    client.get(HERE)
    form = {"email": "eve@example.org", "password1": "long enough words", "password2": "long enough words"}
    client.post(f"{reverse('account_signup')}?next={HERE}", form)

    assert not EmailAddress.objects.filter(email="eve@example.org", verified=True).exists()
    assert User.objects.get(email=NEW).has_usable_password()
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("end", ["none", "withdrawn", "run out", "sent again"])
def test_sign_up_is_closed_without_a_live_invitation(end):
    invitation, client = invited(), Client()
    if end != "none":
        arrive(client)
    finish(invitation, end)
    form = {"email": NEW, "password1": "long enough words", "password2": "long enough words"}
    client.post(reverse("account_signup"), form)

    assert not User.objects.filter(email=NEW).exists()


def finish(invitation, end):
    """Let an invitation end in one of its ways."""
    past = timezone.now() - timedelta(days=8)
    if end == "withdrawn":
        withdraw(invitation, by=user("owner"))
    elif end == "run out":
        Invitation.objects.update(confirmed_at=past, expires_at=past + timedelta(days=7))
    elif end == "sent again":
        resend(invitation, by=user("owner"))
    elif end == "end date":
        Invitation.objects.update(ends_on=of("north").today())
    elif end in {"inviter", "inviter left"}:
        second = User.objects.create_user("second@example.org")
        add_person(of("north"), second, roles=[Role.OWNER])
        if end == "inviter":
            change_roles(membership("owner"), roles=[Role.VIEWER], by=second)
        else:
            remove(membership("owner"), by=second)


@pytest.mark.parametrize(
    ("end", "status", "sentence"),
    [
        ("withdrawn", 410, "This invitation was withdrawn."),
        ("run out", 410, "This invitation has run out."),
        ("end date", 410, "This invitation has run out."),
        ("inviter", 410, "is no longer an owner of this group"),
        ("inviter left", 410, "is no longer an owner of this group"),
        ("sent again", 404, "No open invitation belongs to this link."),
    ],
)
@pytest.mark.parametrize("signed_in", [True, False])
def test_dead_invitation_is_told_in_a_sentence(nia, end, status, sentence, signed_in):
    client, invitation = Client(), invited()
    arrive(client, nia if signed_in else None)
    finish(invitation, end)

    for response in (client.get(HERE), client.post(HERE)):
        assert response.status_code == status
        assert sentence in response.text
    assert not Membership.objects.filter(user=nia).exists()


def test_invitation_works_once(nia):
    invited()
    client = arrive(Client(), nia)
    client.post(HERE)
    again = arrive(Client()).post(HERE)

    assert again.status_code == 410
    assert "has been used already" in again.text
    assert Membership.objects.filter(user=nia).count() == 1


def test_invitation_is_not_for_another_address():
    invited()
    client = arrive(Client(), user("viewer", "south"))
    page = client.get(HERE)

    assert page.status_code == client.post(HERE).status_code == 410
    assert "for another address" in page.text
    assert "viewer@south.example.org" in page.text
    assert NEW not in page.text
    assert not Membership.objects.filter(user=user("viewer", "south"), organization=of("north")).exists()


def test_address_that_is_not_confirmed_does_not_count(nia):
    invited()
    EmailAddress.objects.filter(user=nia).update(verified=False)

    assert arrive(Client(), nia).post(HERE).status_code == 410


def test_second_address_of_a_person_counts_once_confirmed():
    EmailAddress.objects.create(user=user("viewer", "south"), email=NEW, verified=True)
    invited()

    assert arrive(Client(), user("viewer", "south")).post(HERE).url == "/o/north/"


def test_anonymous_post_accepts_nothing():
    invitation = invited()
    arrive(Client()).post(HERE)

    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_page_without_an_invitation_says_so():
    response = Client().get(HERE)

    assert response.status_code == 404
    assert "No open invitation belongs to this link." in response.text


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "..", "é"])
def test_made_up_token_leads_nowhere(token):
    client = Client()
    client.get(f"/invitations/{token}/")

    assert client.get(HERE).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(method):
    assert getattr(Client(), method)(HERE).status_code == 405
    assert Client().post("/invitations/x/").status_code == 405


def test_accepting_at_the_last_moment_twice_counts_once(nia):
    invitation = invited()
    accept(invitation, user=nia)

    with pytest.raises(Refused, match="used already"):
        accept(invitation, user=nia)


def on_file(address=NEW, **fields):
    with in_org(of("north")):
        member = Member.objects.create(given_name="Nia", family_name="On File", **fields)
        ContactPoint.objects.create(member=member, kind="email", value=address, normal=address)
    return member


def row_of(who):
    with in_org(of("north")):
        return Member.objects.get(user_id=who.pk)


def test_person_on_file_whom_the_owner_named_is_who_comes(nia):
    known = on_file(status="member")
    accept(invited(member_id=known.pk), user=nia)

    row = row_of(nia)
    assert (row.pk, row.status) == (known.pk, "member")


def test_person_on_file_whom_nobody_named_stays_apart(nia):
    known = on_file()
    accept(invited(), user=nia)

    assert row_of(nia).pk != known.pk


@pytest.mark.parametrize("reason", ["another address", "shared", "signs in", "archived"])
def test_person_on_file_who_may_be_another_stays_apart(nia, reason):
    known = on_file("other@example.org" if reason == "another address" else NEW)
    if reason == "shared":
        on_file()
    with in_org(of("north")):
        if reason == "signs in":
            Member.objects.filter(pk=known.pk).update(user_id=user("viewer", "south").pk)
        elif reason == "archived":
            Member.objects.filter(pk=known.pk).update(archived_at=timezone.now())
    accept(invited(member_id=known.pk), user=nia)

    assert (row_of(nia).pk, row_of(nia).status) != (known.pk, "staff")
    assert row_of(nia).pk != known.pk


def test_coach_from_outside_is_a_guest(nia):
    accept(invited(roles=[Role.COACH]), user=nia)

    assert row_of(nia).kind == "guest"


def test_who_comes_back_is_the_same_person(nia):
    accept(invited(), user=nia)
    before = row_of(nia).pk
    Membership.objects.filter(user=nia).update(ends_on=of("north").today())
    accept(invited(roles=[Role.VIEWER]), user=nia)

    assert row_of(nia).pk == before
    assert Membership.objects.with_roles().get(user=nia).role_names == ["viewer"]


def test_first_owner_of_a_group_comes_in(nia):
    invitation = invite(of("south"), address=NEW, roles=[Role.OWNER], by=None)
    assert "as its owner" in mail.outbox[0].body
    client = arrive(Client(), nia)

    assert re.search("Invited by", client.get(HERE).text) is None
    assert client.post(HERE).url == "/o/south/"
    assert invitation.invited_by is None
