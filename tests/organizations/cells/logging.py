"""Logging conversations."""

from conversations.models import Conversation, Participant
from tests.organizations.cells.scene import BOTH, POST, Cell, Made, Scene, on_file, someone


def own_log(scene: Scene) -> Made:
    """Logged by oneself, or by a colleague: nobody undoes what somebody else has just kept."""
    author = scene.member if scene.mine else on_file(scene, mine=False)
    made = Conversation.objects.create(author=author, on=scene.organization.today(), story="The boiler broke.")
    Participant.objects.create(conversation=made, member=on_file(scene, mine=True))
    return {"pk": made.pk}


CELLS = {
    "log:new": Cell("conversation.log", BOTH),
    "log:look": Cell("conversation.log", POST),
    "log:find": Cell("conversation.log", POST),
    "log:undo": Cell("conversation.log", POST, own_log, personal=True),
    "log:attempt": Cell("conversation.log", BOTH, someone),
}
