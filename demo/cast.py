"""The people of a demo organization: each with a home, ways to be reached, and a path that ends where it should."""

from dataclasses import dataclass, field, replace
from random import Random
from typing import NamedTuple

from demo.paths import SPAN, Paths, Step
from demo.people import Crowd, Person
from demo.places import Contact, Directory
from demo.shapes import Area, Extra, Face, Group

# How many in a hundred ...
LIVES_WITH_THE_ONE_BEFORE = 8
SHARES_THE_PHONE = 50
HAS_PHONE = 90
HAS_SECOND_PHONE = 6
HAS_EMAIL = 66
HAS_ADDRESS = 62
IS_MEMBER = (45, 75, 92)  # by level; the last for all above
IS_MEMBER_OFF_THE_LADDER = 22
HAS_ROSTER_NUMBER = 35
HAS_WORKPLACE = 62
HAS_TAG = 16
KNOWN_FROM_THE_START = 55
QUIET_AND_STILL_SOMEONES = 50
# People who left, for each hundred and fifty who are there.
FORMER_FOR_EACH = 150

EMPLOYERS = (
    "Night shift, parcel depot", "Home care", "School kitchen", "Hotel laundry", "Between jobs", "Retired", "Day labor",
    "Cannery", "Bus driver", "Nursing home", "Own stall at the market", "Warehouse", "Cleaning", "College student",
)  # fmt: skip


@dataclass(slots=True)
class Draft:
    """One person on the way into the database."""

    person: Person
    area: Area
    building: str
    place: str
    rung: int
    steps: list[Step]
    status: str
    organizer: str
    known_since: int
    contacts: list[Contact]
    employer: str = ""
    workplace: str = ""
    roster_number: str = ""
    tags: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    waiting: str = ""


