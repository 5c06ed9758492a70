"""The pages about who belongs: what they show, do, and to whom they open."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from members.models import ContactPoint, Member
from organizations.invitations import invite, propose
from organizations.models import Invitation, Membership, Role
from stpnet.in_org import in_org
from tests.organizations.conftest import membership, user
from tests.seeds import of

LIST = "/o/north/settings/people/"
NEW = "nia@example.org"
NOBODY = "01234567-89ab-7def-8123-456789abcdef"
pytestmark = pytest.mark.usefixtures("verified")


def invited(address=NEW):
    return invite(of("north"), address=address, roles=[Role.ORGANIZER], by=user("owner"))


def proposed(address=NEW):
    return propose(of("north"), address=address, roles=[Role.ORGANIZER], by=user("organizer"))


def at(pk, *rest):
    return "/".join([LIST.rstrip("/"), *map(str, (pk, *rest)), ""])


def rows():
    """All that these pages could write."""
    return [list(model.objects.order_by("pk").values()) for model in (Invitation, Membership)]


def test_list_shows_who_belongs_in_the_order_of_roles(owner):
    page = owner.get(LIST).text
    places = [page.index(f">{name} North River<") for name in ("Owner", "Director", "Organizer", "Data lead", "Coach")]

    assert places == sorted(places)
    assert "owner@south.example.org" not in page


def test_list_shows_what_is_open(owner):
    invited()
    proposed("leo@example.org")
    page = owner.get(LIST).text

    assert "Invited, not here yet" in page
    assert NEW in page
    assert "proposed by Organizer North River" in page


def test_invitation_goes_out(owner):
    response = owner.post(at("invite"), {"address": NEW, "roles": ["organizer", "coach"], "ends_on": ""})

    assert (response.status_code, response.url) == (302, LIST)
    assert [message.to for message in mail.outbox] == [[NEW]]
    assert sorted(Invitation.objects.with_roles().get().role_names) == ["coach", "organizer"]
    assert f"The invitation is on its way to {NEW}." in owner.get(LIST).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"address": ""}, "Write the e-mail address."),
        ({"address": "nia"}, "is not an e-mail address"),
        ({"address": "viewer@north.example.org"}, "belongs here already"),
        ({"roles": []}, "Choose at least one role."),
        ({"roles": ["king"]}, "This role does not exist."),
        ({"ends_on": "2001-01-01"}, "Choose a day to come."),
        ({"ends_on": "soon"}, "Choose a day, as 2026-03-14."),
    ],
)
def test_what_makes_no_sense_comes_back_as_typed(owner, typed, sentence):
    response = owner.post(at("invite"), {"address": NEW, "roles": ["viewer"], **typed})

    assert response.status_code == 422
    assert sentence in response.text
    assert f'value="{typed.get("address", NEW)}"' in response.text or typed.get("address") == ""
    assert (mail.outbox, Invitation.objects.count()) == ([], 0)


def test_person_on_file_with_the_address_is_asked_about_and_named(owner):
    with in_org(of("north")):
        known = Member.objects.create(given_name="Nia", family_name="On File")
        ContactPoint.objects.create(member=known, kind="email", value=NEW, normal=NEW)
    form = {"address": NEW, "roles": ["organizer"]}
    asked = owner.post(at("invite"), form)

    assert asked.status_code == 422
    assert "Nia On File is on file with this address." in asked.text
    assert owner.post(at("invite"), {**form, "same_person": "yes"}).status_code == 302
    assert Invitation.objects.get().member_id == known.pk


def test_person_on_file_who_is_someone_else_is_not_named(owner):
    with in_org(of("north")):
        known = Member.objects.create(given_name="Nia")
        ContactPoint.objects.create(member=known, kind="email", value=NEW, normal=NEW)
    owner.post(at("invite"), {"address": NEW, "roles": ["organizer"], "same_person": "no"})

    assert Invitation.objects.get().member_id is None


def test_ticked_proposals_are_sent(owner):
    ids = [proposed(address).pk for address in (NEW, "leo@example.org", "mia@example.org")]
    owner.post(at("confirm"), {"proposal": ids[:2]})

    assert len(mail.outbox) == 2
    assert "2 invitations are sent." in owner.get(LIST).text


@pytest.mark.parametrize("ids", [[], ["x"], [NOBODY]])
def test_ticking_nothing_of_ours_sends_nothing(owner, ids):
    proposed()

    assert owner.post(at("confirm"), {"proposal": ids}).status_code == 302
    assert mail.outbox == []


def test_invitation_is_sent_again_and_withdrawn(owner):
    pk = invited().pk
    owner.post(at("invitations", pk, "resend"))
    assert len(mail.outbox) == 2
    owner.post(at("invitations", pk, "withdraw"))

    assert Invitation.objects.get().withdrawn_at is not None
    assert owner.post(at("invitations", pk, "resend")).status_code == 302
    assert "accepted or withdrawn meanwhile" in owner.get(LIST).text


def test_roles_and_end_are_changed(owner):
    day = of("north").today() + timedelta(days=30)
    pk = membership("viewer").pk
    assert "checked" in owner.get(at(pk)).text
    owner.post(at(pk), {"roles": ["data_lead"], "ends_on": day.isoformat()})

    assert (membership("viewer").role_names, membership("viewer").ends_on) == (["data_lead"], day)


def test_last_owner_is_told_why_not(owner):
    response = owner.post(at(membership("owner").pk), {"roles": ["viewer"]})

    assert response.status_code == 422
    assert "This is the last owner who stays." in response.text


def test_last_owner_who_would_leave_stays_on_the_page_that_says_why(owner):
    response = owner.post(at(membership("owner").pk, "remove"), follow=True)

    assert response.redirect_chain == [(LIST, 302)]
    assert "This is the last owner who stays." in response.text


@pytest.mark.parametrize(
    ("role", "offered"), [("director", True), ("organizer", True), ("owner", False), ("viewer", False)]
)
def test_menu_offers_to_propose_a_colleague(sign_in, role, offered):
    page = sign_in(role).get("/o/north/ladder/").text

    assert ("/o/north/propose/" in page) is offered


def test_removal_is_confirmed_with_what_happens_and_what_stays(owner):
    pk = membership("viewer").pk
    page = owner.get(at(pk, "remove")).text

    for words in ("Remove Viewer North River?", "What happens", "signed out on every device", "What stays"):
        assert words in page
    assert Membership.objects.filter(pk=pk).exists()
    assert owner.post(at(pk, "remove")).url == LIST
    assert not Membership.objects.filter(pk=pk).exists()


def test_last_owner_is_not_removed(owner):
    owner.post(at(membership("owner").pk, "remove"))

    assert Membership.objects.filter(pk=membership("owner").pk).exists()


def test_lost_phone_is_signed_out(owner, sign_in):
    phone = sign_in("director")
    owner.post(at(membership("director").pk, "sign-out"))

    assert phone.get("/o/north/").url.startswith("/accounts/login/")


def test_organizer_proposes_and_an_owner_sees_it(sign_in, owner):
    response = sign_in("organizer").post("/o/north/propose/", {"address": NEW})

    assert response.status_code == 302
    assert mail.outbox == []
    assert NEW in owner.get(LIST).text


@pytest.mark.parametrize("address", ["", "nia", "viewer@north.example.org"])
def test_proposal_that_makes_no_sense_comes_back(sign_in, address):
    assert sign_in("organizer").post("/o/north/propose/", {"address": address}).status_code == 422


def addresses():
    """Every page with the methods it takes."""
    pk, invitation = membership("viewer").pk, invited().pk
    both, post = ("get", "post"), ("post",)
    return {
        LIST: ("get",),
        at("invite"): both,
        at("confirm"): post,
        at("invitations", invitation, "resend"): post,
        at("invitations", invitation, "withdraw"): post,
        at(pk): both,
        at(pk, "sign-out"): post,
        at(pk, "remove"): both,
    }


def test_pages_take_their_methods_and_no_others(owner):
    for address, methods in addresses().items():
        for method in {"get", "post", "put", "delete"} - set(methods):
            assert getattr(owner, method)(address).status_code == 405, (address, method)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_pages_are_for_owners(sign_in, role):
    client = sign_in(role)
    for address, methods in addresses().items():
        for method in methods:
            response = getattr(client, method)(address)

            assert response.status_code == 403
            assert "This page is for: Owner." in response.text


@pytest.mark.parametrize("role", [Role.DATA_LEAD, Role.COACH, Role.VIEWER])
def test_proposing_is_for_those_who_organize(sign_in, role):
    assert sign_in(role).get("/o/north/propose/").status_code == 403


def test_pages_ask_again_who_one_is(sign_in):
    client = sign_in("owner")
    for address, methods in addresses().items():
        for method in methods:
            assert getattr(client, method)(address).url.startswith("/accounts/reauthenticate/")


def test_anonymous_is_sent_to_sign_in(db):
    for address, methods in addresses().items():
        for method in methods:
            assert getattr(Client(), method)(address).url.startswith("/accounts/login/")


def test_rows_of_another_group_are_not_found(owner):
    theirs = membership("viewer", "south").pk
    invitation = invite(of("south"), address=NEW, roles=[Role.COACH], by=user("owner", "south")).pk
    before = rows()

    for pk in (theirs, NOBODY):
        assert {owner.get(at(pk)).status_code, owner.post(at(pk, "remove")).status_code} == {404}
        assert owner.post(at(pk, "sign-out")).status_code == 404
    for pk in (invitation, NOBODY):
        assert owner.post(at("invitations", pk, "resend")).status_code == 404
        assert owner.post(at("invitations", pk, "withdraw")).status_code == 404
    assert owner.post(at("confirm"), {"proposal": [invitation]}).status_code == 302
    assert rows() == before


def test_opening_a_page_writes_nothing(owner):
    pages = [address for address, methods in addresses().items() if "get" in methods]
    before = rows()
    for address in [*pages, "/o/north/propose/"]:
        assert owner.get(address).status_code == 200

    assert rows() == before
