"""The organization itself, who signs in, notices and help."""

from datetime import UTC, datetime, time, timedelta

from conversations.models import HelpRequest, Notice
from members.models import TakeOut
from organizations.invitations import invite
from organizations.models import Membership, Role
from organizations.permissions import EVERYONE
from stpnet.in_org import on_public_side
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, a_colleague, number, on_file


def colleague(scene: Scene) -> Made:
    """Themselves, or somebody else with a role here."""
    with on_public_side():
        if scene.mine:
            return {"pk": Membership.objects.get(user=scene.member.user_id, organization=scene.organization).pk}
        return {"pk": a_colleague(scene).pk}


def invitation(scene: Scene) -> Made:
    return {"pk": invite(scene.organization, address=f"nia{next(number)}@example.org", roles=[Role.VIEWER], by=None).pk}


def notice(scene: Scene) -> Made:
    """For them, or for a colleague."""
    to = scene.member if scene.mine else on_file(scene, mine=False)
    return {"pk": Notice.objects.create(to=to, kind="help.asked").pk}


def question(scene: Scene) -> Made:
    """Theirs, or one between two others."""
    one, other = (on_file(scene, mine=False) for _ in range(2))
    return {"pk": HelpRequest.objects.create(asker=scene.member if scene.mine else one, to=other, text="How?").pk}


def everything(scene: Scene) -> Made:
    """A file with all of the group's rows, that they asked for or another owner did."""
    return {"pk": TakeOut.objects.create(asked_by=scene.member if scene.mine else on_file(scene, mine=False)).pk}


def everything_asked(scene: Scene) -> Made:
    """What another owner asked for and all owners may answer."""
    later = scene.organization.today() + timedelta(days=2)
    asked = TakeOut.objects.create(
        asked_by=on_file(scene, mine=False), begins_at=datetime.combine(later, time(), tzinfo=UTC)
    )
    return {"pk": asked.pk}


SHARED = {invitation, everything_asked}
CELLS = {
    "organizations:home": Cell(EVERYONE, GET),
    "organizations:welcome": Cell(EVERYONE, GET),
    "organizations:put_away": Cell("organization.settings", POST),
    "organizations:bring_back": Cell("organization.settings", POST),
    "organizations:notes": Cell("organization.settings", BOTH),
    "record:record": Cell("audit.view", GET),
    "take_out:page": Cell("organization.take_out", GET),
    "take_out:ask": Cell("organization.take_out", POST),
    "take_out:file": Cell("organization.take_out", GET, everything, personal=True),
    "take_out:answer": Cell("organization.take_out", POST, everything_asked),
    "take_out:stop": Cell("organization.take_out", POST, everything, personal=True),
    "organizations:end": Cell("organization.delete", BOTH),
    "organizations:reopen": Cell("organization.delete", POST),
    "organizations:rooms": Cell("organization.settings", BOTH),
    "organizations:self_check": Cell("safety.view", GET),
    "organizations:looked": Cell("organization.settings", POST),
    "organizations:support": Cell("people.manage", BOTH),
    "organizations:support_end": Cell("organization.settings", POST),
    "organizations:held": Cell("safety.view", GET),
    "organizations:kept": Cell("safety.view", GET),
    "organizations:propose": Cell("responsibility.edit", BOTH),
    "organizations:settings": Cell("organization.settings", BOTH),
    "organizations:who_may": Cell(EVERYONE, GET),
    "organizations:people": Cell("people.manage", GET),
    "organizations:invite": Cell("people.manage", BOTH),
    "organizations:confirm": Cell("people.manage", POST),
    "organizations:resend": Cell("people.manage", POST, invitation),
    "organizations:withdraw": Cell("people.manage", POST, invitation),
    "organizations:person": Cell("people.manage", BOTH, colleague),
    "organizations:sign_out": Cell("people.manage", POST, colleague),
    "organizations:lost_second_step": Cell("people.manage", BOTH, colleague),
    "organizations:remove": Cell("people.manage", BOTH, colleague),
    "notices:list": Cell(EVERYONE, GET),
    "notices:mail": Cell(EVERYONE, BOTH),
    "notices:read": Cell(EVERYONE, POST, notice, personal=True),
    "notices:read_all": Cell(EVERYONE, POST),
    "notices:take_back": Cell(EVERYONE, POST),
    "help:help": Cell(EVERYONE, GET),
    "help:keys": Cell(EVERYONE, POST),
    "help:how_we_count": Cell(EVERYONE, GET),
    "help:first_week": Cell(EVERYONE, GET),
    "help:open": Cell("assessment.make", POST),
    "help:start": Cell("assessment.make", POST),
    "help:throw_away": Cell("assessment.make", POST),
    "help:director": Cell("assessment.make", GET),
    "help:finish": Cell("assessment.make", POST),
    "help:dismiss": Cell(EVERYONE, POST),
    "help:why": Cell(EVERYONE, GET),
    "help:edit_why": Cell("prompt.edit", BOTH),
    "help:ask": Cell(EVERYONE, BOTH),
    "help:questions": Cell(EVERYONE, GET),
    "help:question": Cell(EVERYONE, BOTH, question, personal=True),
}
