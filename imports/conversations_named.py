"""Conversations, calls and texts as lists named them: the last one-to-one of a sheet, the results of a phone bank."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.recording import record
from conversations.models import (
    LONGEST_STORY,
    Commitment,
    Conversation,
    ConversationTheme,
    FollowUp,
    Participant,
    PromptAnswer,
    Quote,
)
from imports.outcomes import Outcome, kind_by_headings
from imports.people_named import people_called
from imports.registry import Aside, Room
from imports.targets import TALK, TALK_KEYS, squash
from members.models import Member
from members.normal import fold

_LONGEST_ID = 200


class Talk(NamedTuple):
    """What one row says of one talk."""

    aside: UUID
    member: UUID
    batch: UUID
    on: date
    by: str
    said: str
    kind: str
    outcome: str
    outside_id: str

    @property
    def same(self) -> tuple[Any, ...]:
        """What makes it the same as another: its number in the other tool, or who, when and how it went."""
        return (self.outside_id,) if self.outside_id else (self.member, self.on, self.outcome)


def take(asides: Sequence[Aside], by: Member) -> Collection[UUID]:
    """Keep each talk or attempt once. A row without a day stays kept aside, and one of which nobody knows how it went.

    With a number of the other tool the same file again changes nothing, whoever was put together meanwhile. Without
    one, a talk of that day that is here already is taken for the same. A fixed number of statements, and one event.
    """
    talks = [talk for aside in asides if (talk := _talk(aside))]
    here = _here(talks)
    new = list({talk.same: talk for talk in reversed(talks) if talk.same not in here}.values())
    named = people_called({fold(talk.by) for talk in new if talk.by})
    made = Conversation.objects.bulk_create([_conversation(talk, _author(named, talk.by)) for talk in new])
    Participant.objects.bulk_create(
        Participant(conversation=row, member_id=talk.member) for row, talk in zip(made, new, strict=True)
    )
    if talks:
        record("import.run", of=None, by=by, fields=["conversations", f"rows:{len(talks)}"])
    return [talk.aside for talk in talks]


def take_back(batch: UUID) -> None:
    """Take out what a list said of talks that nobody has touched since."""
    _untouched(batch).delete()


def goes(batch: UUID) -> list[QuerySet[Any, Any]]:
    """Return those talks, and who took part in them."""
    alone = _untouched(batch)
    return [alone, Participant.objects.filter(conversation__in=alone.values("pk"))]


def _untouched(batch: UUID) -> QuerySet[Any]:
    found: QuerySet[Any] = Conversation.objects.filter(from_list=batch, edited_at=None)
    for model in (Commitment, ConversationTheme, FollowUp, PromptAnswer, Quote):
        found = found.filter(~Exists(model._default_manager.filter(conversation=OuterRef("pk"))))  # noqa: SLF001
    return found


def _talk(aside: Aside) -> Talk | None:
    """Read what a row says; the day is enough, where the list has no column for how it went."""
    filled_last = sorted(aside.told, key=lambda told: bool(told["value"]))
    cells = {told.get("key", aside.what): told for told in filled_last}
    said = {key: told["value"] for key, told in cells.items()}
    try:
        on = date.fromisoformat(said.get("talk_on", ""))
    except ValueError:
        return None
    if not (went := said.get("talk_result", str(Outcome.REACHED))):
        return None
    outside = said.get("talk_id", "")
    heading = squash(cells["talk_id"]["what"]) if outside else ""
    headings = [cells[key]["what"] for key in ("talk_on", "talk_result", "talk_id") if key in cells]
    return Talk(
        aside.pk,
        aside.member,
        aside.batch,
        on,
        said.get("talk_by", ""),
        said.get("talk_note", ""),
        said.get("talk_kind") or kind_by_headings(headings),
        went,
        # Two tools may count alike, and the texts of one thread have one id: heading and day tell them apart.
        f"{heading}:{on}:{outside}"[:_LONGEST_ID] if outside else "",
    )


def _here(talks: Sequence[Talk]) -> set[tuple[Any, ...]]:
    """Return which of these are here, also as one that was taken back."""
    numbers = Conversation.objects.filter(outside_id__in={talk.outside_id for talk in talks} - {""})
    rows = Participant.objects.filter(
        member__in={talk.member for talk in talks}, conversation__on__in={talk.on for talk in talks}
    )
    found: set[tuple[Any, ...]] = {(number,) for number in numbers.values_list("outside_id", flat=True)}
    return found | set(rows.values_list("member", "conversation__on", "conversation__outcome"))


def _author(named: dict[str, list[Member]], name: str) -> Member | None:
    """Return who is called so: alone, or alone among those who sign in."""
    found = named.get(fold(name), []) if name else []
    alone = found if len(found) == 1 else [member for member in found if member.user_id]
    return alone[0] if len(alone) == 1 else None


def _conversation(talk: Talk, author: Member | None) -> Conversation:
    # Whoever is not on file by that name is named where it was said.
    said = talk.said if author or not talk.by else f"{_('With %s.') % talk.by} {talk.said}".strip()
    return Conversation(
        kind=talk.kind,
        outcome=talk.outcome,
        on=talk.on,
        author=author,
        story=said[:LONGEST_STORY],
        source=Conversation.Source.IMPORT,
        outside_id=talk.outside_id,
        from_list=talk.batch,
    )


ROOM = Room(
    gettext_lazy("Conversations"),
    TALK_KEYS | {TALK},
    take,
    take_back,
    gettext_lazy(
        "What stays has no day, or nobody knows how it went: the result is empty, or a word we do not know. "
        "Write it into the list and bring it in again, or write it down on the page of the person."
    ),
    goes,
)
