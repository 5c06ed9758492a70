"""Gaps of levels: empty or thin, leaking, without coaches."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.doors import Figure
from dashboards.findings.thresholds import COACHES_LEAST, COACHES_SHARE, GAPS_LEAST, LEAK_LEAST, LEAK_SHARE
from dashboards.gaps.found import Gap, Seen, Way
from dashboards.moving.asking import Asked
from ladders.coaching.queries import Coverage
from ladders.finding import Step, thinnest
from ladders.models import Level, Place
from ladders.moved import Move
from ladders.movement import Kind, Movement
from organizations.access import may


def thin(asked: Asked, counts: Sequence[Coverage]) -> Iterator[Gap]:
    """Find levels with nobody, or with far fewer than an even step between their neighbors; `counts` from below."""
    if sum(each.people for each in counts) < GAPS_LEAST:
        return
    steps = [Step(each.level.position, each.level.name, each.people) for each in counts]
    for at, each in enumerate(counts):
        around = counts[max(at - 1, 0) : at + 2]
        if not each.people:
            yield Gap(_("Nobody stands here."), _stand(asked, around), _fill(asked, counts, at), each.level)
        elif 0 < at < len(counts) - 1 and thinnest(steps[at - 1 : at + 2]):
            says = _("There are few beside the level below and the one above.")
            yield Gap(says, _stand(asked, around), _fill(asked, counts, at), each.level)


def _stand(asked: Asked, counts: Sequence[Coverage]) -> list[Seen]:
    return [
        Seen(_("on %s") % each.level, Figure(each.people, asked.url(place=f"level-{each.level.pk}")))
        for each in counts[::-1]
    ]


def _fill(asked: Asked, counts: Sequence[Coverage], at: int) -> list[Way]:
    """Offer what brings people to a level: a plan with those just below, a goal, the rules that propose it."""
    request, ways = asked.request, []
    if at and (url := asked.url(place=f"level-{counts[at - 1].level.pk}", has_plan="no")):
        ways.append(Way(_("Start a plan with somebody of the level below"), url))
    if may(request, "goal.edit"):
        goal = reverse("ladders:add_goal", args=[request.organization.slug, asked.ladder.pk])
        ways.append(Way(_("Set a goal"), f"{goal}?where=level-{counts[at].level.pk}"))
    if may(request, "proposal.decide"):
        proposals = reverse("ladders:proposals", args=[request.organization.slug, asked.ladder.pk])
        ways.append(Way(_("See whom the rules propose"), proposals))
    return ways


def leaks(asked: Asked, moved: Movement) -> Iterator[Gap]:
    """Find levels from which at least as many went away, or down, as moved up."""
    for level in asked.active:
        n = {kind: _from(asked, level, moved, kind) for kind in (Kind.QUIET, Kind.OFF, Kind.DOWN, Kind.UP)}
        lost, before = n[Kind.QUIET] + n[Kind.OFF] + n[Kind.DOWN], moved.before.get(level.pk, 0)
        if lost < max(LEAK_LEAST, n[Kind.UP], LEAK_SHARE * before):
            continue
        labels = {
            Kind.QUIET: _("went quiet"),
            Kind.OFF: _("were taken off"),
            Kind.DOWN: _("moved down"),
            Kind.UP: _("moved up"),
        }
        seen = [Seen(labels[kind], Figure(people, _moved(asked, level, kind))) for kind, people in n.items()]
        ways = [Way(_("See from where to where people went"), asked.address("movement"))]
        if url := _moved(asked, level, Kind.QUIET) if n[Kind.QUIET] else "":
            ways.insert(0, Way(_("Talk with those who went quiet"), url))
        says = _("At least as many went away from here, or down, as moved up.")
        yield Gap(says, seen, ways, level)


def _from(asked: Asked, level: Level, moved: Movement, kind: Kind) -> int:
    if kind in (Kind.QUIET, Kind.OFF):
        return moved.matrix.get((level.pk, Place(kind.value).value), 0)
    there = [each for each in asked.levels if (each.position > level.position) == (kind is Kind.UP)]
    return sum(moved.matrix.get((level.pk, each.pk), 0) for each in there if each.position != level.position)


def _moved(asked: Asked, level: Level, kind: Kind) -> str:
    move = Move(asked.period.first, asked.period.last, kind, was=f"level-{level.pk}")
    return asked.url(moved=move.value(asked.ladder))


def uncoached(asked: Asked, counts: Sequence[Coverage]) -> Iterator[Gap]:
    """Find levels of the upper half, where people begin to lead, on which most have no coach."""
    for each in counts[len(counts) // 2 :]:
        if each.people < COACHES_LEAST or each.coached >= COACHES_SHARE * each.people:
            continue
        place = f"level-{each.level.pk}"
        without = asked.url(place=place, has_coach="no")
        seen = [
            Seen(_("stand there"), Figure(each.people, asked.url(place=place))),
            Seen(_("have a coach"), Figure(each.coached, asked.url(place=place, has_coach="yes"))),
            Seen(_("have none"), Figure(each.without, without)),
        ]
        ways = [Way(_("Find a coach for somebody"), without)] if without else []
        if may(asked.request, "member.view"):
            tree = reverse("coaching:tree", args=[asked.request.organization.slug])
            ways.append(Way(_("See who coaches whom"), tree))
        says = _("Here people lead, and most of them have no coach.")
        yield Gap(says, seen, ways, each.level)
