"""The rules of a finding. Each looks at a situation and says its sentence, or nothing; the first that speaks is marked."""

from collections.abc import Callable

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.findings.situations import Finding, Rung, Situation
from dashboards.findings.thresholds import (
    BEHIND,
    GOAL_LEAST,
    LEAK_LEAST,
    LEAK_SHARE,
    QUICKENED,
    SLOWED,
    SLOWED_NOT_BEFORE,
    SLOWED_QUARTERS,
    SLOWED_USUAL,
)
from ladders.finding import Step, thinnest
from ladders.goals import pace as pace_of


def find(situation: Situation, *, closely: bool = True) -> Finding:
    """Say what moved, and the one thing to talk about; where nothing is worth saying, only how many there are.

    Not closely: only how many there are, for readers from whom single figures may be kept back.
    """
    if not closely:
        return Finding(_standing(situation))
    headline = _moved(situation) or _standing(situation)
    for rule in RULES:
        if said := rule(situation):
            goal = _goal_of(situation, said.level)
            why = [*said.why, *([goal] if goal and goal not in said.why else [])]
            return said._replace(headline=headline, why=why)
    return Finding(headline)


def _standing(situation: Situation) -> str:
    n = situation.on_ladder
    if not n:
        return _("Nobody is on the ladder yet.")
    return ngettext("%(n)s person is on the ladder.", "%(n)s people are on the ladder.", n) % {"n": _n(n)}


def _moved(situation: Situation) -> str:
    """Say the best that happened; what went away is a headline only where nothing else happened."""
    when, came = situation.when, situation.joined + situation.came_back
    if n := situation.up:
        text = ngettext("%(n)s person moved up %(when)s.", "%(n)s people moved up %(when)s.", n)
    elif n := came:
        text = ngettext("%(n)s person came onto the ladder %(when)s.", "%(n)s people came onto the ladder %(when)s.", n)
    elif n := situation.quiet:
        text = ngettext(
            "Nobody moved up %(when)s, and %(n)s person went quiet.",
            "Nobody moved up %(when)s, and %(n)s people went quiet.",
            n,
        )
    else:
        return ""
    return text % {"n": _n(n), "when": when}


def leak(situation: Situation) -> Finding | None:
    """A level from which at least as many went away as moved up: where we lose people."""
    leaking = [
        rung
        for rung in situation.rungs
        if rung.lost >= LEAK_LEAST and rung.lost >= rung.up and rung.lost >= LEAK_SHARE * rung.before
    ]
    if not leaking:
        return None
    # The higher level of two that lose as many: more work went into these people.
    worst = max(leaking, key=lambda rung: (rung.lost, rung.position))
    if worst.lost == worst.up:
        why = _("As many people went quiet or off at %(level)s as moved up from it: %(n)s each.")
    elif worst.up:
        why = ngettext(
            "At %(level)s %(n)s person went quiet or off, and %(up)s moved up from it.",
            "At %(level)s %(n)s people went quiet or off, and %(up)s moved up from it.",
            worst.lost,
        )
    else:
        why = ngettext(
            "At %(level)s %(n)s person went quiet or off, and nobody moved up from it.",
            "At %(level)s %(n)s people went quiet or off, and nobody moved up from it.",
            worst.lost,
        )
    said = why % {"level": worst.name, "n": _n(worst.lost), "up": _n(worst.up)}
    mark = _("Level %(position)s is where we lose people.") % {"position": worst.position}
    return Finding("", mark, [said], worst.position)


def thin(situation: Situation) -> Finding | None:
    """A level that holds far less than an even step between its neighbors would."""
    gap = thinnest([Step(rung.position, rung.name, rung.now) for rung in situation.rungs])
    if gap is None:
        return None
    return Finding("", gap.mark, [gap.why], gap.thin.position)


def slowed(situation: Situation) -> Finding | None:
    """The leaders grew much less in this quarter than in those before, measured by how much of it has gone."""
    gains, gained = situation.gains, situation.gained
    if gained is None or len(gains) < SLOWED_QUARTERS or situation.gone < SLOWED_NOT_BEFORE:
        return None
    usual = sum(gains) / len(gains)
    if usual < SLOWED_USUAL or gained >= SLOWED * usual * situation.gone:
        return None
    first, last = situation.leaders[0].position, situation.leaders[-1].position
    why = _("Levels %(first)s to %(last)s gained %(gained)s in this quarter so far; a quarter before gave %(usual)s.")
    said = {"first": first, "last": last, "gained": _n(gained), "usual": _n(round(usual))}
    return Finding("", _("Growth has slowed."), [why % said])


