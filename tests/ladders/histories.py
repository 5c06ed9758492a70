"""Made-up histories of a few people on two ladders, done as pages and lists do them."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from imports.actions import NotNow as ListNotNow
from imports.models import ImportBatch
from ladders import actions, levels, several
from ladders.actions import AssessmentRefused
from ladders.levels import LevelsRefused, LevelText
from ladders.models import Assessment, Ladder, Level, Place, Standing
from members.merging.actions import NotNow, merge, unmerge
from members.models import ContactPoint, Member, MergeRecord
from organizations.models import Organization
from tests.imports import generated
from tests.imports.undoing import take_back

N, DAYS = 4, 9
REFUSALS = (AssessmentRefused, LevelsRefused, NotNow, ListNotNow)
OUTSIDE = (Place.UNSURE, Place.QUIET, Place.OFF)


class Step(NamedTuple):
    """`what` is done to person `who` on that day; `n` chooses among whatever there is to choose from."""

    what: str
    who: int
    n: int
    day: int


WORDS = ("assess", "assess", "assess", "assess elsewhere", "void", "agree")
PEOPLE = ("merge", "part")
LADDER = ("order", "retire", "restore", "add", "review", "put away")
LISTS = ("list", "undo")


def steps(*, most: int, lists: bool = True) -> st.SearchStrategy[list[Step]]:
    """Draw what happens, one after the other."""
    whats = st.sampled_from([*WORDS, *WORDS, *PEOPLE, *LADDER, *(LISTS if lists else ())])
    step = st.builds(Step, whats, st.integers(0, N - 1), st.integers(0, 40), st.integers(0, DAYS))
    return st.lists(step, min_size=3, max_size=most)


class World:
    """A few people, nobody placed yet, and two ladders; the second asks for a second person from the start."""

    def __init__(self, organization: Organization, staff: Sequence[Member]) -> None:
        self.staff = staff
        self.today = organization.today()
        self.first = self.today - timedelta(days=DAYS)
        texts = [LevelText(name, "", []) for name in ("Checks in", "Keeps watch", "Trains others", "Answers for all")]
        self.ladder = Ladder.objects.get(is_default=True)
        self.other = several.make("Safety", levels=texts, by=staff[0])
        levels.change(self.other, seen=1, values={"needs_review": True}, by=staff[0])
        self.people = [self._person(n) for n in range(N)]

    @property
    def days(self) -> list[date]:
        """All days on which something may be said, and the one before."""
        return [self.first + timedelta(days=n) for n in range(-1, DAYS + 1)]

    def _person(self, n: int) -> Member:
        member: Member = Member.objects.create(given_name=f"Ana{n}", family_name=("Cruz", "Ruiz", "Haddad", "Ng")[n])
        address = f"p{n}@example.org"
        ContactPoint.objects.create(member=member, kind="email", value=address, normal=address)
        return member

    def do(self, step: Step) -> None:
        """Do it, or find it refused as a page would say."""
        doing: Callable[[Step], Any] = getattr(self, f"_{step.what.replace(' ', '_')}")
        try:
            doing(step)
        except REFUSALS:
            return

    def _assess(self, step: Step, ladder: Ladder | None = None) -> None:
        ladder = ladder or self.ladder
        there = [*self._in_use(ladder), *OUTSIDE]
        where = there[step.n % len(there)]
        is_level = isinstance(where, Level)
        actions.assess(
            self._stands_for(step.who),
            ladder=self._fresh(ladder),
            place=Place.LEVEL if is_level else Place(where),
            level=where if isinstance(where, Level) else None,
            on=self.first + timedelta(days=step.day),
            evidence="Ran the meeting",
            review_on=self.today if where == Place.UNSURE else None,
            by=self.staff[step.n % 2],
        )

    def _assess_elsewhere(self, step: Step) -> None:
        self._assess(step, self.other)

    def _void(self, step: Step) -> None:
        if word := pick(Assessment.objects.filter(voided_at=None), step.n):
            actions.void(word, reason="The wrong Ana", by=self.staff[0])

    def _agree(self, step: Step) -> None:
        if word := pick(Assessment.objects.waiting(), step.n):
            actions.confirm(word, by=self.staff[step.who % 2])

    def _merge(self, step: Step) -> None:
        merge(self._stands_for(step.who), self._stands_for(step.n % N), by=self.staff[0])

    def _part(self, step: Step) -> None:
        records = MergeRecord.objects.filter(apart_at=None).order_by("merged_at", "pk")
        if records:
            unmerge(records[step.n % len(records)], by=self.staff[0])

    def _order(self, step: Step) -> None:
        there = [level.pk for level in self._in_use(self.ladder)]
        at = step.n % len(there)
        levels.reorder(self.ladder, seen=self._version(), order=there[at:] + there[:at], by=self.staff[0])

    def _retire(self, step: Step) -> None:
        there = self._in_use(self.ladder)
        level, to = there[step.n % len(there)], there[step.day % len(there)]
        n = Standing.objects.filter(level=level).count()
        to_or_stay = to if step.who % 2 and to != level else None
        levels.retire(level, seen=self._version(), to=to_or_stay, expected=n, by=self.staff[0])

    def _restore(self, step: Step) -> None:
        retired = list(Level.objects.exclude(retired_at=None).filter(ladder=self.ladder).order_by("pk"))
        if retired:
            levels.restore(retired[step.n % len(retired)], seen=self._version(), by=self.staff[0])

    def _add(self, step: Step) -> None:
        text = LevelText(f"Level {self._version()}", "", [])
        levels.add(self.ladder, seen=self._version(), text=text, position=step.n % 7, by=self.staff[0])

    def _review(self, _step: Step) -> None:
        asks = not self._fresh(self.ladder).needs_review
        levels.change(self.ladder, seen=self._version(), values={"needs_review": asks}, by=self.staff[0])

    def _put_away(self, _step: Step) -> None:
        away = self._fresh(self.other).put_away_at
        (several.use_again if away else several.put_away)(self.other, by=self.staff[0])

    def _list(self, step: Step) -> None:
        """Bring a list in that knows two of them, and the levels by number or name."""
        there = self._in_use(self.ladder)
        lines = ["First,Last,Email,Level,Level date"]
        for n, number in ((step.who, step.n), ((step.who + 1) % N, step.n // 7)):
            level, who = there[number % len(there)], self.people[n]
            on = self.first + timedelta(days=(step.day + n) % DAYS)
            lines.append(f"{who.given_name},{who.family_name},p{n}@example.org,{level.position},{on}")
        generated.bring("\n".join(lines) + "\n", as_of=self.today)

    def _undo(self, step: Step) -> None:
        if (batch := pick(ImportBatch.objects.filter(changes__isnull=False).distinct(), step.n)) is not None:
            take_back(batch)

    def _stands_for(self, who: int) -> Member:
        member = Member.objects.get(pk=self.people[who].pk)
        while member.merged_into is not None:
            member = member.merged_into
        return member

    def _in_use(self, ladder: Ladder) -> list[Level]:
        return list(Level.objects.active().filter(ladder=ladder).select_related("ladder").order_by("position"))

    def _fresh(self, ladder: Ladder) -> Ladder:
        found: Ladder = Ladder.objects.get(pk=ladder.pk)
        return found

    def _version(self) -> int:
        return self._fresh(self.ladder).version


def pick(found: Any, n: int) -> Any:
    """Choose one of these, oldest first; None of none."""
    rows = list(found.order_by("created_at", "pk"))
    return rows[n % len(rows)] if rows else None
