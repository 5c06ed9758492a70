"""What comes in from a phone, and what becomes of it. Sent twice, it is kept once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.actions import LogRefused, log
from conversations.drafts.forms import promises
from conversations.models import Conversation, Draft, Theme
from conversations.themes.actions import draw_out
from members.models import Member


class SettledMeanwhile(Exception):
    """It was settled or deleted on another page."""


class Received(NamedTuple):
    """What a draft became, and what is left to ask its owner; nothing, where all has been said."""

    conversation: Conversation | None
    draft: Draft | None


@action
def receive(
    said: dict[str, Any], *, key: UUID, written_at: datetime, members: Sequence[Member], by: Member
) -> Received:
    """Keep what a phone sent: as a conversation where it is known with whom, else closed until its owner says.

    Raises LogRefused.
    """
    if known := _here_already(key, by):
        return known
    conversation = _log(said, key=key, members=members, by=by) if members else None
    draft = Draft(key=key, owner=by, written_at=written_at, conversation=conversation)
    if conversation is None:
        draft.close(said)
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        # The same draft, sent from two tabs at one moment.
        draft = Draft.objects.get(key=key, owner=by)
        return Received(draft.conversation, draft)
    if conversation is None:
        record("conversation.log", of=draft, by=by, fields=["draft"])
    return Received(conversation, draft)


@action
def settle(draft: Draft, *, members: Sequence[Member], by: Member) -> Conversation:
    """Say whom it is about: it becomes a conversation. Raises LogRefused and SettledMeanwhile."""
    row = Draft.objects.select_for_update(of=("self",)).of(by).unsettled().filter(pk=draft.pk).first()
    if row is None:
        raise SettledMeanwhile
    if not row.typed:
        raise LogRefused(_("This draft cannot be opened any more: the site’s keys were changed. Delete it."))
    row.conversation = _log(row.typed, key=row.key, members=members, by=by)
    row.sealed = ""
    row.save(update_fields=["conversation", "sealed"])
    return row.conversation


@action
def rename(draft: Draft, *, person: str, by: Member) -> None:
    """Look for somebody else than was typed. Raises SettledMeanwhile."""
    row = Draft.objects.select_for_update(of=("self",)).of(by).unsettled().filter(pk=draft.pk).first()
    if row is None:
        raise SettledMeanwhile
    row.close({**row.typed, "person": person}).save(update_fields=["sealed"])


@action
def delete(draft: Draft, *, by: Member) -> None:
    """Let go of a draft, or of the question that is left of it: a conversation it became stays."""
    is_lost = draft.conversation_id is None
    if Draft.objects.of(by).filter(pk=draft.pk).delete()[0] and is_lost:
        record("conversation.log", of=draft, by=by, fields=["draft deleted"])


@action
def finish(draft: Draft, *, themes: Iterable[Theme], by: Member) -> None:
    """Put themes on what it became; then nothing is asked about it any more, on whichever phone it was written."""
    if conversation := draft.conversation:
        for theme in themes:
            draw_out(conversation, theme=theme, by=by)
    Draft.objects.of(by).filter(conversation=draft.conversation_id).delete()


def _here_already(key: UUID, by: Member) -> Received | None:
    """Find it by its key: also when only the conversation is left of it. Raises LogRefused when it is another's."""
    draft = Draft.objects.select_related("conversation").filter(key=key).first()
    conversation = draft.conversation if draft else Conversation.objects.filter(draft_key=key).first()
    if draft is None and conversation is None:
        return None
    owner = draft.owner_id if draft else conversation.author_id if conversation else None
    if owner != by.pk:
        raise LogRefused(_("Somebody else has sent this already. Copy the words and log it anew."))
    return Received(conversation, draft)


def _log(said: dict[str, Any], *, key: UUID, members: Sequence[Member], by: Member) -> Conversation:
    given = {"kind": said["kind"], "read_by": said["read_by"], "story": said["story"]}
    on = date.fromisoformat(said["on"])
    if twin := _from_another_phone(given, on=on, members=members, by=by):
        return twin
    return log(
        by=by,
        members=members,
        on=on,
        said_yes=promises(said["said_yes"]),
        owes=promises(said["owe"]),
        source=Conversation.Source.PHONE,
        draft_key=key,
        **given,
    )


def _from_another_phone(
    given: dict[str, str], *, on: date, members: Sequence[Member], by: Member
) -> Conversation | None:
    """Find what the same person wrote in the same words of the same people on that day, on whichever phone."""
    that_day = Conversation.objects.kept().filter(author=by, on=on, source=Conversation.Source.PHONE)
    for each in that_day.filter(story=given["story"].strip()).exclude(story=""):
        if {part.member_id for part in each.participants.all()} == {member.pk for member in members}:
            return each
    return None
