"""Makes conversations up: who with whom, how, and what was heard."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import NamedTuple

from conversations.actions import closed
from conversations.models import Conversation
from demo import heard, raised
from ladders.models import Assessment
from members.models import Member

Kind, Outcome, ReadBy = Conversation.Kind, Conversation.Outcome, Conversation.ReadBy
KINDS = {
    Kind.IN_PERSON: 42, Kind.HOUSE_VISIT: 14, Kind.PHONE: 24, Kind.VIDEO: 4, Kind.TEXT: 4, Kind.GROUP: 7, Kind.COACHING: 5,
}  # fmt: skip
OUTCOMES = {Outcome.NO_ANSWER: 9, Outcome.LEFT_MESSAGE: 6, Outcome.WRONG_NUMBER: 2, Outcome.MOVED: 1}
READERS = {ReadBy.ORGANIZERS: 82, ReadBy.DIRECTORS: 10, ReadBy.AUTHOR: 8}
FAR = {Kind.PHONE, Kind.VIDEO}
TOLD_AT_ONCE = {Kind.GROUP: heard.GROUP, Kind.COACHING: heard.COACHING, Kind.TEXT: heard.TEXTED}
# In a hundred.
ATTEMPTS, BY_THE_DIRECTOR, IN_WHOLE, TWO_THEMES, IN_THE_MIDDLE = 17, 6, 12, 35, 70


class Talk(NamedTuple):
    """A conversation that is not kept yet, with who took part, and which themes came up in which sentence."""

    row: Conversation
    people: list[Member]
    themes: dict[int, str]

    @property
    def is_open(self) -> bool:
        """Whether its words stand there for others."""
        return bool(self.row.story)


class Telling:
    def __init__(self, rng: Random, people: Sequence[Member], director: Member, today: date) -> None:
        self.rng, self.people, self.director, self.today = rng, people, director, today
        self.whole = rng.sample(heard.WHOLE, len(heard.WHOLE))
        # Dealt out and not drawn: each comes up as often as it should, the rare ones too.
        outcomes = [each for each, share in OUTCOMES.items() for _n in range(share)]
        self.outcomes = cycle(rng.sample(outcomes, len(outcomes)))

    def talk(self, days_ago: int) -> Talk:
        """Make one up, or the attempt at one."""
        rng, member, on = self.rng, self.rng.choice(self.people), self.today - timedelta(days=days_ago)
        author = self.director if rng.randrange(100) < BY_THE_DIRECTOR else member.organizer
        if rng.randrange(100) < ATTEMPTS:
            return self._attempt(member, author, on)
        kind = _drawn(rng, KINDS)
        people = [member, *self._others(member, rng.randint(2, 4) if kind == Kind.GROUP else 0)]
        story, themes = self._story(member, kind)
        # What was told at one go is there to be read.
        read_by = _drawn(rng, READERS) if themes and kind != Kind.GROUP else ReadBy.ORGANIZERS
        row = Conversation(kind=kind, on=on, author=author, read_by=read_by, **closed(story, read_by))
        return Talk(row, people, themes)

    def of_level(self, assessment: Assessment) -> Talk:
        """Make up the talk after which somebody was placed: what was written down then is a part of it."""
        member = assessment.member
        began, ended = self._filled(heard.BEGAN, member), self._filled(heard.ENDED, member)
        story = f"{began} {assessment.evidence} {ended}"
        row = Conversation(
            on=assessment.on, author=assessment.assessed_by, story=story, assessment=assessment, kind=Kind.IN_PERSON
        )
        return Talk(row, [member], {})

    def _attempt(self, member: Member, author: Member | None, on: date) -> Talk:
        outcome, kind = next(self.outcomes), self.rng.choice([Kind.PHONE, Kind.PHONE, Kind.HOUSE_VISIT])
        row = Conversation(
            kind=kind, outcome=outcome, on=on, author=author, story=self.rng.choice(heard.TRIED[outcome])
        )
        return Talk(row, [member], {})

    def _others(self, member: Member, n: int) -> list[Member]:
        """Return others of the same organizer's."""
        near = [each for each in self.people if each.organizer_id == member.organizer_id and each != member]
        return self.rng.sample(near, min(n, len(near)))

    def _story(self, member: Member, kind: Conversation.Kind) -> tuple[str, dict[int, str]]:
        rng = self.rng
        if kind not in TOLD_AT_ONCE and self.whole and rng.randrange(100) < IN_WHOLE:
            return self._filled([self.whole.pop()], member), {}
        came_up = rng.sample(range(len(raised.THEMES)), 2 if rng.randrange(100) < TWO_THEMES else 1)
        themes = {n: self._filled(raised.THEMES[n].sentences, member) for n in sorted(came_up)}
        if kind in TOLD_AT_ONCE:
            return f"{self._filled(TOLD_AT_ONCE[kind], member)} {' '.join(themes.values())}", themes
        began = self._filled(heard.BEGAN_FAR if kind in FAR else heard.BEGAN, member)
        middle = [self._filled(heard.MIDDLE, member)] if rng.randrange(100) < IN_THE_MIDDLE else []
        return " ".join([began, *themes.values(), *middle, self._filled(heard.ENDED, member)]), themes

    def _filled(self, sentences: Sequence[str], member: Member) -> str:
        other = self.rng.choice(self.people)
        return self.rng.choice(sentences).format(name=_called(member), other=_called(other))


def _called(member: Member) -> str:
    return member.preferred_name or member.given_name


def _drawn[T: str](rng: Random, shares: dict[T, int]) -> T:
    return rng.choices(list(shares), weights=list(shares.values()))[0]
