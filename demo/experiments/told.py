"""What is told of an experiment of the demo. Days are counted from the day the demo is loaded: -7 is a week ago."""

from typing import NamedTuple


class Step(NamedTuple):
    """Something to do: by whom, by when, and when it was done. People are named as they are called."""

    text: str
    owner: str = ""
    due: int | None = None
    done: int | None = None
    below: "tuple[Step, ...]" = ()


class Counted(NamedTuple):
    """What a sign is counted by. `people` are an area and positions on the ladder: a view that is saved for it.

    Each figure is a day with its numbers: one, a part and a whole, or those of both groups.
    """

    way: str
    goal: int
    figures: tuple[tuple[int, ...], ...] = ()
    baseline: int | None = None
    view: str = ""
    people: tuple[str, tuple[int, ...]] = ("", ())
    activity: str = ""
    level: int = 0
    question: str = ""


class Sign(NamedTuple):
    """How they will know: counted, or said in words by whoever answers for it, on a day."""

    text: str
    how: str = ""
    counted: Counted | None = None
    said: tuple[str, str, int] | None = None


class Learned(NamedTuple):
    text: str
    day: int
    tags: tuple[str, ...] = ()


class Decided(NamedTuple):
    kind: str
    text: str
    day: int


class Comment(NamedTuple):
    who: str
    day: int
    text: str


class Post(NamedTuple):
    who: str
    day: int
    text: str
    themes: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()


class Review(NamedTuple):
    """What the coach said: her question for the team, what she advises, and remarks by what they are about."""

    day: int
    question: str
    advice: str
    note: str
    due: int | None = None
    on_hypothesis: str = ""
    on_sign: tuple[str, str] = ("", "")


class Agreed(NamedTuple):
    """What the coach and a team agreed, when they talk again, and who was there."""

    day: int
    text: str
    there: tuple[str, ...]
    next: int | None = None


class Tried(NamedTuple):
    """An experiment. `taking_part` are an area, positions on the ladder and how many people."""

    title: str
    status: str
    asks: tuple[str, ...]
    hypothesis: str
    accountable: str = ""
    starts: int | None = None
    ends: int | None = None
    steps: tuple[Step, ...] = ()
    success: tuple[Sign, ...] = ()
    failure: tuple[Sign, ...] = ()
    team: tuple[tuple[str, str], ...] = ()
    documents: tuple[tuple[str, str], ...] = ()
    taking_part: tuple[str, tuple[int, ...], int] | None = None
    is_coached: bool = False
    level: int = 0
    rests: tuple[int, str] | None = None
    follows: str = ""
    learned: tuple[Learned, ...] = ()
    decided: tuple[Decided, ...] = ()
    left_open: tuple[str, ...] = ()
    log: tuple[Post, ...] = ()
    review: Review | None = None


class Asked(NamedTuple):
    """A question, by the word that experiments know it by, and those below it."""

    key: str
    text: str
    below: "tuple[Asked, ...]" = ()


class Story(NamedTuple):
    """All that a group tried: its questions by area, its experiments, and what it knows without having tried."""

    areas: tuple[tuple[str, tuple[Asked, ...]], ...]
    tried: tuple[Tried, ...]
    known: tuple[Learned, ...] = ()
    agreed: tuple[Agreed, ...] = ()
