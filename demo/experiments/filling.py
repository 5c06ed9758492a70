"""Writes what a demo group asks itself and tried: questions in a tree, experiments under them, what came of those.

It stands after the people and their paths, and draws no lots: figures that count themselves count those people.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from audit.recording import action, record
from demo.experiments import counted, smaller, talked
from demo.experiments.cast import Cast
from demo.experiments.cedar_valley import STORY as CEDAR_VALLEY
from demo.experiments.told import Asked, Learned, Step, Story, Tried
from demo.shapes import Group
from experiments.models import Decision, Experiment, ExperimentStep, Learning, OpenQuestion, Question, TakingPart
from experiments.models import Sign as SignRow
from experiments.writing.actions import write
from experiments.writing.content import Content, empty
from members.models import Member
from organizations.models import Organization

STORIES = {"cedar-valley": CEDAR_VALLEY, "lakeside": smaller.LAKESIDE, "elm-court": smaller.ELM_COURT}


def fill(organization: Organization, group: Group, *, today: date) -> None:
    """Write a group's experiments down, and count what counts itself as a worker would."""
    story = STORIES[group.slug]
    Filling(story, Cast(group), today).write()
    counted.now(organization)
    record_all(organization)


@action
def record_all(organization: Organization) -> None:
    record("organization.fill", of=organization, by=None)


class Filling:
    """One story, as it is written down."""

    def __init__(self, story: Story, cast: Cast, today: date) -> None:
        self.story, self.cast, self.today = story, cast, today

    def day(self, n: int | None) -> date | None:
        return None if n is None else self.today + timedelta(days=n)

    @cached_property
    def questions(self) -> dict[str, Question]:
        made: dict[str, Question] = {}
        for area, asked in self.story.areas:
            self._ask(asked, area, None, made)
        return made

    def _ask(self, asked: Iterable[Asked], area: str, parent: Question | None, made: dict[str, Question]) -> None:
        for one in asked:
            said = {"text": one.text, "area": area if parent is None else "", "parent": parent}
            made[one.key] = Question.objects.create(**said, made_by=self.cast.lead)
            self._ask(one.below, area, made[one.key], made)

    @action
    def write(self) -> None:
        made: dict[str, Experiment] = {}
        # One that goes on from another comes after it.
        for tried in sorted(self.story.tried, key=lambda tried: bool(tried.follows)):
            made[tried.title] = self._try(tried, made.get(tried.follows))
        for learned in self.story.known:
            self._learn(learned, None)
        talked.agree(self.story.agreed, self.cast, self.today)

    def _try(self, tried: Tried, follows: Experiment | None) -> Experiment:
        answers_for = self.cast.of(tried.accountable) or self.cast.lead
        experiment = write(self._content(tried), by=answers_for)
        experiment.status, experiment.follows = tried.status, follows
        experiment.coach = self.cast.coach if tried.is_coached else None
        if tried.rests:
            experiment.paused_on, experiment.pause_cause = self.day(tried.rests[0]), tried.rests[1]
        experiment.created_at = self.cast.at(self._begun(tried))
        experiment.changed_at = self.cast.at(self.today - timedelta(days=1))
        experiment.save()
        experiment.revisions.update(made_at=experiment.created_at)
        self._take_part(tried, experiment)
        self._tick(tried.steps, experiment, answers_for)
        self._say(tried, experiment, answers_for)
        self._conclude(tried, experiment, answers_for)
        talked.fill(experiment, tried, self.cast, self.today)
        return experiment

    def _begun(self, tried: Tried) -> date:
        """An idea is two weeks old; what has days was written down ten days before the first of them."""
        return min(self.today, self.day(tried.starts) or self.today - timedelta(days=4)) - timedelta(days=10)

    def _content(self, tried: Tried) -> Content:
        plain = {"title": tried.title, "hypothesis": tried.hypothesis, "accountable": self.cast.key(tried.accountable)}
        level = self.cast.levels.get(tried.level)
        plain["level"] = str(level.pk) if level else ""
        days = {"starts_on": self._iso(tried.starts), "ends_on": self._iso(tried.ends)}
        lists = {
            "questions": [str(self.questions[key].pk) for key in tried.asks],
            "steps": [self._step(step) for step in tried.steps],
            "success": [{"id": "", "text": sign.text, "how": sign.how} for sign in tried.success],
            "failure": [{"id": "", "text": sign.text, "how": sign.how} for sign in tried.failure],
            "team": [self._on_team(name, part) for name, part in tried.team],
            "documents": [{"id": "", "name": name, "url": url} for name, url in tried.documents],
        }
        content: Content = {**empty(), **plain, **days, **lists}  # type: ignore[typeddict-item]
        return content

    def _iso(self, n: int | None) -> str:
        day = self.day(n)
        return day.isoformat() if day else ""

    def _step(self, step: Step) -> dict[str, object]:
        below = [self._step(one) for one in step.below]
        owner = {"owner": self.cast.key(step.owner), "who": "" if step.owner else "Everyone"}
        return {"id": "", "text": step.text, "due": self._iso(step.due), "children": below, **owner}

    def _on_team(self, name: str, part: str) -> dict[str, str]:
        member = self.cast.key(name)
        return {"id": "", "member": member, "name": "" if member else name, "part": part}

    def _take_part(self, tried: Tried, experiment: Experiment) -> None:
        if tried.taking_part:
            area, positions, n = tried.taking_part
            rows = [
                TakingPart(experiment=experiment, member=member) for member in self.cast.standing(area, positions)[:n]
            ]
            TakingPart.objects.bulk_create(rows)

    def _tick(self, steps: Iterable[Step], experiment: Experiment, by: Member) -> None:
        for step in steps:
            done = {"done_on": self.day(step.done), "done_by": self.cast.of(step.owner) or by}
            if step.done is not None:
                ExperimentStep.objects.filter(experiment=experiment, text=step.text).update(**done)
            self._tick(step.below, experiment, by)

    def _say(self, tried: Tried, experiment: Experiment, by: Member) -> None:
        rows: dict[str, SignRow] = {row.text: row for row in experiment.signs.all()}
        for sign in (*tried.success, *tried.failure):
            row = rows[sign.text]
            if sign.said:
                row.verdict, row.verdict_words, row.said_by = sign.said[0], sign.said[1], by
                row.said_on = self.day(sign.said[2])
                row.save()
            elif sign.counted:
                counted.bind(row, sign.counted, self.cast, experiment, self.today)

    def _conclude(self, tried: Tried, experiment: Experiment, by: Member) -> None:
        for learned in tried.learned:
            self._learn(learned, experiment)
        for kind, text, day in tried.decided:
            Decision.objects.create(
                experiment=experiment, kind=kind, text=text, on=self.today + timedelta(days=day), made_by=by
            )
        for text in tried.left_open:
            OpenQuestion.objects.create(experiment=experiment, text=text, made_by=by)

    def _learn(self, learned: Learned, experiment: Experiment | None) -> None:
        by: UUID | None = experiment.accountable_id if experiment else self.cast.lead.pk
        said = {"text": learned.text, "on": self.day(learned.day), "tags": sorted(learned.tags)}
        Learning.objects.create(experiment=experiment, made_by_id=by, **said)
