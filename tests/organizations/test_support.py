"""Platform staff see nothing of a group without an owner's word, and with it for some hours only, on record."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent, ReadEvent
from members.acting import NoLongerMay, request_as
from members.models import Member
from organizations import tasks
from organizations.helping import actions
from organizations.models import Membership, MembershipRole, Role, SupportAccess, User
from organizations.people import Refused
from organizations.permissions import PERMISSIONS
from stpnet.in_org import in_org
from tests.conftest import Visitor
from tests.organizations.conftest import user
from tests.organizations.test_every_cell import CELLS, VIEWS, address, answer
from tests.seeds import PASSWORD, of

HERE = "/o/north/settings/support/"
INSIDE = ("people/", "ladder/", "dashboards/", "experiments/", "conversations/", "reports/", "settings/", "today/")
ASKED = {"reason": "The figures of March.", "role": "viewer", "hours": "4"}


@pytest.fixture
def north(db):
    """Tests here begin on the public side."""
    return of("north")


@pytest.fixture
def helper(north):
    """Somebody of support with a second step, who belongs nowhere."""
    made = User.objects.create_user("kim@support.example.org", PASSWORD, name="Kim Helper")
    User.objects.filter(pk=made.pk).update(is_support=True)
    Authenticator.objects.create(user=made, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return User.objects.get(pk=made.pk)


@pytest.fixture
def client(helper):
    return enter(helper)


def enter(helper):
    made = Visitor(raise_request_exception=False)
    made.force_login(User.objects.get(pk=helper.pk))
    return made


def let_in(helper, role=Role.VIEWER, hours=4):
    return actions.grant(of("north"), helper=helper, role=role, reason="A figure.", hours=hours, by=user("owner"))


def statuses(client, slug="north", pages=INSIDE):
    return {client.get(f"/o/{slug}/{page}").status_code for page in pages}


def run_out(access):
    now = timezone.now()
    SupportAccess.objects.filter(pk=access.pk).update(
        granted_at=now - timedelta(hours=4), ends_at=now - timedelta(seconds=1)
    )


def member(helper):
    """The guest that they are in north; to be asked there."""
    return Member.objects.get(user_id=helper.pk)


def test_staff_without_a_grant_find_nothing(client, north):
    assert statuses(client) == statuses(client, "no-such-group") == {404}
    assert "North River" not in client.get("/").text + client.get("/support/").text
    assert enter(user("director")).get("/support/").status_code == 404


def test_an_owner_lets_one_person_in_and_everybody_is_told(owner, helper, client, sign_in, north):
    assert sign_in("director").get(HERE).status_code == 403
    assert reverse("account_reauthenticate") in sign_in("owner").post(HERE, ASKED).headers["Location"]
    wrong = owner.post(HERE, {**ASKED, "whom": user("director").pk, "reason": ""})
    assert (wrong.status_code, SupportAccess.objects.count()) == (422, 0)

    assert owner.post(HERE, {**ASKED, "whom": helper.pk}).status_code == 302
    assert [letter.to[0] for letter in mail.outbox[-2:]] == ["owner@north.example.org", helper.email]
    assert "The figures of March." in mail.outbox[-2].body
    with in_org(of("north")):
        said = AuditEvent.objects.get(action="support.grant")
        assert (said.fields, Member.objects.get(pk=said.object_id).kind) == (["hours:4", "role:viewer"], "guest")
    for role in ("owner", "coach"):
        assert "Kim Helper from support can look into this group until" in sign_in(role).get("/o/north/ladder/").text
    assert "You are let into North River as support" in client.get("/o/north/ladder/").text
    assert "The figures of March." in client.get("/support/").text
    owner.get(HERE)  # says once that it was done; from here on only the bar names them
    assert owner.get("/o/north/settings/people/").text.count("Kim Helper") == 1
    assert statuses(client, "south") == {404}


@pytest.mark.parametrize("over", ["run out", "ended by an owner", "left", "out of support", "account off"])
def test_it_is_over_at_the_very_next_request(owner, helper, client, over):
    """With the same session, however it ends; pages, pieces of pages, files, what is sent."""
    access = let_in(helper, Role.DIRECTOR)
    assert client.get("/o/north/people/").status_code == 200
    if over == "run out":
        run_out(access)
    elif over == "ended by an owner":
        assert owner.post(f"{HERE}end/").status_code == 302
    elif over == "left":
        assert client.post(f"/support/{access.pk}/done/").status_code == 302
    elif over == "out of support":
        call_command("support_staff", helper.email, "--end", stdout=StringIO())
    else:
        User.objects.filter(pk=helper.pk).update(is_active=False)

    refused = {404} if over == "run out" else {302}
    assert statuses(client) == refused
    assert client.post("/o/north/people/search/", {"words": "Ana"}).status_code in refused
    assert client.get("/o/north/people/", headers={"HX-Request": "true"}).status_code in {404, 401}
    if over != "account off":
        assert statuses(enter(helper)) == {404}
    with in_org(of("north")), pytest.raises(NoLongerMay):
        request_as(member(helper), "member.view")


def test_it_ends_by_itself_and_owners_read_what_was_looked_at(helper, client, north):
    access = let_in(helper, Role.DATA_LEAD)
    with in_org(of("north")):
        ana = Member.objects.create(given_name="Ana")
    for page in (f"people/{ana.pk}/", "people/", "ladder/", "no-such-page/"):
        client.get(f"/o/north/{page}")
    client.post("/o/north/people/new/", {"given_name": "Ben"})
    with in_org(of("north")):
        seen = list(ReadEvent.objects.filter(actor_id=member(helper).pk).values_list("action", "object_id"))
    assert ("support.saw.member.view", ana.pk) in seen
    assert ("support.did.member.edit", None) in seen
    assert len([name for name, _of in seen if name.startswith("support.")]) == 5
    run_out(access)
    mail.outbox.clear()
    tasks.end_memberships.run()
    tasks.end_memberships.run()

    assert [letter.to for letter in mail.outbox] == [["owner@north.example.org"]]
    assert "- Support opened: See people, by list, search and page: 2 times" in mail.outbox[0].body
    assert "Ana" not in mail.outbox[0].body
    assert not Membership.objects.filter(user=helper).exists()
    with in_org(of("north")):
        assert AuditEvent.objects.filter(action="support.end").count() == 1


def test_a_crash_before_the_owners_were_told_is_mended(helper, north, monkeypatch):
    access = let_in(helper)
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(actions, "_tell_the_end", lambda _access: 1 / 0)
        actions.end(access, by=None)
    mail.outbox.clear()
    actions.end_run_out()
    actions.end_run_out()

    assert [letter.subject for letter in mail.outbox] == ["What support looked at"]


def test_a_second_step_is_asked_for_though_the_group_asks_nobody(helper, client, north):
    let_in(helper)
    Authenticator.objects.all().delete()

    assert client.get("/o/north/ladder/").url == reverse("second_step")


@pytest.mark.parametrize("role", [Role.DATA_LEAD, Role.DIRECTOR])
def test_no_file_leaves_and_nothing_is_left_behind(helper, client, sign_in, role):
    let_in(helper, role)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name, cell in CELLS.items():
        right = PERMISSIONS.get(cell.action)
        if right and right.not_for_support:
            path = address(name, "north", role)
            assert {answer(client, method, path) for method in cell.methods.split()} == {"403"}, name

    # A right that they have, and a file all the same.
    table = "/o/north/experiments/table.csv"
    assert (sign_in("viewer").get(table).status_code, client.get(table).status_code) == (200, 403)
    # Nor does a page offer one.
    for page, link in (("ladder/", "/table.csv"), ("experiments/?by=table", "/table.csv")):
        shown = [link in each.get(f"/o/north/{page}").text for each in (sign_in("viewer"), client)]
        assert shown == [True, False], page
    # What was asked for while they were in is not done once a worker looks.
    with in_org(of("north")), pytest.raises(NoLongerMay):
        request_as(member(helper), "member.bulk_edit")


@pytest.mark.parametrize("turn", range(4), ids=str)
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["in turn", "every view"])
def test_support_reaches_what_its_role_does_and_no_more(helper, client, turn, whole):
    """The cells of the table for somebody let in: by the role, less what is not for support; no file of any view."""
    role = [Role.VIEWER, Role.DATA_LEAD, Role.DIRECTOR, Role.VIEWER][turn]
    let_in(helper, role)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    wrong = []
    for name, cell in CELLS.items():
        if "get" not in cell.methods.split() or cell.make or (not whole and VIEWS[name] % 12 != turn):
            continue
        right = PERMISSIONS.get(cell.action)
        closed = right and (right.not_for_support or not right.scope([role]))
        got = client.get(address(name, "north"))
        kind = got.headers.get("Content-Type", "text/html")
        wrong += [(name, got.status_code, kind)] * (
            (got.status_code == 403) < bool(closed) or "Content-Disposition" in got.headers or got.status_code >= 500
        )
    assert wrong == []


def test_what_cannot_be_granted(helper, north):
    refused = {
        "not of support": (user("director"), user("owner")),
        "oneself": (user("owner"), user("owner")),
        "by no owner": (helper, user("director")),
    }
    User.objects.filter(email="owner@north.example.org").update(is_support=True)
    for whom, by in refused.values():
        with pytest.raises(Refused):
            actions.grant(of("north"), helper=whom, role=Role.VIEWER, reason="x", hours=1, by=by)
    access = let_in(helper)
    with pytest.raises(Refused, match="already"):
        let_in(helper)
    late = SupportAccess.objects.filter(pk=access.pk)
    for change in ({"ends_at": access.granted_at + timedelta(hours=25)}, {"role": "owner"}, {"reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            late.update(**change)
    assert list(MembershipRole.objects.filter(membership__user=helper).values_list("role", flat=True)) == ["viewer"]


def test_who_works_for_support_is_said_from_a_terminal(north):
    out = StringIO()
    with pytest.raises(CommandError, match="--name"):
        call_command("support_staff", "lee@support.example.org")
    call_command("support_staff", "lee@support.example.org", "--name", "Lee", stdout=out)
    call_command("support_staff", stdout=out)
    assert "lee@support.example.org  Lee" in out.getvalue()
    call_command("support_staff", "lee@support.example.org", "--end", stdout=out)

    assert not User.objects.filter(is_support=True).exists()