class Casting:
    """Makes everyone of a group, area by area."""

    def __init__(self, rng: Random, group: Group) -> None:
        self.rng = rng
        # Apart from the others, so that a field added later makes nobody else of the people.
        self.lately = Random(f"lately {group.slug}")  # noqa: S311 - made-up people, no secrets
        self.group = group
        self.crowd = Crowd(rng, group)
        self.directory = Directory(rng, group)
        self.paths = Paths(rng, len(group.rungs))
        self.n_roster = 1000
        self.workplaces = (
            [part for parts in group.workplaces.tree.values() for part in parts] if group.workplaces else []
        )

    def everyone(self) -> list[Draft]:
        """Return all people: those who are counted, then a few who left."""
        drafts = [draft for area in self.group.areas for draft in self._area(area)]
        return [*drafts, *self._former(len(drafts) // FORMER_FOR_EACH)]

    def _area(self, area: Area) -> list[Draft]:
        ends = ends_of(area)
        self.rng.shuffle(ends)
        drafts = []
        for face in self.group.faces:
            if face.area == area.name:
                ends.remove(End("level", face.level))
                drafts.append(self._face(area, face))
        before = None
        for end in ends:
            before = self._draft(area, end, before)
            drafts.append(before)
        return drafts

    def _face(self, area: Area, face: Face) -> Draft:
        person = Person(face.given_name, face.family_name, pronouns=face.pronouns, language=face.languages)
        draft = self._draft(area, End("level", face.level), None, person, face.building or area.name)
        if face.path:
            draft = replace(draft, steps=list(face.path), known_since=face.path[0].day, waiting=face.waiting)
        return draft

    def _draft(
        self, area: Area, end: "End", before: Draft | None, person: Person | None = None, building: str = ""
    ) -> Draft:
        rng = self.rng
        together = person is None and before is not None and self._happens(LIVES_WITH_THE_ONE_BEFORE)
        if together and before:
            person, building = self.crowd.relative(before.person), before.building
        person, building = person or self.crowd.person(), building or rng.choice(area.places)
        steps = self.paths.to(end.place, end.rung)
        draft = Draft(
            person=person,
            area=area,
            building=building,
            place=end.place,
            rung=end.rung,
            steps=steps,
            status=self._status(end),
            organizer=self._organizer(area, end),
            known_since=self._known_since(steps),
            contacts=self._contacts(area, building, person, before if together else None),
        )
        return self._with_extras(draft)

    def _status(self, end: "End") -> str:
        share = IS_MEMBER[min(end.rung, len(IS_MEMBER)) - 1] if end.rung else IS_MEMBER_OFF_THE_LADDER
        return "member" if self._happens(share) else "contact"

    def _organizer(self, area: Area, end: "End") -> str:
        has_one = end.place in {"level", "unsure"} or (end.place == "quiet" and self._happens(QUIET_AND_STILL_SOMEONES))
        return area.organizer if has_one else ""

    def _known_since(self, steps: list[Step]) -> int:
        if not steps:
            return 0 if self._happens(KNOWN_FROM_THE_START) else self.rng.randint(1, SPAN)
        first = steps[0]
        if first.tells in {"first list", "second list"}:
            return first.day
        return max(1, first.day - int(90 * self.rng.random() ** 3))

    def _contacts(self, area: Area, building: str, person: Person, housemate: Draft | None) -> list[Contact]:
        shared = {contact.kind: contact for contact in reversed(housemate.contacts)} if housemate else {}
        contacts = []
        if "phone" in shared and self._happens(SHARES_THE_PHONE):
            contacts.append(shared["phone"]._replace(label="home"))
        elif self._happens(HAS_PHONE):
            contacts.append(self.directory.phone())
            contacts += [self.directory.phone()] if self._happens(HAS_SECOND_PHONE) else []
        if self._happens(HAS_EMAIL):
            contacts.append(self.directory.email(person))
        if "address" in shared:
            contacts.append(shared["address"])
        elif self._happens(HAS_ADDRESS):
            contacts.append(self.directory.address(area, building))
        return contacts or [self.directory.phone()]

    def _with_extras(self, draft: Draft) -> Draft:
        rng = self.rng
        if self.workplaces and self._happens(HAS_WORKPLACE):
            draft.workplace = rng.choice(self.workplaces)
        elif not self.workplaces and draft.place == "level" and self._happens(30):
            draft.employer = rng.choice(EMPLOYERS)
        if draft.known_since == 0 and self._happens(HAS_ROSTER_NUMBER):
            self.n_roster += rng.randint(1, 7)
            draft.roster_number = f"{self.n_roster:06d}"
        if draft.place == "level" and self._happens(HAS_TAG * draft.rung):
            draft.tags = rng.sample(self.group.tags, rng.choice((1, 1, 1, 2)))
        draft.answers = {extra.name: rng.choice(extra.answers) for extra in self.group.extras if self._asked(extra)}
        lately = [extra for extra in self.group.asked_lately if self.lately.random() < extra.share]
        draft.answers |= {extra.name: self.lately.choice(extra.answers) for extra in lately}
        return draft

    def _asked(self, extra: Extra) -> bool:
        return self.rng.random() < extra.share

    def _former(self, n: int) -> list[Draft]:
        drafts = [self._draft(self.rng.choice(self.group.areas), End("off", 0), None) for _each in range(n)]
        return [replace(draft, status="former") for draft in drafts]

    def _happens(self, share: int) -> bool:
        return self.rng.randrange(100) < share


class End(NamedTuple):
    """Where a path ends."""

    place: str
    rung: int


def ends_of(area: Area) -> list[End]:
    """Return one end for each person that the area was promised."""
    counts = area.counts
    ends = [End("level", rung) for rung, n in enumerate(counts.levels, start=1) for _each in range(n)]
    for place, n in (("unsure", counts.unsure), ("quiet", counts.quiet), ("off", counts.in_touch)):
        ends += [End(place, 0)] * n
    return ends
