"""What the story offers: a theme, a name, a day, a level, found in it by the group's own words and taken one by one.

Plain matching, and no service outside. What is taken stands in the form as a choice; what is left changes nothing.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from conversations.logging.days import named_in
from conversations.logging.standing import Line
from conversations.themes.words import Word
from members.models import Member
from members.models.person import MemberQuerySet
from members.normal import fold

MOST = 8
_MOST_DAYS = 2
_MOST_SENTENCES = 60
_LONGEST_NAME = 4
_LONGEST_PROMISE = 200
_ENDS = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？؟])\s*|\n+")


class Offer(NamedTuple):
    """A choice of the form: the field it goes into, what it says, and the sentence it was found in."""

    field: str
    value: str
    label: str
    sentence: str = ""


class Taken(NamedTuple):
    """What was taken of the offers about days and levels, with the sentence of each."""

    on: date | None
    said_yes: tuple[str, date] | None
    owe: tuple[str, date] | None
    level: UUID | None


def sentences(story: str) -> list[str]:
    """Cut a story into its sentences, where signs or lines end them."""
    return [part.strip() for part in _ENDS.split(story) if part and part.strip()][:_MOST_SENTENCES]


def saying(story: str, words: str) -> str:
    """Return the first sentence that has these folded words; empty when none has."""
    return next((each for each in sentences(story) if f" {words} " in f" {fold(each)} "), "")


def of_themes(story: str, words: Sequence[Word]) -> Iterator[Offer]:
    """Offer each theme that the story names, by any of its names; the longest are looked for first."""
    left, seen = f" {fold(story)} ", set()
    for word in words:
        if word.folded and f" {word.folded} " in left:
            left = left.replace(f" {word.folded} ", " \n ")
            if word.theme.pk not in seen:
                seen.add(word.theme.pk)
                yield Offer("theme", str(word.theme.pk), word.theme.name, saying(story, word.folded))


def of_people(story: str, people: MemberQuerySet, here: Collection[Member]) -> Iterator[Offer]:
    """Offer who is named by given and family name, among these people; found by the index of the list."""
    said = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", story)[:3000]
    asked = {_sorted_as(said[at : at + n]) for n in range(2, _LONGEST_NAME + 1) for at in range(len(said) - n + 1)}
    known = {member.pk for member in here}
    found = people.filter(sorted_as__in=asked) if asked else people.none()
    for member in found.by_name()[:MOST]:
        if member.pk not in known:
            yield Offer("member", str(member.pk), _("%s was there too") % member)


def of_level(story: str, line: Line | None) -> Iterator[Offer]:
    """Offer the levels whose names stand in the story, but for the one they are on."""
    for level in line.levels if line else []:
        words = fold(level.name)
        if words and level != (line and line.level) and (sentence := saying(story, words)):
            yield Offer("take", f"level:{level.pk}", _("Where they stand now: %s") % level, sentence)


def of_days(story: str, today: date) -> Iterator[Offer]:
    """Offer a day behind as the day of the talk, and a day to come as the one of a promise, of either side."""
    found = [(day, sentence) for sentence in sentences(story) for day in named_in(sentence, today)]
    for day, sentence in found[:_MOST_DAYS]:
        says = {"on": date_format(day, "D, M j")}
        if day < today:
            yield Offer("take", f"on:{day}", _("You talked on %(on)s") % says, sentence)
        elif day > today:
            yield Offer("take", f"said_yes:{day}", _("Said yes, by %(on)s") % says, sentence)
            yield Offer("take", f"owe:{day}", _("You owe this, by %(on)s") % says, sentence)


def taken(values: Collection[str], story: str, today: date) -> Taken:
    """Read what was taken. A sentence that has changed since means what it says now; one that is gone, nothing."""
    about = {kind: rest for kind, _colon, rest in (value.partition(":") for value in values)}
    days = {str(day): (day, each) for each in reversed(sentences(story)) for day in named_in(each, today)}
    on, yes, owe = (days.get(about.get(kind, "")) for kind in ("on", "said_yes", "owe"))
    return Taken(
        on[0] if on else None,
        (yes[1][:_LONGEST_PROMISE], yes[0]) if yes else None,
        (owe[1][:_LONGEST_PROMISE], owe[0]) if owe else None,
        _key(about.get("level", "")),
    )


def _sorted_as(words: Sequence[str]) -> str:
    """Write a name as the list of people sorts it: family name first, small letters, no accents."""
    given, *family = words
    return _plain(" ".join([*family, given]))


def _plain(text: str) -> str:
    # As `members.models.person.WithoutAccents` does in the database.
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text)).lower()


def _key(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
