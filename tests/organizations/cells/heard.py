"""What was heard: its pages, and a conversation put right or taken back."""

from datetime import date

from django.utils import timezone

from conversations.models import Conversation, Participant
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, on_file, someone


def talk(scene: Scene) -> Made:
    return {"pk": _talk(scene).pk}


def talk_taken_back(scene: Scene) -> Made:
    """One that whoever wrote it has taken back."""
    made = _talk(scene)
    Conversation.objects.filter(pk=made.pk).update(removed_at=timezone.now(), removed_by=made.author)
    return {"pk": made.pk}


def _talk(scene: Scene) -> Conversation:
    """With somebody they organize, or a colleague does; each wrote down their own."""
    member = on_file(scene, mine=scene.mine)
    made: Conversation = Conversation.objects.create(on=date(2026, 1, 5), author=member.organizer, story="Rent is up.")
    Participant.objects.create(conversation=made, member=member)
    return made


CELLS = {
    "heard:list": Cell("note.view.organizers", GET),
    "heard:search": Cell("note.view.organizers", POST),
    "heard:person": Cell("member.view", GET, someone),
    "heard:paper": Cell("note.view.organizers", GET, someone),
    "heard:one": Cell("member.view", GET, talk),
    "heard:edit": Cell("conversation.log", BOTH, talk),
    "heard:take_back": Cell("conversation.log", POST, talk),
    "heard:back": Cell("conversation.log", POST, talk_taken_back),
}
