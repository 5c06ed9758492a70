"""Teams of a demo organization, with roles filled and open, and what there is to carry."""

from datetime import date, timedelta
from random import Random

from ladders.models import Holding, Level, Place, Responsibility, Standing
from members.models import Member, Relationship, Team, TeamMember, TeamRole
from members.teams.actions import fold

# What a team is called and for, and what there is to answer for in it; the second role waits for somebody.
TEAMS = (
    ("Repairs", "Every broken thing is written down, and the landlord answers within a week.", "Keeps the repair list"),
    ("Kitchen", "Nobody comes to a meeting hungry: food for forty, from what neighbors bring.", "Buys what is missing"),
    ("Phone tree", "Everybody hears within a day, also those without e-mail.", "Keeps the numbers right"),
    ("Welcome", "Whoever is new meets somebody at the door and is asked for something small.", "Stands at the door"),
)
OPEN_ROLES = ("Interprets", "Takes over when somebody is away")
# What it is, what it takes, from which level on one is ready, for how many.
CARRIED = (
    ("Opens the hall", "Half an hour before each meeting, and the key.", 1, 2),
    ("Floor captain", "Knows every door of a floor, and comes to the captains' evening once a month.", 2, 4),
    ("Facilitates the meeting", "One evening to prepare with somebody who has done it, and the evening itself.", 3, 2),
    ("Speaks for us", "Two trainings, and someone beside them the first time.", 4, 1),
)
WORDS = "Yes, if somebody shows me the first time."
PEOPLE = 6


def fill(rng: Random, *, today: date) -> None:
    """Put people who are on the ladder into teams, the furthest of each leading. It draws its own lots."""
    standing = Standing.objects.filter(ladder__is_default=True, place=Place.LEVEL, member__in=Member.objects.people())
    ranks = list(standing.select_related("level", "member__organizer").order_by("member"))
    rng.shuffle(ranks)
    levels = list(Level.objects.filter(ladder__is_default=True, retired_at=None).order_by("position"))
    if not ranks or not levels:
        return
    # Who stands furthest leads, one team each; the others come as the lots fall.
    first = sorted(ranks, key=lambda each: -each.level.position if each.level else 0)[: len(TEAMS)]
    others = [each for each in ranks if each not in first]
    people = [[leader, *others[n :: len(TEAMS)][: PEOPLE - 1]] for n, leader in enumerate(first)]
    teams = [_team(rng, told, each, today) for told, each in zip(TEAMS, people, strict=False)]
    _carried(rng, ranks, levels, teams, today)


def _team(rng: Random, told: tuple[str, str, str], people: list[Standing], today: date) -> Team:
    name, purpose, role = told
    leader = people[0].member
    team: Team = Team.objects.create(name=name, folded=fold(name), purpose=purpose, organizer=leader.organizer)
    since = {each.member: today - timedelta(days=rng.randint(30, 400)) for each in people}
    TeamMember.objects.bulk_create(TeamMember(team=team, member=who, since=day) for who, day in since.items())
    others = [who for who in since if who != leader]
    holder = others[0] if others else leader
    TeamRole.objects.bulk_create(
        [
            TeamRole(team=team, is_lead=True, member=leader, since=since[leader]),
            TeamRole(team=team, name=role, member=holder, since=since[holder]),
            TeamRole(team=team, name=rng.choice(OPEN_ROLES)),
        ]
    )
    if leader.organizer and not Relationship.objects.filter(other=leader, kind="coach_of").exists():
        Relationship.objects.create(member=leader.organizer, other=leader, kind="coach_of")
    return team


def _carried(rng: Random, ranks: list[Standing], levels: list[Level], teams: list[Team], today: date) -> None:
    """Some carry it, one was asked and one gave it back: at least one place stays open."""
    for n, (name, takes, position, places) in enumerate(CARRIED):
        level = levels[min(position, len(levels)) - 1]
        team = teams[n % len(teams)] if n else None
        made = Responsibility.objects.create(
            name=name, folded=fold(name), takes=takes, level=level, places=places, team=team,
            by_on=today + timedelta(days=21 * (n + 1)),
        )  # fmt: skip
        able = [each.member for each in ranks if each.level and each.level.position >= level.position]
        chosen = rng.sample(able, min(len(able), places + 1))
        Holding.objects.bulk_create(_holding(made, who, at, places, today) for at, who in enumerate(chosen))


def _holding(made: Responsibility, who: Member, at: int, places: int, today: date) -> Holding:
    asked = today - timedelta(days=20 + 9 * at)
    if at < places - 1:
        return Holding(responsibility=made, member=who, asked_on=asked, since=asked + timedelta(days=2), words=WORDS)
    if at == places - 1:
        return Holding(responsibility=made, member=who, asked_on=today - timedelta(days=3))
    began, ended = today - timedelta(days=240), today - timedelta(days=60)
    line = "Went well for half a year; then the night shift came."
    return Holding(responsibility=made, member=who, asked_on=began, since=began, until=ended, how_it_went=line)
