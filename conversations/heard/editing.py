"""Putting right what was logged, and bringing back what was taken back."""

from datetime import date, datetime

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations import actions
from conversations.models import Conversation, ConversationTheme, PromptAnswer
from members.models import Member
from organizations.sealing import seal

ReadBy = Conversation.ReadBy


class ChangedMeanwhile(Exception):
    """Somebody else has changed or taken back what was being edited."""


@action
def edit(
    conversation: Conversation, *, story: str, on: date, kind: str, read_by: str, seen_at: datetime | None, by: Member
) -> list[str]:
    """Put a conversation right; returns the names of what changed. Raises LogRefused and ChangedMeanwhile.

    `seen_at` is when it was changed last, as far as the person knew. What stood there before is not kept: who changes
    their mind about a sentence wants it gone.
    """
    now = Conversation.objects.select_for_update(of=("self",), no_key=True).kept().filter(pk=conversation.pk).first()
    if now is None or now.edited_at != seen_at:
        raise ChangedMeanwhile
    if read_by == ReadBy.AUTHOR and now.author_id != by.pk:
        raise actions.LogRefused(_("Only who wrote a note can keep it to themselves."), "read_by")
    # Where the words went, the day is put right without inventing others.
    story = actions.checked(story, "" if now.words_went_at else now.outcome, on)
    now.is_readable = True  # type: ignore[attr-defined]  # whoever edits it has read it
    before = {"story": now.words, "on": now.on, "kind": now.kind, "read_by": now.read_by}
    after = {"story": story, "on": on, "kind": kind, "read_by": read_by}
    if not (fields := [name for name, value in after.items() if value != before[name]]):
        return []
    said = {**actions.closed(story, read_by), "on": on, "kind": kind, "read_by": read_by}
    # The words are there anew: a note that was emptied for its age has some again.
    Conversation.objects.filter(pk=now.pk).update(
        **said, edited_at=Now(), words_went_at=None if story else now.words_went_at
    )
    _let_follow(now, story=story, read_by=read_by)
    record("conversation.edit", of=now, by=by, fields=fields)
    return fields


def _let_follow(conversation: Conversation, *, story: str, read_by: str) -> None:
    """Let go of sentences that the story no longer has, and close or open the answers with it."""
    is_own = read_by == ReadBy.AUTHOR
    kept = ConversationTheme.objects.filter(conversation=conversation).exclude(sentence="")
    gone = [each.pk for each in kept if is_own or each.sentence not in story]
    ConversationTheme.objects.filter(pk__in=gone).update(sentence="")
    if is_own != (conversation.read_by == ReadBy.AUTHOR):
        for answer in PromptAnswer.objects.filter(conversation=conversation):
            words = answer.words
            columns = {"text": "", "sealed": seal(words)} if is_own else {"text": words, "sealed": ""}
            PromptAnswer.objects.filter(pk=answer.pk).update(**columns)


@action
def bring_back(conversation: Conversation, *, by: Member) -> bool:
    """Bring back what was taken back, with what was promised in it; False when it stands there already."""
    taken = Conversation.objects.exclude(removed_at=None).filter(pk=conversation.pk)
    if not taken.update(removed_at=None, removed_by=None):
        return False
    record("conversation.edit", of=conversation, by=by, fields=["back"])
    return True
