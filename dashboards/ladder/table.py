"""The table of levels: the figures of the ladder, and beside each level what moved in, up, down and away."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.doors import Figure
from dashboards.ladder.asking import Asked
from dashboards.ladder.counting import Counts, Moves
from ladders import page
from ladders.models import Goal, Level
from ladders.moved import Move
from ladders.movement import Kind
from members.filters.tree import Condition
from organizations.permissions import Scope

# What a row's moves are called by the filter of the list.
_GONE = {"up": (Kind.UP,), "down": (Kind.DOWN,), "quiet": (Kind.QUIET,), "left": (Kind.UNSURE, Kind.OFF, Kind.STAYED)}

# Beside the figure on a phone, where a row has no columns.
_WORDS = {"up": _("Up"), "down": _("Down"), "quiet": _("Quiet"), "left": _("Left")}


class Row(NamedTuple):
    """A level, or a place that is none; for levels also what became of them, in the order of the columns."""

    line: page.Line
    moves: Sequence[tuple[str | Promise, Figure]]
    net: int | None
    wanted: int | None
    share: int | None


def table(asked: Asked, counts: Counts, goals: list[Goal]) -> dict[str, Any]:
    """Return the rows from the top level down, then who is on none, and what the columns are."""
    own = counts.own() if asked.reach is Scope.OWN else None
    base = page.table(asked.ladder, asked, counts.distribution(), own, goals)
    # How a level changed would tell a coach what the figure itself keeps back.
    moves = {} if asked.hides_small else {line.level: counts.moves(line.level) for line in base["levels"]}
    shows_left = any(each.left for each in moves.values())
    levels = [_row(asked, line, moves.get(line.level), shows_left=shows_left) for line in base["levels"]]
    return {
        **base,
        "levels": levels,
        "places": [Row(line, [], None, None, None) for line in base["places"]],
        "has_moves": bool(moves),
        "shows_left": shows_left,
        "n_moves": 5 + shows_left,
        "has_goals": any(row.line.goals for row in levels),
        "net": sum(each.net for each in moves.values()),
    }


def _row(asked: Asked, line: page.Line, moves: Moves | None, *, shows_left: bool) -> Row:
    wanted = next((goal.wanted for goal in line.goals if goal.wanted), None)
    share = round(100 * line.now.people / wanted) if wanted and line.now.people is not None else None
    if moves is None or line.level is None:
        return Row(line, [], None, wanted, share)
    names = ("up", "down", "quiet", *(("left",) if shows_left else ()))
    figures = [(_("In"), Figure(moves.ins, _door(asked, _came(asked, line.level))))]
    figures += [
        (_WORDS[name], Figure(getattr(moves, name), _door(asked, _went(asked, line.level, name)))) for name in names
    ]
    return Row(line, figures, moves.net, wanted, share)


def _door(asked: Asked, condition: Condition) -> str:
    """Lead to the list, for those whom its figure is about in full: an organizer's list would be shorter."""
    return asked.list_url(condition) if asked.reach is Scope.ALL else ""


def _came(asked: Asked, level: Level) -> Condition:
    move = Move(asked.period.first, asked.period.last, now=f"level-{level.pk}", changed=True)
    return Condition("moved", "is", (move.value(asked.ladder),))


def _went(asked: Asked, level: Level, name: str) -> Condition:
    was = f"level-{level.pk}"
    moves = (Move(asked.period.first, asked.period.last, kind, was=was, changed=True) for kind in _GONE[name])
    return Condition("moved", "is", tuple(move.value(asked.ladder) for move in moves))
