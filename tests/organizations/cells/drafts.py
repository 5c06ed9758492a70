"""What phones keep and send: a draft is its writer's alone, whatever somebody's role."""

from uuid import uuid4

from django.utils import timezone

from conversations.models import Draft
from members.models import Member
from organizations.permissions import EVERYONE
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene


def a_draft(scene: Scene) -> Made:
    owner = scene.member if scene.mine else Member.objects.create(given_name="Colleague", status="staff")
    said = {"person": ["Maria"], "kind": ["phone"], "on": ["2026-01-02"], "story": ["x"], "read_by": ["author"]}
    draft = Draft(key=uuid4(), owner=owner, written_at=timezone.now()).close(said)
    draft.save()
    return {"pk": draft.pk}


CELLS = {
    "drafts:worker": Cell("conversation.log", GET),
    "drafts:shell": Cell("conversation.log", GET),
    "drafts:manifest": Cell(EVERYONE, GET),
    "drafts:waiting": Cell("conversation.log", GET),
    "drafts:receive": Cell("conversation.log", BOTH),
    "drafts:one": Cell("conversation.log", BOTH, a_draft, personal=True),
    "drafts:delete": Cell("conversation.log", POST, a_draft, personal=True),
}
