"""A year of what a demo organization did together: assemblies, trainings, actions, and who came to them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from activities import newcomers, recurring
from activities.actions import fold
from activities.models import Activity, ActivitySeries, HasSkill, Participation, Skill
from activities.skills import actions as skills
from ladders.models import LevelSign, Place, PlanStep, Standing
from members.models import Member

Kind, Answer, Outcome = Activity.Kind, Participation.Answer, Participation.Outcome
ASSEMBLY = "General assembly"
# What else there was: kind, name, days ago (before today: to come), where, and what it teaches.
OTHERS = (
    ("training", "How to ask", 301, "Library, room 2", "Makes asks"),
    ("action", "Rally for heat by October", 262, "City hall", ""),
    ("canvass", "Every door of the block", 205, "Meet at the laundry room", ""),
    ("training", "Run a meeting", 171, "Library, room 2", "Runs a meeting"),
    ("petition", "Signatures at the market", 122, "Market square", ""),
    ("text_bank", "Texting evening", 83, "Union hall", ""),
    ("training", "How to ask", 47, "Library, room 2", "Makes asks"),
    ("action", "At the rent board", 24, "City hall, second floor", ""),
    ("postcards", "Postcards to the council", 12, "Kitchen of the union hall", ""),
    ("meeting", "Tenant meeting", 0, "Laundry room", ""),
    ("training", "Run a meeting", -9, "Library, room 2", "Runs a meeting"),
    ("action", "March to the landlord’s office", -16, "Corner of Mill Street", ""),
)
# Which signs of the ladders, and which steps of plans, name what the trainings teach.
SHOWS_IN = {
    "Makes asks": (
        "Calls back the people they asked",
        "Asks again after a no",
        "Practice the ask out loud until the words are your own",
    ),
    "Runs a meeting": ("Has run a meeting start to finish",),
}
ROLES = ("Stood at the door", "Took the notes", "Cooked", "Spoke", "Interpreted", "Looked after the children")
# In a hundred: who comes when asked, by the number of their level; who came without; who had a part in it.
COMES, WALKS_IN, HAD_A_PART = (0, 34, 52, 66, 78, 84, 84, 84), 9, 8
ASKED_AT_MOST = 110
# Whoever was looked at so lately has been in touch, so that they came surprises nobody.
LATELY = timedelta(days=170)


class Guest(NamedTuple):
    """Somebody who may be asked, and the number of their level; 0: on none."""

    member: Member
    level: int


def fill(rng: Random, *, organizer: Member, director: Member, today: date) -> None:
    """Write a year of it down, with the next ones planned. It draws its own lots."""
    guests = _guests(today)
    if not guests:
        return
    planned = [*_assemblies(organizer, today), *_others(director, today)]
    hosts = [guest.member for guest in guests if guest.level >= 3][:12] or [organizer]  # noqa: PLR2004 - makes asks
    newcomers = _newcomers()
    rows = [row for each in planned for row in _people(rng, each, guests, newcomers, hosts, today)]
    Participation.objects.bulk_create(rows, batch_size=500)
    _new_ones(planned, organizer, today)
    for guest in guests[:6]:
        skill = skills.named("Interprets", by=director)
        HasSkill.objects.create(member=guest.member, skill=skill, said_by=director, said_on=today - timedelta(days=90))
    _name_skills()


def _name_skills() -> None:
    for skill in Skill.objects.filter(name__in=SHOWS_IN):
        texts = SHOWS_IN[skill.name]
        LevelSign.objects.filter(text__in=texts).update(skill=skill)
        PlanStep.objects.filter(kind=PlanStep.Kind.SKILL, text__in=texts).update(skill=skill)


def _guests(today: date) -> list[Guest]:
    stands = Standing.objects.filter(
        ladder__is_default=True, place=Place.LEVEL, assessment__on__gte=today - LATELY,
        member__in=Member.objects.counted(),
    )  # fmt: skip
    rows = stands.select_related("member", "level").order_by("member")
    return [Guest(row.member, row.level.position) for row in rows if row.level]


def _newcomers() -> list[Member]:
    """Contacts on no level yet: who comes for the first time is one of them."""
    placed = Standing.objects.filter(ladder__is_default=True).values("member")
    return list(Member.objects.counted().filter(status="contact").exclude(pk__in=placed).order_by("pk")[:300])


def _assemblies(organizer: Member, today: date) -> list[Activity]:
    """One each month, with those to come, as a series makes them."""
    first = today - timedelta(days=358)
    series = ActivitySeries(every=ActivitySeries.Every.WEEKDAY, first_on=first, made_until=first)
    held = list(recurring.days(series, after=first - timedelta(days=1), until=today - timedelta(days=1)))
    series.made_until = held[-1]
    series.save(force_insert=True)
    said = {"kind": Kind.MEETING, "name": ASSEMBLY, "folded": fold(ASSEMBLY), "place": "Union hall", "expected": 60}
    Activity.objects.bulk_create(
        Activity(**said, on=on, begins=time(18, 30), ends=time(20), series=series, made_by=organizer) for on in held
    )
    recurring.make_ahead(series, today)
    return list(series.activities.order_by("on"))


def _others(director: Member, today: date) -> Iterator[Activity]:
    for kind, name, ago, place, skill in OTHERS:
        teaches: Skill | None = skills.named(skill, by=director) if skill else None
        yield Activity.objects.create(
            kind=kind, name=name, folded=fold(name), on=today - timedelta(days=ago), begins=time(18), ends=time(19, 30),
            place=place, skill=teaches, made_by=director, expected=40 if ago == 0 else None,
        )  # fmt: skip


def _people(
    rng: Random,
    activity: Activity,
    guests: Sequence[Guest],
    newcomers: list[Member],
    hosts: Sequence[Member],
    today: date,
) -> Iterator[Participation]:
    """Ask some, and let those of the past have come or not; a few come without having been asked."""
    if activity.on > today + timedelta(days=20):
        return
    host = rng.choice(hosts)
    is_over = activity.on < today
    named = {"is_host": True, "created_at": _before(activity, 21, today)}
    yield Participation(activity=activity, member=host, outcome=Outcome.CAME if is_over else "", **named)
    asked = rng.sample(list(guests), min(len(guests), ASKED_AT_MOST, 20 + len(guests) // 5))
    for guest in asked:
        if guest.member != host:
            yield _asked(rng, activity, guest, today)
    for _each in range(len(asked) * WALKS_IN // 100 + 2 if is_over and newcomers else 0):
        if newcomers:
            walked = newcomers.pop(rng.randrange(len(newcomers)))
            at = _before(activity, 0, today)
            yield Participation(activity=activity, member=walked, outcome=Outcome.CAME, created_at=at)


def _before(activity: Activity, days: int, today: date) -> datetime:
    """Return the evening so many days before; of what is to come, yesterday's at the latest."""
    on = min(activity.on - timedelta(days=days), today - timedelta(days=1)) if days else activity.on
    return datetime.combine(on, time(20), UTC)


