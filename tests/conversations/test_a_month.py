"""A month of made-up days: talks, tries, meetings, levels, gone quiet and back again. Standings follow all of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from activities.models import Activity, Participation
from conversations.actions import log, take_back
from conversations.models import Conversation
from ladders.actions import assess
from ladders.models import Ladder, Level, Place, Standing
from ladders.proposing import deciding, looking
from members.models import Member
from organizations.models import Organization
from stpnet.in_org import on_public_side
from tests.ladders.test_histories import rolled_back

N, DAYS, QUIET_AFTER = 4, 30, 7
MADE_UP = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}
QUICK = settings(**MADE_UP, derandomize=True, max_examples=5, phases=[Phase.generate])
LONG = settings(**MADE_UP, max_examples=150)


class Step(NamedTuple):
    what: str
    who: int
    day: int


WHATS = ("talk", "talk", "try", "came", "take back", "level", "quiet", "not sure", "the rule", "back from the rule")
MONTH = st.lists(
    st.builds(Step, st.sampled_from(WHATS), st.integers(0, N - 1), st.integers(0, DAYS)), min_size=8, max_size=30
)


class World:
    """Four people on the first level, and a ladder on which a week of silence proposes gone quiet."""

    def __init__(self, organization: Organization, by: Member) -> None:
        self.today, self.by = organization.today(), by
        self.first = self.today - timedelta(days=DAYS)
        Ladder.objects.filter(is_default=True).update(quiet_after_days=QUIET_AFTER, needs_review=False)
        self.ladder = Ladder.objects.get(is_default=True)
        self.level = Level.objects.filter(ladder=self.ladder, retired_at=None).earliest("position")
        self.people = [Member.objects.create(given_name=f"Ana{n}", status="member") for n in range(N)]
        self.rounds: list[Any] = []
        for n in range(N):
            self.do(Step("level", n, 0))

    def do(self, step: Step) -> None:
        getattr(self, f"_{step.what.replace(' ', '_')}")(self.people[step.who], self.first + timedelta(days=step.day))

    def _talk(self, who: Member, on: date, **how: Any) -> None:
        log(by=self.by, members=[who], on=on, **{"story": "The heat is out", **how})

    def _try(self, who: Member, on: date) -> None:
        self._talk(who, on, outcome=Conversation.Outcome.NO_ANSWER, story="")

    def _came(self, who: Member, on: date) -> None:
        Participation.objects.create(
            activity=Activity.objects.create(name="Meeting", on=on), member=who, outcome="came"
        )

    def _take_back(self, who: Member, _on: date) -> None:
        if last := Conversation.objects.kept().filter(participants__member=who).order_by("-on").first():
            take_back(last, by=self.by)

    def _level(self, who: Member, on: date) -> None:
        self._say(who, on, Place.LEVEL)

    def _quiet(self, who: Member, on: date) -> None:
        self._say(who, on, Place.QUIET)

    def _not_sure(self, who: Member, on: date) -> None:
        self._say(who, on, Place.UNSURE)

    def _say(self, who: Member, on: date, place: Place) -> None:
        level = self.level if place == Place.LEVEL else None
        review_on = self.today if place == Place.UNSURE else None
        said = {"place": place, "level": level, "on": on, "review_on": review_on}
        assess(who, ladder=self.ladder, evidence="Saw it", by=self.by, **said)

    def _the_rule(self, _who: Member, _on: date) -> None:
        """Look who fell silent, and put them all there: each of them was on a level, and nothing reached them."""
        looking.look()
        people = Member.objects.people()
        waiting = list(deciding.quiet(self.ladder, people).values_list("member_id", flat=True))
        assert not {self.people.index(Member(pk=pk)) for pk in waiting} & self.reached_lately()
        if waiting:
            self.rounds.append(deciding.accept_all_quiet(self.ladder, people, expected=len(waiting), by=self.by))
            places = Standing.objects.filter(member__in=waiting, ladder=self.ladder).values_list("place", flat=True)
            assert set(places) == {"quiet"}

    def _back_from_the_rule(self, _who: Member, _on: date) -> None:
        if self.rounds:
            deciding.take_back(self.rounds.pop(), by=self.by)

    def reached_lately(self) -> set[int]:
        """Work out in another way whom a talk or a meeting reached within the week."""
        since = self.today - timedelta(days=QUIET_AFTER)
        talks = Conversation.objects.filter(removed_at=None, outcome="reached", on__gt=since)
        met = {one.member_id for talk in talks for one in talk.participants.all()}
        met |= {row.member_id for row in Participation.objects.filter(outcome="came", activity__on__gt=since)}
        return {n for n, each in enumerate(self.people) if each.pk in met}


@pytest.fixture
def month(north: Organization, person: Callable[[str], Member]) -> Callable[[list[Step]], None]:
    by = person("director")

    def live(steps: list[Step]) -> None:
        with rolled_back():
            world = World(north, by)
            for step in steps:
                world.do(step)
            world.do(Step("the rule", 0, 0))
            # Exits with 1 where a standing or a path is not what follows from the words.
            with on_public_side():
                call_command("rebuild_standings", "--organization", "north", "--check", verbosity=0)

    return live


@QUICK
@given(steps=MONTH)
def test_standings_follow_a_month_of_days(month: Callable[[list[Step]], None], steps: list[Step]) -> None:
    month(steps)


@pytest.mark.slow
@LONG
@given(steps=MONTH)
def test_standings_follow_many_months_of_days(month: Callable[[list[Step]], None], steps: list[Step]) -> None:
    month(steps)