def over_time(situation: Situation) -> str:
    """Say how the leaders grew in this quarter, where it was unlike the quarters before; empty where it was not."""
    gained = situation.gained
    if gained is None or not situation.leaders:
        return ""
    usual = sum(situation.gains) / (len(situation.gains) or 1)
    is_told = len(situation.gains) >= SLOWED_QUARTERS and usual >= SLOWED_USUAL
    said = {"n": _n(abs(gained)), "first": situation.leaders[0].position, "last": situation.leaders[-1].position}
    if is_told and gained >= QUICKENED * usual:
        return _("Levels %(first)s to %(last)s: %(n)s more this quarter, faster than usual") % said
    if slowed(situation) is None:
        return ""
    if gained < 0:
        return _("Levels %(first)s to %(last)s: %(n)s fewer than when this quarter began") % said
    if gained == 0:
        return _("Levels %(first)s to %(last)s: no growth this quarter so far") % said
    return _("Levels %(first)s to %(last)s: growth has slowed to %(n)s this quarter") % said


def pace(situation: Situation) -> Finding | None:
    """A goal that an even pace would not reach: the one that lacks most."""
    behind = [rung for rung in situation.rungs if _is_behind(rung, situation)]
    if not behind:
        return None
    worst = max(behind, key=lambda rung: (_lacks(rung), rung.position))
    goal = worst.goal
    assert goal is not None  # noqa: S101 - what is behind has one
    ahead = pace_of.ahead(goal, worst.now, situation.today) or 0
    why = _("At this pace it holds %(ahead)s of %(wanted)s by %(due)s.")
    due = date_format(goal.due, "M j, Y" if goal.due.year != situation.today.year else "M j")
    said = why % {"ahead": _n(ahead), "wanted": _n(goal.wanted), "due": due}
    return Finding("", _("Level %s is behind its goal.") % worst.position, [said], worst.position)


def reached(situation: Situation) -> Finding | None:
    """A goal that is reached: worth saying when there is nothing else to talk about."""
    there = [rung for rung in situation.rungs if rung.goal and rung.now >= rung.goal.wanted > rung.goal.baseline]
    if not there:
        return None
    best = max(there, key=lambda rung: rung.position)
    assert best.goal is not None  # noqa: S101 - as above
    why = _("%(n)s people on %(level)s; %(wanted)s were wanted.")
    said = why % {"n": _n(best.now), "level": best.name, "wanted": _n(best.goal.wanted)}
    return Finding("", _("Level %s has reached its goal.") % best.position, [said], best.position)


def _is_behind(rung: Rung, situation: Situation) -> bool:
    goal = rung.goal
    if goal is None or goal.due < situation.today or _lacks(rung) < GOAL_LEAST:
        return False
    # The pace that every page of goals tells: two of them would contradict each other.
    ahead = pace_of.ahead(goal, rung.now, situation.today)
    return ahead is not None and ahead < BEHIND * goal.wanted


def _lacks(rung: Rung) -> int:
    return rung.goal.wanted - rung.now if rung.goal else 0


def _goal_of(situation: Situation, position: int) -> str:
    """Say how many are still needed on the level that is talked about."""
    rung = next((each for each in situation.rungs if each.position == position and each.goal), None)
    if rung is None or rung.goal is None or _lacks(rung) <= 0 or rung.goal.due < situation.today:
        return ""
    n = _lacks(rung)
    due = date_format(rung.goal.due, "M j, Y" if rung.goal.due.year != situation.today.year else "M j")
    text = ngettext("%(n)s more is needed there by %(due)s.", "%(n)s more are needed there by %(due)s.", n)
    return text % {"n": _n(n), "due": due}


def _n(n: int) -> str:
    return str(number_format(n, force_grouping=True))


# In the order of what one would rather hear first.
RULES: tuple[Callable[[Situation], Finding | None], ...] = (leak, thin, slowed, pace, reached)
