"""What the heard lets go of when somebody is erased: what was said with them alone, and their name wherever it stands."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from conversations.models import (
    Commitment,
    Conversation,
    ConversationTheme,
    FollowUp,
    Participant,
    Prompt,
    PromptAnswer,
    PromptSet,
    Quote,
    Theme,
)
from members.emptying import rewrite, without, words_of
from members.models import Member
from members.normal import fold
from organizations.sealing import seal, unseal

# What others said, in which somebody may be named.
_TEXTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Conversation, ("story",)),
    (ConversationTheme, ("sentence",)),
    (PromptAnswer, ("text",)),
    (Commitment, ("what", "note")),
    (FollowUp, ("what", "note", "handed_note")),
    (Quote, ("words", "called", "agreed_how")),
)


def empty(member: Member) -> None:
    """Empty talks with them alone, which are counted still; of others, take their name out. Promises and quotes go."""
    _forget_promises(member)
    _forget_words(with_nobody_else(member))
    # Closed notes of theirs are nobody's to open any more, and colleagues read who wrote the others.
    _forget_words(Conversation.objects.filter(author=member).exclude(sealed=""))
    Conversation.objects.filter(author=member).update(author=None)
    words = words_of(member)
    for model, columns in _TEXTS:
        _rename(model, columns, words)
    _rename_closed(member, words)
    rewrite(Theme, ("meaning",), words)
    rewrite(Prompt, ("text",), words)
    rewrite(PromptSet, ("name",), words)
    _rename_themes(words)


def with_nobody_else(member: Member) -> QuerySet[Conversation]:
    """Find talks with somebody in which nobody else took part who is on file still."""
    theirs = Q(member=member) | Q(member__merged_into=member)
    others = Participant.objects.filter(conversation=OuterRef("pk"), member__erased_at=None).exclude(theirs)
    mine = Participant.objects.filter(member=member, conversation=OuterRef("pk"))
    return Conversation.objects.filter(Exists(mine), ~Exists(others))


def _forget_promises(member: Member) -> None:
    Quote.objects.filter(member=member).delete()
    Commitment.objects.filter(member=member).delete()
    FollowUp.objects.filter(Q(member=member) | Q(owner=member)).delete()


def _forget_words(found: QuerySet[Conversation]) -> None:
    """Let go of all words of these; that people talked, about what and when, figures are made of."""
    pks = list(found.order_by().values_list("pk", flat=True))
    ConversationTheme.objects.filter(conversation__in=pks).exclude(sentence="").update(sentence="")
    PromptAnswer.objects.filter(conversation__in=pks).delete()
    Conversation.objects.filter(pk__in=pks).update(story="", sealed="", outside_id="")


def _rename(model: Any, columns: Sequence[str], words: Sequence[str]) -> None:
    """Take words out of the rows that have them: there may be tens of thousands of stories, and few name one person."""
    named = Q(pk=None)
    for column in columns:
        for word in words:
            named |= Q(**{f"{column}__icontains": word})
    for row in model._default_manager.filter(named).order_by().values("pk", *columns) if words else ():  # noqa: SLF001
        model._default_manager.filter(pk=row["pk"]).update(  # noqa: SLF001 - whichever model it is
            **{name: _something(without(row[name], words), row[name]) for name in columns}
        )


def _rename_themes(words: Sequence[str]) -> None:
    """Take the name out of those that are called by it; each stays a name of its own."""
    taken = set(Theme.objects.values_list("folded", flat=True))
    for theme in Theme.objects.by_name():
        if (name := without(theme.name, words)) == theme.name:
            continue
        n, theme.name = 1, name
        while (fold(theme.name) or theme.name)[:60] in taken:
            n += 1
            theme.name = f"{name} {n}"
        theme.save(update_fields=["name"])
        taken.add(theme.folded)


def _something(new: str, old: str) -> str:
    """A line that has to say something keeps its sign that somebody was named there."""
    return new if new or not old else "…"


def _rename_closed(member: Member, words: Sequence[str]) -> None:
    """Take the name out of closed notes of talks with them: no other can be looked into without opening all."""
    here = Participant.objects.filter(member=member).values("conversation")
    for each in Conversation.objects.filter(pk__in=here).exclude(sealed="").values("pk", "sealed"):
        if told := unseal(each["sealed"]):
            Conversation.objects.filter(pk=each["pk"]).update(sealed=seal(without(told, words)))
    for answer in PromptAnswer.objects.filter(conversation__in=here).exclude(sealed="").values("pk", "sealed"):
        if told := unseal(answer["sealed"]):
            PromptAnswer.objects.filter(pk=answer["pk"]).update(sealed=seal(without(told, words)))
