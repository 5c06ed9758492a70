"""Who went from where to where between two days: the matrix, its picture, what kinds of moves, and who they were."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import reads
from charts.flow import Node, Ribbon, flow
from charts.matrix import Cell, matrix
from dashboards import small
from dashboards.doors import Figure
from dashboards.gone import no_longer_on_file
from dashboards.moving import kept_back, words
from dashboards.moving.asking import Asked
from dashboards.moving.words import Spot
from ladders import moved as moves
from ladders.models import Ladder, Level, LevelChange
from ladders.moved import Move
from ladders.movement import Kind, Movement, movement
from organizations.access import may
from organizations.permissions import Scope

# So many are named here; the list of people has them all.
SHOWN = 25
# Of the last steps so many are read as hold so many times as many, where a kind is as frequent there as before.
TIMES = 2
# From so many on the whole period is read at once.
MOST = 5000
NOTHING: tuple[set[small.Key], set[Kind]] = (set(), set())
NAMED = (Kind.UP, Kind.JOINED, Kind.CAME_BACK, Kind.DOWN, Kind.QUIET, Kind.UNSURE, Kind.OFF)
_SAYS = {
    Kind.STAYED: gettext_lazy("In the same place on both days, or where the first list put them."),
    Kind.JOINED: gettext_lazy("On a level now, and never before."),
    Kind.CAME_BACK: gettext_lazy("On a level again, after a time on none."),
    Kind.UP: gettext_lazy("On a higher level than at the start."),
    Kind.DOWN: gettext_lazy("On a lower level than at the start."),
    Kind.QUIET: gettext_lazy("Somebody agreed that nothing reaches them any more."),
    Kind.UNSURE: gettext_lazy("Someone looked, and will look again."),
    Kind.OFF: gettext_lazy("Taken off the ladder."),
}


class KindLine(NamedTuple):
    """A kind of movement with its figure, and what it means."""

    kind: Kind
    figure: Figure
    says: Any


class Table(NamedTuple):
    """The matrix as rows of figures, each with its sum at the end; the last row is the sums of the columns."""

    heads: list[str]
    rows: list[tuple[Spot | None, list[Figure]]]


class _Page:
    """All figures of the page as this reader may see them."""

    def __init__(self, asked: Asked) -> None:
        period = asked.period
        self.asked = asked
        self.moved: Movement = movement(asked.people(), asked.ladder, period.first, period.last)
        self.before, self.after = self.moved.before, self.moved.after
        seen = [*self.before, *self.after]
        self.spots = words.spots(asked.levels, seen, has_unsure=asked.ladder.has_unsure)
        self.gone, self.gone_kinds = kept_back.of_movement(self.moved, self.spots) if asked.hides_small else NOTHING

    def figure(self, was: Spot | None, now: Spot | None) -> Figure:
        """Return a cell, or a sum where a side is open."""
        where = ({"was": was.where} if was else {}) | ({"now": now.where} if now else {})
        if small.cell(**where) in self.gone:
            return Figure(None)
        move = self.move(was=was.place if was else "", now=now.place if now else "")
        return Figure(self._count(was, now), self.asked.url(moved=move.value(self.asked.ladder)))

    def _count(self, was: Spot | None, now: Spot | None) -> int:
        if was and now:
            return self.moved.matrix.get((was.where, now.where), 0)
        if was:
            return self.before.get(was.where, 0)
        return self.after.get(now.where, 0) if now else self.moved.total

    def move(self, **narrowed: Any) -> Move:
        return Move(self.asked.period.first, self.asked.period.last, **narrowed)

    def kinds(self) -> list[KindLine]:
        ladder = self.asked.ladder
        return [
            KindLine(
                kind,
                Figure(
                    None if kind in self.gone_kinds else self.moved.kinds[kind],
                    self.asked.url(moved=self.move(kind=kind).value(ladder)),
                ),
                _SAYS[kind],
            )
            for kind in (*NAMED, Kind.STAYED)
        ]


def build(asked: Asked) -> dict[str, Any]:
    """Gather what the page shows, in at most five statements of its own."""
    page = _Page(asked)
    table = _table(page)
    return {
        "headline": words.headline(page.moved) if not page.gone_kinds else _("How people moved on the ladder"),
        "total": page.figure(None, None),
        "chart": _matrix(page, is_narrow=False),
        "narrow": _matrix(page, is_narrow=True),
        "table": table,
        "flow": "" if page.gone or not page.moved.total else _flow(page),
        "went": _went(page),
        "kinds": page.kinds(),
        "has_hidden": bool(page.gone or page.gone_kinds),
        "n_gone": 0 if asked.hides_small else no_longer_on_file(asked.people(), asked.ladder, asked.period.last),
        **_who(asked, page),
    }


def _table(page: _Page) -> Table:
    columns: list[Spot | None] = [*page.spots, None]
    rows = [(was, [page.figure(was, now) for now in columns]) for was in columns]
    return Table([spot.name for spot in page.spots], rows)


def _matrix(page: _Page, *, is_narrow: bool) -> str:
    """Draw the matrix: with names where there is room, with numbers on a phone."""
    columns: list[Spot | None] = [*page.spots, None]
    every = _("All")

    def name(spot: Spot | None) -> str:
        return every if spot is None else spot.short if is_narrow else spot.name

    rows = [(name(spot), [_cell(page, spot, now) for now in columns]) for spot in columns]
    return matrix(
        [name(spot) for spot in columns],
        rows,
        uid="matrix-narrow" if is_narrow else "matrix",
        title=_("From where, down, to where, across: %(days)s") % {"days": page.asked.period.label},
        desc="; ".join(_says(spot, None, page.figure(spot, None).people) for spot in page.spots),
        label=58 if is_narrow else 190,
        head=64 if is_narrow else 132,
        width=320 if is_narrow else 820,
    )


def _cell(page: _Page, was: Spot | None, now: Spot | None) -> Cell:
    figure = page.figure(was, now)
    both = bool(was and now)
    return Cell(
        figure.people,
        _says(was, now, figure.people),
        figure.url,
        trend=_trend(was.level, now.level) if was and now else "",
        is_same=both and was == now,
        is_sum=not both,
    )


def _trend(was: Level | None, now: Level | None) -> str:
    if was is None or now is None or was.position == now.position:
        return ""
    return "up" if now.position > was.position else "down"


def _says(was: Spot | None, now: Spot | None, n: int | None) -> str:
    told = {"was": was.name if was else "", "now": now.name if now else "", "people": words.people(n)}
    if was and now:
        return (_("Stayed at %(was)s: %(people)s") if was == now else _("From %(was)s to %(now)s: %(people)s")) % told
    if was:
        return _("Stood at %(was)s: %(people)s") % told
    return (_("Stand at %(now)s: %(people)s") if now else _("Everybody: %(people)s")) % told


def _went(page: _Page) -> list[tuple[str, str, Figure]]:
    """List each way that somebody went, those that most went first."""
    ways = [(was, now, page.figure(was, now)) for was in page.spots for now in page.spots if was != now]
    ways = [way for way in ways if way[2].people]
    return [(was.name, now.name, figure) for was, now, figure in sorted(ways, key=lambda way: -(way[2].people or 0))]


def _flow(page: _Page) -> str:
    """Draw who went where; those who were on no level and still are would fill the picture, and are left out."""
    off = {spot.where for spot in page.spots if not spot.level}
    ribbons = [
        Ribbon(a, b, figure.people or 0, _says(was, now, figure.people), figure.url)
        for a, was in enumerate(page.spots)
        for b, now in enumerate(page.spots)
        if not {was.where, now.where} <= off and (figure := page.figure(was, now)).people
    ]
    # A sum here is of what is drawn, and not of the whole place: outside the levels it leads nowhere.
    before: dict[int, int] = {}
    after: dict[int, int] = {}
    for each in ribbons:
        before[each.was] = before.get(each.was, 0) + each.n
        after[each.now] = after.get(each.now, 0) + each.n
    heads = (_("Stood"), _("Stand"))
    return flow(
        [_node(page, spot, before.get(at, 0), page.figure(spot, None).url) for at, spot in enumerate(page.spots)],
        [_node(page, spot, after.get(at, 0), page.figure(None, spot).url) for at, spot in enumerate(page.spots)],
        ribbons,
        heads=heads,
        uid="flow",
        title=_("From where to where, as a picture: %(days)s") % {"days": page.asked.period.label},
        desc="; ".join(each.says for each in ribbons),
    )


def _node(_page: _Page, spot: Spot, n: int, url: str) -> Node:
    return Node(spot.name, spot.color, n, url if spot.level else "")


def _latest(found: Any, ladder: Ladder, move: Move, kinds: Mapping[Any, int]) -> list[Any]:
    """Name those who moved last: where many did, the paths of the last days are all that is read."""
    steps = LevelChange.objects.filter(ladder=ladder, on__gt=move.first, on__lte=move.last).order_by("-on")
    n = int(TIMES * SHOWN * sum(kinds[each] for each in NAMED) / max(kinds[move.kind], 1))
    recent = steps.values_list("on", flat=True)[n : n + 1] if n < MOST else ()
    rows: list[Any] = []
    # Of the first of these days all are read, as they are in the order of their names.
    for days in (*({"since__gte": day} for day in recent), {"since__gt": move.first}):
        rows = list(found.filter(**days).order_by("-on", "sorted_as", "pk")[:SHOWN])
        if len(rows) == SHOWN:
            break
    return rows


def _who(asked: Asked, page: _Page) -> dict[str, Any]:
    """Name who made the moves of one kind, to those who may see them; with what was seen, to those who may read it."""
    if asked.reach not in (Scope.ALL, Scope.OWN):
        return {"people": None}
    request = asked.request
    given = request.GET.get("kind", "")
    kind = Kind(given) if given in NAMED else Kind.UP
    found: Any = moves.who(asked.own().people(), asked.ladder, page.move(kind=kind))
    reads_evidence = may(request, "note.view.organizers")
    told = {"on": F("since")} | ({"evidence": F("by_now__assessment__evidence")} if reads_evidence else {})
    rows = _latest(found.annotate(**told), asked.ladder, page.move(kind=kind), page.moved.kinds)
    reads.note(request, "member.view", n=len(rows))
    levels: dict[UUID | None, Level] = {level.pk: level for level in asked.levels}
    for row in rows:
        row.was_on, row.is_on = levels.get(row.was_level), levels.get(row.is_level)
    return {
        "people": rows,
        "kind": kind,
        "is_own": asked.reach is Scope.OWN,
        "reads_evidence": reads_evidence,
        "all_of_kind": Figure(page.moved.kinds[kind], asked.url(moved=page.move(kind=kind).value(asked.ladder))),
        "tabs_of_kinds": [(each.label, asked.address("movement", kind=each.value), each == kind) for each in NAMED],
    }
