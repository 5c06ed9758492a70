"""What comes in from a phone, and what becomes of it. Sent twice, it is kept once."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.actions import LogRefused
from conversations.drafts.typed import Typed
from conversations.logging.forms import LogForm
from conversations.logging.saving import Saved, save, say_level, themes_of
from conversations.models import Conversation, Draft
from conversations.themes.actions import draw_out
from members.models import Member


class SettledMeanwhile(Exception):
    """It was settled or deleted on another page."""


class Received(NamedTuple):
    """What a draft became, and what is left to ask its owner; nothing, where all has been said."""

    conversation: Conversation | None
    draft: Draft | None


@action
def take_in(form: LogForm, *, key: UUID, written_at: datetime, by: Member) -> Received:
    """Keep what a phone sent and is certain: as a conversation, and a draft that asks for what else there is.

    Raises LogRefused.
    """
    conversation = _twin(form, by) or save(form, source=Conversation.Source.PHONE).conversation
    return Received(conversation, _kept(Draft(key=key, owner=by, written_at=written_at, conversation=conversation)))


@action
def set_aside(typed: Typed, *, key: UUID, written_at: datetime, by: Member) -> Received:
    """Keep what a phone sent, closed, until its owner says whom it is about."""
    draft = _kept(Draft(key=key, owner=by, written_at=written_at).close(typed))
    record("conversation.log", of=draft, by=by, fields=["draft"])
    return Received(None, draft)


@action
def settle(draft: Draft, form: LogForm, *, by: Member) -> Saved:
    """Keep it with whom its owner says it was. Raises LogRefused and SettledMeanwhile."""
    row = _waiting(draft, by)
    saved = save(form, source=Conversation.Source.PHONE)
    row.conversation, row.sealed = saved.conversation, ""
    row.save(update_fields=["conversation", "sealed"])
    return saved


@action
def rename(draft: Draft, *, person: str, by: Member) -> None:
    """Look for somebody else than was typed. Raises SettledMeanwhile."""
    row = _waiting(draft, by)
    row.close({**row.typed, "person": [person]}).save(update_fields=["sealed"])


@action
def finish(draft: Draft, form: LogForm, *, by: Member) -> str:
    """Put themes and a level to what it became; then nothing is asked about it any more. Returns a word on the level."""
    said = ""
    if conversation := draft.conversation:
        standing = set(conversation.themed.values_list("theme", flat=True))
        for theme, said_there in themes_of(form, by).items():
            # What stands there, with its sentence and whoever drew it out, stays as it is.
            if theme.pk not in standing:
                draw_out(
                    conversation, theme=theme, sentence=said_there if said_there in conversation.story else "", by=by
                )
        said = say_level(form, form.members, form.taken(), conversation)
    Draft.objects.of(by).filter(conversation=draft.conversation_id).delete()
    return said


@action
def delete(draft: Draft, *, by: Member) -> None:
    """Let go of a draft, or of the question that is left of it: a conversation it became stays."""
    is_lost = draft.conversation_id is None
    if Draft.objects.of(by).filter(pk=draft.pk).delete()[0] and is_lost:
        record("conversation.log", of=draft, by=by, fields=["draft deleted"])


def here_already(key: UUID, by: Member) -> Received | None:
    """Find it by its key: also when only the conversation is left of it. Raises LogRefused when it is another's."""
    draft = Draft.objects.select_related("conversation").filter(key=key).first()
    conversation = draft.conversation if draft else Conversation.objects.filter(draft_key=key).first()
    if draft is None and conversation is None:
        return None
    owner = draft.owner_id if draft else conversation.author_id if conversation else None
    if owner != by.pk:
        raise LogRefused(_("Somebody else has sent this already. Copy the words and log it anew."))
    return Received(conversation, draft)


def _kept(draft: Draft) -> Draft:
    """Save it; of two that come at one moment, from two tabs, the first stands."""
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        return Draft.objects.select_related("conversation").get(key=draft.key, owner=draft.owner)
    return draft


def _waiting(draft: Draft, by: Member) -> Draft:
    """Lock it. Raises SettledMeanwhile."""
    row = Draft.objects.select_for_update(of=("self",)).of(by).unsettled().filter(pk=draft.pk).first()
    if row is None:
        raise SettledMeanwhile
    return row


def _twin(form: LogForm, by: Member) -> Conversation | None:
    """Find what the same person wrote in the same words of the same people on that day, on whichever phone."""
    data, members = form.cleaned_data, {member.pk for member in form.members}
    that_day = Conversation.objects.kept().filter(author=by, on=data["on"], source=Conversation.Source.PHONE)
    for each in that_day.filter(story=data["story"]).exclude(story="") if members else ():
        if {part.member_id for part in each.participants.all()} == members:
            return each
    return None