def _asked(rng: Random, activity: Activity, guest: Guest, today: date) -> Participation:
    is_over, draw = activity.on < today, rng.randrange(100)
    said = Answer.YES if draw < 55 else Answer.NO if draw > 90 else Answer.INVITED  # noqa: PLR2004 - in a hundred
    outcome, role = "", ""
    if is_over and said != Answer.NO:
        came = rng.randrange(100) < COMES[min(guest.level, len(COMES) - 1)]
        outcome = Outcome.CAME if came else Outcome.ABSENT
        role = rng.choice(ROLES) if came and rng.randrange(100) < HAD_A_PART else ""
    told = {"answer": said, "outcome": outcome, "role": role, "created_at": _before(activity, 12, today)}
    answered = None if said == Answer.INVITED else _before(activity, 5, today)
    return Participation(activity=activity, member=guest.member, answered_at=answered, **told)


def _new_ones(planned: Sequence[Activity], organizer: Member, today: date) -> None:
    """Of who came for the first time lately, some are to hear from somebody and some wait for a name."""
    lately = [each for each in planned if timedelta() < today - each.on < timedelta(days=30)]
    first = Participation.objects.first_times().filter(activity__in=lately).order_by("pk")
    for row in first.select_related("activity", "member")[:4]:
        newcomers.follow_up(row, who=organizer, by_on=today + timedelta(days=1), by=organizer)
