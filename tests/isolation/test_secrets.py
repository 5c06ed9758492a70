"""A3: what opens something of one group without signing in opens nothing in another, and tells nothing of the first."""

import re

import pytest
from django.core import mail

from conversations import mail_choice
from conversations.feed import actions as feeds
from dashboards.models import ReportReader
from dashboards.schedules import mailing
from dashboards.sharing import actions as sharing
from members.models import Member
from organizations import invitations
from organizations.models import Organization, Role, User
from stpnet.in_org import in_org, on_public_side
from tests.conftest import Visitor
from tests.isolation.world import fill, foreign, shared, sums, told
from tests.organizations.cells import Scene, figures, reports
from tests.organizations.conftest import verified
from tests.organizations.test_every_cell import member_of

__all__ = ["verified"]


def secrets_of(organization: Organization, owner: Member) -> dict[str, str]:
    """Make one secret of each kind, as people do; return their addresses, the group's own key left open."""
    scene = Scene(organization, owner, mine=True)
    report, reader = reports._report(scene), ReportReader.objects.select_related("member").first()
    assert reader is not None
    return {
        "report shown outside": "/s/{}/" + sharing.make(report, whom="The board", days=7, by=owner).token + "/",
        "story shown outside": "/s/{}/" + sharing.make(story(scene), whom="A union", days=7, by=owner).token + "/",
        "calendar": "/calendar/{}/" + feeds.make(owner, with_names=True).secret + ".ics",
        "stop mail": "/mail/stop/{}/" + mail_choice.token(organization, owner) + "/",
        "stop report": "/mail/reports/stop/{}/" + mailing.token(organization, reader) + "/",
    }


def story(scene: Scene):
    return figures.Experiment.objects.get(pk=figures.a_story(scene)["pk"])


def test_secret_of_a_neighbor_opens_nothing_here(north, south, sign_in):
    here, there = fill(north), fill(south)
    with in_org(south):
        secrets = secrets_of(south, member_of("south", "owner"))
    before, clients = (sums(south), sums(north)), (sign_in("owner"), Visitor())
    for kind, address in secrets.items():
        for client in clients:
            for method in ("get", "post"):
                answer = getattr(client, method)(address.format(north.pk))
                assert answer.status_code in (404, 405), (kind, method)
                assert not foreign(answer, here, [here, there]), kind
    assert (sums(south), sums(north)) == before
    # They do open something, where they belong.
    found = {kind: Visitor().get(address.format(south.pk)) for kind, address in secrets.items()}
    assert {kind: answer.status_code for kind, answer in found.items()} == dict.fromkeys(secrets, 200)
    told("A3 secrets of a neighbor", kinds=len(secrets) + 1, tried=4 * len(secrets) + 4, opened=0)


@pytest.mark.usefixtures("verified")
def test_invitation_of_a_neighbor_lets_nobody_else_in(north, south, sign_in):
    with on_public_side():
        owner = User.objects.get(email="owner@south.example.org")
        invitations.invite(south, address="nia@example.org", roles=[Role.OWNER], by=owner)
    address = re.search(r"/invitations/\S+/", mail.outbox[-1].body)[0]
    before = [shared(each)["people"] for each in (north, south)]
    for client in (sign_in("owner"), sign_in("organizer"), Visitor()):
        assert client.get(address).status_code == 302
        assert client.get("/invitations/").status_code in (200, 302, 403, 410)
        client.post("/invitations/", {"name": "Nia"})
    assert [shared(each)["people"] for each in (north, south)] == before
