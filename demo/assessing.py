"""Turns paths into assessments: by whom, when it was written down, who agreed, what it says."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from demo.cast import Draft
from demo.frame import Frame
from demo.paths import ENTERED_LATER, NOT_QUITE_SURE, SPAN, Step
from demo.shapes import Group
from demo.stories import VOID_REASONS, Storyteller
from organizations.models import Organization, Role

# In a hundred: steps that someone else than the organizer wrote down.
BY_SOMEONE_ELSE = 10
LISTED = {"first list", "second list"}
# Waiting for a second person: seen in the last days, about someone who has stood where they stand for a while.
WAITING_DAYS = (1, 6)
SETTLED_FOR = 60


class Calendar:
    """Days of the story in dates and moments of the organization's zone."""

    def __init__(self, organization: Organization, today: date) -> None:
        self.zone = organization.zone
        self.first = today - timedelta(days=SPAN + 1)

    def on(self, day: int) -> date:
        return self.first + timedelta(days=day)

    def at(self, day: int, minutes: int = 0) -> datetime:
        """Return a moment of the afternoon or evening, when such things are written down."""
        return datetime.combine(self.on(day), time(16), self.zone) + timedelta(minutes=minutes)


class Row(NamedTuple):
    """One assessment as COPY takes it; the order is that of the table's columns named here."""

    member_id: UUID
    ladder_id: UUID
    place: str
    level_id: UUID | None
    on: date
    confidence: str
    evidence: str
    review_on: date | None
    source: str
    assessed_by_id: UUID
    import_id: UUID | None
    is_baseline: bool
    waits_for_review: bool
    confirmed_by_id: UUID | None
    confirmed_at: datetime | None
    voided_by_id: UUID | None
    voided_at: datetime | None
    void_reason: str
    created_at: datetime


class Assessing:
    def __init__(
        self, rng: Random, group: Group, frame: Frame, calendar: Calendar, lists: dict[str, UUID], names: list[str]
    ) -> None:
        self.rng = rng
        self.group = group
        self.frame = frame
        self.calendar = calendar
        self.lists = lists
        self.stories = Storyteller(rng, names)
        self.director = frame.worker(group, Role.DIRECTOR)
        self.data_lead = frame.worker(group, Role.DATA_LEAD)
        assessing = [*(area.organizer for area in group.areas), group.workers[-1].name]
        self.assessors = [frame.staff[name] for name in dict.fromkeys(assessing)]

    def rows(self, drafts: list[Draft], ids: list[UUID]) -> list[Row]:
        """Return all assessments in the order in which they were made."""
        pairs = list(zip(drafts, ids, strict=True))
        found = [row for draft, pk in pairs for row in self._path(draft, pk)]
        found += [self._waiting(draft, pk) for draft, pk in self._chosen(pairs)]
        return sorted(found, key=lambda row: row.created_at)

    def _path(self, draft: Draft, pk: UUID) -> Iterator[Row]:
        for step in draft.steps:
            yield self._listed(pk, step) if step.tells in LISTED else self._seen(draft, pk, step)

    def _listed(self, pk: UUID, step: Step) -> Row:
        """A level that came with a list counts at once, and nobody has looked at it yet."""
        return self._row(
            pk,
            step,
            source="import",
            assessed_by_id=self.data_lead,
            import_id=self.lists[step.tells],
            is_baseline=step.tells == "first list",
            created_at=self.calendar.at(step.day),
        )

    def _seen(self, draft: Draft, pk: UUID, step: Step) -> Row:
        assessor = self._assessor(draft)
        written = step.day + (self.rng.randint(3, 40) if self._happens(ENTERED_LATER) else 0)
        minutes = self.rng.randrange(300)
        row = self._row(
            pk,
            step,
            source=self._source(step),
            assessed_by_id=assessor,
            evidence=self._told(draft, step),
            created_at=self.calendar.at(min(written, SPAN), minutes),
        )
        if step.tells == "voided":
            return self._voided(row, assessor)
        if step.tells == "unsure":
            return row._replace(review_on=row.on + timedelta(days=self.rng.randrange(30, 100)))
        if step.place == "level" and step.tells not in {"unsure", "down"} and self._happens(NOT_QUITE_SURE):
            row = row._replace(confidence="unsure")
        return self._agreed(row, min(written, SPAN)) if step.place == "level" and step.is_change else row

    def _agreed(self, row: Row, written: int) -> Row:
        """A changed level counts because a second person has said so."""
        day = min(written + self.rng.randint(0, 5), SPAN)
        at = max(self.calendar.at(day, self.rng.randrange(300, 420)), row.created_at)
        return row._replace(waits_for_review=True, confirmed_by_id=self._second(row.assessed_by_id), confirmed_at=at)

    def _voided(self, row: Row, by: UUID) -> Row:
        at = row.created_at + timedelta(minutes=self.rng.randrange(2, 90))
        return row._replace(
            waits_for_review=True, voided_by_id=by, voided_at=at, void_reason=self.rng.choice(VOID_REASONS)
        )

    def _chosen(self, pairs: list[tuple[Draft, UUID]]) -> list[tuple[Draft, UUID]]:
        """Pick those whose next level waits: whom the description names, and others who have stood still long enough."""
        named = [pair for pair in pairs if pair[0].waiting]
        others = [
            (draft, pk)
            for draft, pk in pairs
            if draft.place == "level"
            and not draft.waiting
            and draft.rung < len(self.group.rungs)
            and draft.steps[-1].day < SPAN - SETTLED_FOR
            and draft.steps[-1].tells not in {"voided", "first list"}
        ]
        return named + self.rng.sample(others, self.group.waiting - len(named))

    def _waiting(self, draft: Draft, pk: UUID) -> Row:
        """The organizer has seen the next level; a director, or another organizer, has still to agree."""
        step = Step(SPAN - self.rng.randint(*WAITING_DAYS), "level", draft.rung + 1, "climb")
        organizer = self.frame.staff[draft.area.organizer]
        return self._row(
            pk,
            step,
            source="conversation",
            assessed_by_id=organizer if organizer != self.director else self._second(organizer),
            evidence=draft.waiting or self._told(draft, step),
            waits_for_review=True,
            created_at=self.calendar.at(step.day, self.rng.randrange(300)),
        )

    def _row(self, pk: UUID, step: Step, **said: Any) -> Row:
        level = self.frame.levels[step.rung] if step.rung else None
        plain = Row(
            pk, self.frame.ladder, step.place, level, self.calendar.on(step.day), "clear", "", None, "page",
            self.director, None, False, False, None, None, None, None, "", self.calendar.at(step.day),
        )  # fmt: skip
        return plain._replace(**said)

    def _told(self, draft: Draft, step: Step) -> str:
        climbs = step.tells in {"climb", "voided"}
        kind = self.group.rungs[step.rung - 1].stories if climbs else step.tells
        return self.stories.tell(kind, draft.person.called, self.group.town.house or draft.building)

    def _source(self, step: Step) -> str:
        if step.tells == "quiet":
            return "rule"
        if step.tells == "still":
            return self.rng.choice(("review", "review", "conversation"))
        return self.rng.choice(("page", "conversation", "conversation"))

    def _assessor(self, draft: Draft) -> UUID:
        if self._happens(BY_SOMEONE_ELSE):
            return self.rng.choice(self.assessors)
        return self.frame.staff[draft.area.organizer]

    def _second(self, assessor: UUID) -> UUID:
        if assessor != self.director and self._happens(70):
            return self.director
        return self.rng.choice([each for each in self.assessors if each != assessor])

    def _happens(self, share: int) -> bool:
        return self.rng.randrange(100) < share
