"""Today, follow-ups, what people said yes to, and one's own calendar."""

from conversations.models import Commitment, FollowUp
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, on_file


def follow_up(scene: Scene) -> Made:
    """Of a colleague's, about somebody they organize or a colleague does."""
    colleague = on_file(scene, mine=False)
    about = on_file(scene, mine=scene.mine)
    return {"pk": FollowUp.objects.create(owner=colleague, made_by=colleague, member=about, what="Call back").pk}


def commitment(scene: Scene) -> Made:
    about = on_file(scene, mine=scene.mine)
    today = scene.organization.today()
    return {"pk": Commitment.objects.create(member=about, what="Host a meeting", said_on=today).pk}


def member(scene: Scene) -> Made:
    return {"member": on_file(scene, mine=scene.mine).pk}


CELLS = {
    "today:today": Cell("follow_up.edit", GET),
    "today:number": Cell("follow_up.edit", BOTH),
    "follow_ups:list": Cell("follow_up.edit", GET),
    "follow_ups:add": Cell("follow_up.edit", BOTH),
    "follow_ups:change": Cell("follow_up.edit", BOTH, follow_up),
    "follow_ups:hand_over": Cell("follow_up.edit", BOTH, follow_up),
    "follow_ups:done": Cell("follow_up.edit", BOTH, follow_up),
    "follow_ups:undo": Cell("follow_up.edit", POST, follow_up),
    "commitments:list": Cell("commitment.edit", GET),
    "commitments:add": Cell("commitment.edit", BOTH, member),
    "commitments:settle": Cell("commitment.edit", BOTH, commitment),
    "commitments:change": Cell("commitment.edit", BOTH, commitment),
    "commitments:unsettle": Cell("commitment.edit", POST, commitment),
    "calendar:settings": Cell("follow_up.edit", BOTH),
    "calendar:revoke": Cell("follow_up.edit", POST),
}
