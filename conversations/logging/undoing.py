"""Undo of a log that was just kept: the talk, the level said in it, the contact that an attempt marked."""

from contextlib import suppress

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.recording import action
from conversations.actions import take_back
from conversations.logging.attempts import SAYS, mark
from conversations.logging.standing import withdraw
from conversations.models import Conversation
from ladders.actions import AssessmentRefused, void
from members.models import ContactPoint, Member
from members.requests import OrgRequest


@action
def undo(conversation: Conversation, *, point: str = "", by: Member) -> bool:
    """Take it back, and the level that was said with it; False when somebody has done so already."""
    if not take_back(conversation, by=by):
        return False
    if assessment := conversation.assessment:
        # Where somebody has taken the level back before, it does not count, as it should.
        with suppress(AssessmentRefused):
            void(assessment, reason=_("The conversation was taken back."), by=by)
    withdraw(conversation, by=by)
    _unmark(conversation, point, by)
    return True


def _unmark(conversation: Conversation, point: str, by: Member) -> None:
    """Say that a contact works after all, if the attempt is what has marked it."""
    says = SAYS.get(Conversation.Outcome(conversation.outcome))
    if says is None or not point:
        return
    people = Member.objects.filter(took_part__conversation=conversation)
    kind, standing = says
    marked = ContactPoint.objects.filter(member__in=people, kind=kind, standing=standing).select_related("member")
    for each in marked:
        if str(each.pk) == point:
            mark([each], ContactPoint.Standing.GOOD, member=each.member, by=by)


def page_of(request: OrgRequest, conversation: Conversation) -> str:
    """Return the page of whom it was about; of the log, where that is nobody's to see."""
    first = Member.objects.opened_by(request).filter(took_part__conversation=conversation).first()
    if first is None:
        return reverse("log:new", args=[request.organization.slug])
    return reverse("members:detail", args=[request.organization.slug, first.pk])
