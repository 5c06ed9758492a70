"""Logging a conversation: the talk and all that came of it, at once, and once only."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations import registry
from conversations.models import (
    LONGEST_STORY,
    Commitment,
    Conversation,
    ConversationTheme,
    FollowUp,
    Participant,
    Prompt,
    PromptAnswer,
    Theme,
)
from conversations.themes import words
from members.models import Member
from organizations.models import Organization
from organizations.sealing import seal
from stpnet.db.wrapper import current


class LogRefused(Exception):
    """Why it cannot be kept, in a sentence a member could read; `field` is the part of the form it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Promise(NamedTuple):
    """One line of what somebody said yes to, or is owed: what, and by which day."""

    what: str
    by: date | None = None


@action
def log(
    *,
    by: Member,
    members: Sequence[Member],
    on: date,
    story: str = "",
    kind: str = Conversation.Kind.IN_PERSON,
    outcome: str = Conversation.Outcome.REACHED,
    read_by: str = Conversation.ReadBy.ORGANIZERS,
    themes: Mapping[Theme, str] | None = None,
    answers: Mapping[Prompt, str] | None = None,
    said_yes: Iterable[Promise] = (),
    owes: Iterable[Promise] = (),
    source: str = Conversation.Source.PAGE,
    draft_key: UUID | None = None,
) -> Conversation:
    """Keep a conversation with what was heard, raised, answered and promised in it. Raises LogRefused.

    A draft that is here already is not kept again: what it became is returned. `themes` and `answers` name the
    sentence or the answer of each. What was promised is about the first of `members`.
    """
    if draft_key and (sent := _sent_before(draft_key, by)):
        return sent
    _refuse_other_days(on)
    people = _on_file(members)
    story = _story(story, outcome)
    said = {"kind": kind, "outcome": outcome, "on": on, "read_by": read_by, "source": source, "draft_key": draft_key}
    is_own = read_by == Conversation.ReadBy.AUTHOR
    try:
        with transaction.atomic():
            conversation: Conversation = Conversation.objects.create(author=by, **closed(story, read_by), **said)
    except IntegrityError:
        # The same draft, sent from two places at one moment.
        if draft_key and (sent := _sent_before(draft_key, by)):
            return sent
        raise
    Participant.objects.bulk_create(Participant(conversation=conversation, member=each) for each in people)
    _keep_themes(conversation, themes or {}, by=by, with_sentences=not is_own)
    _keep_answers(conversation, answers or {}, by=by, is_own=is_own)
    made = {"conversation": conversation, "member": people[0]}
    Commitment.objects.bulk_create(
        Commitment(what=each.what, by=each.by, said_on=on, asked_by=by, **made) for each in said_yes
    )
    FollowUp.objects.bulk_create(FollowUp(owner=by, what=each.what, due=each.by, made_by=by, **made) for each in owes)
    record("conversation.log", of=conversation, by=by, fields=["story"] if story else [])
    for handle in registry.on_logged:
        handle(conversation, people)
    return conversation


@action
def take_back(conversation: Conversation, *, by: Member) -> bool:
    """Take out of every page and count what was logged by mistake; False when somebody has done so already.

    What was promised in it and is still open rests with it, and comes back with it.
    """
    if not Conversation.objects.kept().filter(pk=conversation.pk).update(removed_at=Now(), removed_by=by):
        return False
    record("conversation.log", of=conversation, by=by, fields=["removed"])
    for handle in registry.on_taken_back:
        handle(conversation, by)
    return True


def closed(story: str, read_by: str) -> dict[str, str]:
    """Return the columns of a story: open, or closed when only its author may read it."""
    is_own = read_by == Conversation.ReadBy.AUTHOR
    return {"story": "" if is_own else story, "sealed": seal(story) if is_own and story else ""}


def checked(story: str, outcome: str, on: date) -> str:
    """Return a story as it is kept. Raises LogRefused for one that is missing or too long, and for a day to come."""
    _refuse_other_days(on)
    return _story(story, outcome)


def _sent_before(draft_key: UUID, by: Member) -> Conversation | None:
    """Find what a draft became. Raises LogRefused when somebody else has sent one under this key."""
    found = Conversation.objects.filter(draft_key=draft_key).first()
    if found and found.author_id != by.pk:
        raise LogRefused(_("Somebody else has sent this already. Copy the words and log it anew."))
    return found


def _refuse_other_days(on: date) -> None:
    if on > cast("Organization", current().tenant).today():
        raise LogRefused(_("Choose today or a day before: this has not happened yet."), "on")


def _on_file(members: Sequence[Member]) -> list[Member]:
    """Return each of them once, locked; for who was put together with somebody else meanwhile, who they are today."""
    wanted = [each.pk for each in members]
    while True:
        rows = (
            Member.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted).order_by("pk").in_bulk()
        )
        into = {pk: row.merged_into_id for pk, row in rows.items() if row.merged_into_id}
        if not into:
            break
        wanted = [into.get(pk) or pk for pk in wanted]
    people = [rows[pk] for pk in dict.fromkeys(wanted) if pk in rows and not rows[pk].erased_at]
    if not people:
        raise LogRefused(_("Say whom you talked with."), "person")
    if len({each.kind == Member.Kind.PRACTICE for each in people}) > 1:
        # No figure knows who was made up, nor a talk with them: the others would be lost with it.
        raise LogRefused(
            _("%s is made up to practice with. Log the talk with the others by itself.") % _made_up(people), "person"
        )
    return people


def _made_up(people: Sequence[Member]) -> Member:
    return next(each for each in people if each.kind == Member.Kind.PRACTICE)


def _story(story: str, outcome: str) -> str:
    story = story.strip().replace("\0", "")
    if not story and outcome == Conversation.Outcome.REACHED:
        raise LogRefused(_("Write what you heard, a line is enough."), "story")
    if len(story) > LONGEST_STORY:
        says = {"most": LONGEST_STORY, "n": len(story)}
        raise LogRefused(_("A story has %(most)d characters at most, and this one has %(n)d.") % says, "story")
    return story


def _keep_themes(conversation: Conversation, themes: Mapping[Theme, str], *, by: Member, with_sentences: bool) -> None:
    # A theme that was put into another one while the form was open means that one.
    now = words.now([theme.pk for theme in themes])
    rows = {now[theme.pk]: said.strip()[:600] for theme, said in themes.items() if theme.pk in now}
    ConversationTheme.objects.bulk_create(
        ConversationTheme(conversation=conversation, theme=theme, by=by, sentence=said if with_sentences else "")
        for theme, said in rows.items()
    )


def _keep_answers(conversation: Conversation, answers: Mapping[Prompt, str], *, by: Member, is_own: bool) -> None:
    given = {prompt: text for prompt, answer in answers.items() if (text := answer.strip().replace("\0", "")[:4000])}
    PromptAnswer.objects.bulk_create(
        PromptAnswer(
            conversation=conversation,
            prompt=prompt,
            by=by,
            text="" if is_own else text,
            sealed=seal(text) if is_own else "",
        )
        for prompt, text in given.items()
    )
