"""An owner closes the organization: nobody works in it any more, and for thirty days an owner may bring it back."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from dashboards.models import ShareLink
from members.models import Tag
from organizations import invitations, outbox, tasks, versions
from organizations.ending import actions, purging
from organizations.models import Invitation, Organization, OutgoingMail, Role, Tombstone
from organizations.people import Refused
from stpnet.celery import HEADER
from stpnet.db.errors import OrganizationClosed
from stpnet.in_org import in_org, on_public_side
from tests import tasks as work
from tests.organizations.cells.figures import a_link
from tests.organizations.cells.scene import Scene
from tests.organizations.conftest import user
from tests.organizations.test_every_cell import member_of
from tests.seeds import of

WHY = "The campaign is won."


@pytest.fixture
def closed(north):
    with on_public_side():
        actions.close(of("north"), by=user("owner"), reason=WHY)
    return of("north")


def test_an_owner_ends_it_by_name_and_says_why(owner, north):
    page = reverse("organizations:end", args=["north"])
    told = owner.get(page).content.decode()
    assert "Take everything out" in told
    assert f"What happens on {of('north').would_be_gone_on():%B}" in told
    wrong = owner.post(page, {"name": "South Hills", "reason": ""})
    assert (wrong.status_code, of("north").is_closed) == (422, False)
    assert "That is not the name. It is: North River" in wrong.content.decode()

    done = owner.post(page, {"name": " north  river", "reason": WHY}, follow=True)
    here = of("north")
    assert (done.status_code, here.closed_by_id, (here.gone_on - here.closed_on).days) == (410, user("owner").pk, 30)
    text = done.content.decode()
    assert f"by an owner. Everything is deleted on {here.gone_on:%B} {here.gone_on.day}" in text
    assert all(words in text for words in (WHY, "Bring it back", "Take everything out"))
    assert AuditEvent.objects.latest("seq").fields == ["closed"]
    written = mail.outbox[-1]
    assert (written.to, WHY in written.body) == (["owner@north.example.org"], True)


def test_commands_say_that_it_is_closed(closed):
    for command in ("rebuild_standings", "find_duplicates", "send_digests"):
        with (
            on_public_side(),
            pytest.raises(CommandError, match=r"/o/north/ was closed by its owners on .* can bring it back"),
        ):
            call_command(command, organization="north")
    with on_public_side():
        call_command("verify_audit", organization="north")


def test_others_may_not_and_whoever_is_not_asked_again_may_not(sign_in, north):
    page = reverse("organizations:end", args=["north"])
    assert sign_in("director").post(page, {"name": "North River", "reason": WHY}).status_code == 403
    assert reverse("account_reauthenticate") in sign_in("owner").get(page).headers["Location"]


def test_every_page_answers_members_with_one_plain_page_and_outsiders_with_none(closed, sign_in):
    for role in Role:
        client = sign_in(role)
        for name in ("home", "settings", "who_may"):
            answer = client.get(reverse(f"organizations:{name}", args=["north"]))
            assert (answer.status_code, "North River was closed on" in answer.content.decode()) == (410, True)
        assert (WHY in answer.content.decode()) == (role == Role.OWNER)
        assert client.post(reverse("members:add", args=["north"]), {"given_name": "Ana"}).status_code == 410
        part = client.get(reverse("members:list", args=["north"]), headers={"HX-Request": "true"})
        assert (part.content, part.headers["HX-Redirect"]) == (b"", "/o/north/")
    assert sign_in("owner", "south").get("/o/north/").status_code == 404
    assert sign_in("director").get(reverse("take_out:page", args=["north"])).status_code == 410


def test_what_is_open_to_the_world_is_not_there(north, sign_in, client):
    with in_org(of("north")):
        a_link(Scene(north, member_of("north", "owner"), mine=True))
        assert ShareLink.objects.exists()
    with on_public_side():
        actions.close(of("north"), by=user("owner"), reason=WHY)
        for kind in ("s/{}/{}/", "calendar/{}/{}.ics", "mail/stop/{}/{}/", "mail/reports/stop/{}/{}/"):
            assert client.get("/" + kind.format(north.pk, "A" * 43)).status_code == 404, kind
        assert sign_in("coach").get(reverse("coach")).status_code == 200


def test_invitations_mails_jobs_and_the_clock_stop(north, server):
    with on_public_side():
        asked = invitations.invite(of("north"), address="ximena@example.org", roles=[Role.VIEWER], by=user("owner"))
        actions.close(of("north"), by=user("owner"), reason=WHY)
        assert "withdrawn" in invitations.why_not(Invitation.objects.get(pk=asked.pk), None)
        assert OutgoingMail.objects.get(invitation=asked).status == "failed"
        with pytest.raises(Refused, match="closed this group"):
            invitations.invite(of("north"), address="nia@example.org", roles=[Role.VIEWER], by=user("owner"))
        with pytest.raises(OrganizationClosed):
            work.tag.apply(kwargs={"name": "never"}, headers={HEADER: north.schema_name}).get()
        assert "north" not in {each.slug for each in versions.open_now()}
        tasks.sweep()
        outbox.send_waiting()
        assert server.subjects() == ["Your group was closed"]
    assert not Tag.objects.filter(name="never").exists()


def test_another_owner_brings_it_back_as_it_was(closed, owner, sign_in, server):
    told = owner.post(reverse("organizations:reopen", args=["north"]), follow=True)
    assert (told.status_code, of("north").is_closed) == (200, False)
    assert sign_in("viewer").get("/o/north/", follow=True).status_code == 200
    with on_public_side():
        assert not Tombstone.objects.filter(organization=closed.pk).exists()
        purging.nightly()
        assert Organization.objects.filter(slug="north").exists()
        outbox.send_waiting()
    assert AuditEvent.objects.latest("seq").fields == ["brought_back"]
    assert server.subjects() == ["Your group is open again"]


def test_once_the_deletion_has_begun_there_is_no_way_back(closed, owner):
    with on_public_side():
        Tombstone.objects.filter(organization=closed.pk).update(began_at=timezone.now())
    told = owner.post(reverse("organizations:reopen", args=["north"]), follow=True)

    assert (told.status_code, of("north").is_closed) == (410, True)
    assert "there is no way back any more" in told.content.decode()
