"""Who coaches and who brought whom in a demo organization, and the plans that some people have."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from ladders.models import DevelopmentPlan, Level, LevelSign, PlanStep, Standing
from members.models import Member, Relationship

# From this level on somebody coaches, and so many each; the first of all has got too many.
COACHES_FROM, HOLDS, HOLDS_TOO_MANY = 3, (0, 4), 11
# Of a hundred, so many are looked after by anybody at all.
HAS_COACH = 64
# How many somebody on each level has brought in, at most.
BROUGHT = (0, 1, 3, 5, 4, 4, 4)
PLANS, CLOSED, CLOSED_AFTER = 14, 3, timedelta(days=15)
# What the others do not learn from signs: what it is, its kind, days from today, whether somebody supports it.
STEPS = (
    ("Run the next floor meeting, and hold the talk about it afterwards", "experience", 13, True),
    ("Have one-to-ones with four neighbors nobody has asked yet", "experience", 21, True),
    ("Practice the ask out loud until the words are your own", "skill", 6, True),
    ("Come along to the talks with the landlord, and take the notes", "experience", 34, True),
    ("Keep the phone tree of the house up to date", "responsibility", 48, False),
    ("Call back the five people from the last meeting", "experience", -4, True),
    ("Learn how the rent board works, with somebody who has been there", "skill", 60, False),
)
DONE = ("Went better than either of us thought.", "Needed two tries. Proud of the second.", "")
WENT = (
    "Leads the floor now. The next plan writes itself.",
    "Stopped in spring, when the baby came. We begin again when the evenings are free.",
    "Found out that the phone is not for everyone. Doors are.",
)


class Stood(NamedTuple):
    """Somebody on a level of the first ladder, and whose people they are."""

    member: Member
    level: Level


def fill(rng: Random, *, today: date) -> None:
    """Write all of it down. It draws its own lots, so that everybody's path stays as it was."""
    standing = Standing.objects.filter(ladder__is_default=True, level__isnull=False, member__in=Member.objects.people())
    found = standing.select_related("member__organizer", "level").order_by("-level__position", "member__pk")
    people = [Stood(each.member, each.level) for each in found if each.level and each.member.organizer]
    Relationship.objects.bulk_create([*_coaching(rng, people), *_recruiting(rng, people)])
    _plans(rng, people, today)


def _coaching(rng: Random, people: Sequence[Stood]) -> Iterator[Relationship]:
    """Organizers coach those who lead, and those who lead coach others of the same organizer, each at most once."""
    free = {each.member.pk: each for each in people if rng.randrange(100) < HAS_COACH}
    is_first = True
    for each in people:
        if each.level.position < COACHES_FROM:
            break
        leads = each.level.position > COACHES_FROM and each.member.organizer
        if leads and free.pop(each.member.pk, None):
            yield _coach(leads, each.member)
        n = HOLDS_TOO_MANY if is_first else rng.randint(*HOLDS)
        # The nearest below first: who makes asks is coached by who leads.
        below = [one for one in free.values() if _is_below(one, each)][:n]
        for one in below:
            free.pop(one.member.pk)
            yield _coach(each.member, one.member)
        is_first = is_first and not below


def _is_below(one: Stood, other: Stood) -> bool:
    return one.level.position < other.level.position and one.member.organizer_id == other.member.organizer_id


def _coach(one: Member, other: Member) -> Relationship:
    return Relationship(member=one, other=other, kind=Relationship.Kind.COACH_OF)


def _recruiting(rng: Random, people: Sequence[Stood]) -> Iterator[Relationship]:
    """Who is further up has brought in some of those further down, of their own place."""
    free = list(people)
    rng.shuffle(free)
    for each in people:
        most = BROUGHT[min(each.level.position, len(BROUGHT)) - 1]
        brought = [one for one in free if _is_below(one, each)][: rng.randint(0, most)]
        for one in brought:
            free.remove(one)
            yield Relationship(member=one.member, other=each.member, kind=Relationship.Kind.RECRUITED_BY)


def _plans(rng: Random, people: Sequence[Stood], today: date) -> None:
    """Plans toward the next level: its signs and what the group likes to try, some done, a few over."""
    levels = {level.position: level for level in Level.objects.active().filter(ladder__is_default=True)}
    climbing = [each for each in people if 1 < each.level.position < len(levels)]
    signs = list(LevelSign.objects.filter(level__in=levels.values()).order_by("position"))
    for at, each in enumerate(rng.sample(climbing, min(PLANS, len(climbing)))):
        aims = levels[each.level.position + 1]
        plan = _plan(each, aims, today - timedelta(days=rng.randint(20, 120)))
        own = [sign.text for sign in signs if sign.level_id == aims.pk][:2]
        PlanStep.objects.bulk_create(_steps(rng, plan, each, own, today))
        if at < CLOSED:
            by = each.member.organizer
            closed = {"closed_at": _evening(plan.made_on + CLOSED_AFTER), "closed_by": by, "how_it_went": WENT[at]}
            DevelopmentPlan.objects.filter(pk=plan.pk).update(**closed)


def _plan(each: Stood, aims: Level, on: date) -> DevelopmentPlan:
    made: DevelopmentPlan = DevelopmentPlan.objects.create(
        member=each.member,
        ladder_id=aims.ladder_id,
        aims_at=aims,
        made_by=each.member.organizer,
        made_on=on,
        created_at=_evening(on),
    )
    return made


def _evening(on: date) -> datetime:
    """Return a moment at which such things are written down, on that day wherever the group is."""
    return datetime.combine(on, time(20), UTC)


def _steps(rng: Random, plan: DevelopmentPlan, each: Stood, signs: list[str], today: date) -> Iterator[PlanStep]:
    """What is done stands first, then what the group chose, then what the level looks like."""
    text = rng.choice(signs) if signs else "Bring somebody new"
    yield PlanStep(
        plan=plan, position=1, text=text, outcome="done", settled_on=plan.made_on + timedelta(days=9),
        note=rng.choice(DONE), supporter=each.member.organizer,
    )  # fmt: skip
    for at, (what, kind, days, is_supported) in enumerate(rng.sample(STEPS, 3), start=2):
        by_on, supporter = today + timedelta(days=days), each.member.organizer if is_supported else None
        yield PlanStep(plan=plan, position=at, text=what, kind=kind, by_on=by_on, supporter=supporter)
