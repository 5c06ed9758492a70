"""The board's ways of laying cards out: under their questions, by where they stand, by last day, by who is in them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from experiments.board.cards import Card
from experiments.lanes import Lane
from experiments.models import Question
from experiments.questions.tree import Tree

# So many cards of a column are shown; the rest stand behind one link. Two hundred would bury the six that run.
MOST_IN_LANE, MOST_IN_COLUMN = 6, 25


class Column(NamedTuple):
    lane: Lane
    n: int
    cards: Sequence[Card]

    @property
    def more(self) -> int:
        return self.n - len(self.cards)


class Asking(NamedTuple):
    """A question with the experiments right under it; without any, `columns` is empty. `under` leads to it."""

    question: Question
    under: str
    columns: Sequence[Column]


class Area(NamedTuple):
    """A question at the top, and those below it."""

    question: Question
    own: Asking | None
    lanes: Sequence[Asking]


class Heap(NamedTuple):
    """Cards under a heading."""

    heading: str
    cards: Sequence[Card]
    # Of what was learned only the latest are shown.
    more: int = 0


def columns(cards: Iterable[Card], most: int) -> list[Column]:
    """Put cards into the four columns."""
    there: dict[str, list[Card]] = {lane: [] for lane in Lane.values}
    for card in cards:
        there[card.lane].append(card)
    # What was learned last stands first.
    there[Lane.LEARNED].reverse()
    return [Column(lane, len(there[lane]), there[lane][:most]) for lane in Lane]


def by_question(tree: Tree, cards: Sequence[Card], *, narrowed: bool) -> tuple[list[Area], list[Column]]:
    """Return the areas with their questions, and the columns of what stands under no question.

    Where the board is narrowed down, questions without anything that fits are left out: nothing is said about them.
    """
    there: dict[UUID, list[Card]] = {}
    for card in cards:
        for key in card.questions:
            there.setdefault(key, []).append(card)
    areas = [area for root in tree.roots if (area := _area(tree, root, there, narrowed=narrowed))]
    alone = [card for card in cards if not any(key in tree.by_key for key in card.questions)]
    return areas, columns(alone, MOST_IN_LANE) if alone else []


def _area(tree: Tree, root: Question, there: dict[UUID, list[Card]], *, narrowed: bool) -> Area | None:
    lanes: list[Asking] = []
    for node in tree.walk(root):
        question = node.question
        found = there.get(question.pk, [])
        # One in the middle of a chain is read with those below it.
        is_asked = not narrowed and question.retired_at is None and question.pk not in tree.below
        if found or is_asked:
            under = tree.by_key[question.parent_id].text if node.depth > 1 and question.parent_id else ""
            lanes.append(Asking(question, under, columns(found, MOST_IN_LANE) if found else []))
    if not lanes and (narrowed or root.retired_at):
        return None
    own = lanes[0] if lanes and lanes[0].question.pk == root.pk else None
    return Area(root, own, lanes[1:] if own else lanes)


def by_end(cards: Iterable[Card]) -> list[Heap]:
    """Group by the month of the last day: what is open first, what is learned last."""
    heaps: dict[str, list[Card]] = {}
    late: list[Card] = []
    for card in cards:
        if card.lane == Lane.LEARNED:
            late.append(card)
        elif card.lane == Lane.WRAPPING_UP:
            heaps.setdefault(_("Wrapping up"), []).append(card)
        else:
            heaps.setdefault(_month(card.ends_on), []).append(card)
    found = [Heap(heading, there) for heading, there in heaps.items()]
    if late:
        found.append(Heap(_("Learned"), late[::-1][:MOST_IN_COLUMN], max(len(late) - MOST_IN_COLUMN, 0)))
    return found


def _month(ends_on: date | None) -> str:
    return str(formats.date_format(ends_on, "F Y")) if ends_on else _("No last day yet")


def by_team(cards: Sequence[Card], people: dict[UUID, str]) -> list[Heap]:
    """Group by each who answers for one or is on its team, in the order of `people`; a card stands under all of them."""
    there: dict[UUID, list[Card]] = {key: [] for key in people}
    rest: list[Card] = []
    for card in cards:
        named = [key for key in card.people if key in people]
        for key in named:
            there[key].append(card)
        if not named:
            rest.append(card)
    found = [Heap(people[key], cards) for key, cards in there.items() if cards]
    return [*found, *([Heap(_("Nobody named here"), rest)] if rest else [])]
