"""Who has stood on a level for longer than is usual here, and nobody has planned a step with them."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit import reads
from dashboards.doors import Figure
from dashboards.moving import filters, spells, words
from dashboards.moving.asking import Asked
from dashboards.moving.spells import Now, Since, Usual
from ladders import small
from ladders.models import Level
from ladders.spans import in_words
from organizations.permissions import Scope

# So many are named here; the list of people has them all.
SHOWN = 25
# Among so many there are mostly as many without a step planned.
ENOUGH = 200
_NOBODY = Now(0, timedelta(0), 0)


class Line(NamedTuple):
    """A level, what is usual on it, and who has stood there for longer with no step planned."""

    level: Level
    usual: str
    how: str
    here: Figure
    stalled: Figure


def build(asked: Asked) -> dict[str, Any]:
    """Gather what the page shows, in at most six statements of its own."""
    known = spells.usual(asked.ladder, asked.today)
    since = spells.since_when(asked.people(), asked.ladder)
    now = (
        spells.standing_one_by_one(asked.people(), asked.ladder, asked.today, known)
        if since is None
        else spells.standing_summed(since, asked.ladder, asked.today, known)
    )
    levels = [level for level in asked.active[::-1] if level.pk in known]
    gone = _hidden(levels, now) if asked.hides_small else set()
    few = _few(asked, now)
    n = sum(now.get(level.pk, _NOBODY).stalled for level in levels)
    return {
        "lines": [_line(asked, level, known[level.pk], now.get(level.pk, _NOBODY), gone, few) for level in levels],
        "stalled": Figure(None if "all" in gone else n, asked.url(stalled=filters.stalled_at(asked.ladder))),
        "headline": _headline(n) if not gone else _("Who stands still"),
        "has_hidden": bool(gone or few),
        **_who(asked, known, since if asked.reach is Scope.ALL else None),
    }


def _hidden(levels: list[Level], now: dict[Any, Now]) -> set[Any]:
    """Keep back small figures, and all that would tell them: those who stand there without being stalled are few too."""
    stalled = {level.pk: now.get(level.pk, _NOBODY).stalled for level in levels}
    others = {level.pk: now.get(level.pk, _NOBODY).people - stalled[level.pk] for level in levels}
    is_small = any(0 < n < small.LEAST for n in (*stalled.values(), *others.values()))
    return {*stalled, "all"} if is_small else set()


def _few(asked: Asked, now: dict[Any, Now]) -> set[Any]:
    """Keep back how many stand where other pages do: the top level is not here, and could be worked out from the rest."""
    return small.hidden(
        {each.pk: now.get(each.pk, _NOBODY).people for each in asked.levels} if asked.hides_small else {}
    )


def _line(asked: Asked, level: Level, usual: Usual, now: Now, gone: set[Any], few: set[Any]) -> Line:
    is_gone = level.pk in gone
    how = (
        ngettext("as %(n)s person who moved up shows", "as %(n)s people who moved up show", usual.people)
        % {"n": words.figure(usual.people)}
        if usual.people
        else _("a guess: too few have moved up from here")
    )
    return Line(
        level,
        in_words(usual.days),
        how if not asked.hides_small else "",
        Figure(None if is_gone or level.pk in few else now.people, asked.url(place=asked.place(f"level-{level.pk}"))),
        Figure(None if is_gone else now.stalled, asked.url(stalled=filters.stalled_at(asked.ladder, level))),
    )


def _headline(n: int) -> str:
    if not n:
        return _("Nobody has stood on a level for longer than is usual here without a step planned.")
    return ngettext(
        "%(n)s person has stood on a level for longer than is usual here, with no step planned.",
        "%(n)s people have stood on a level for longer than is usual here, with no step planned.",
        n,
    ) % {"n": words.figure(n)}


def _who(asked: Asked, known: dict[Any, Usual], since: Since | None) -> dict[str, Any]:
    """Name them to those who may see them, who has stood there longest first; `since` of all whom the reader may see."""
    if asked.reach not in (Scope.ALL, Scope.OWN):
        return {"people": None}
    here: Any = spells.stalled(asked.ladder, asked.today, known).select_related("member__organizer", "level")
    own = asked.own().counted(staff=asked.ladder.counts_staff).order_by().values("pk")
    rows = _first(here.filter(member__in=own).order_by("since", "member__sorted_as", "pk"), asked, known, since)
    reads.note(asked.request, "member.view", n=len(rows))
    for row in rows:
        row.how_long = in_words((asked.today - row.since).days)
    return {"people": rows, "is_own": asked.reach is Scope.OWN}


def _first(found: Any, asked: Asked, known: dict[Any, Usual], since: Since | None) -> list[Any]:
    """Name the first: where there are many, those who came long before the others are mostly all that is read."""
    rows: list[Any] = []
    if since is not None:
        early = spells.longest(since, asked.today, known, ENOUGH)
        rows = list(found.filter(since__lte=early)[:SHOWN]) if early else []
        if not early or len(rows) == SHOWN:
            return rows
    return list(found[:SHOWN])
