"""Lists: how complete they are, how stale, and how much of the work is written down here and not brought in by a list."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, Count, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from conversations.heard import asked as heard_by
from dashboards.counting import Asked
from dashboards.doors import Figure
from dashboards.fields import BY_LIST, BY_PEOPLE, LEVEL_BY
from dashboards.small import Table, cell
from dashboards.talks.counting import talks, talks_url
from ladders import small
from ladders.models import LISTED, LOOKED, Ladder
from ladders.part_sums import all_people, in_units_of_default_kind, looked_at, with_organizers
from members.filters import fields_of
from members.filters.built_in import NOBODY
from members.filters.own import UNIT
from members.filters.tree import Condition
from members.queries import count_each_by

# Fields of the group's own, in its order; beyond these it is no page any more.
MOST_FIELDS = 20
_EDGES = (30, 90, 180)


class Filled(NamedTuple):
    """How many people have something, and a door to those who have not; `share` is out of a hundred."""

    label: str
    has: Figure
    lacks: Figure
    share: int | None


class Band(NamedTuple):
    """So many people, last reached or changed so long ago."""

    label: str | Promise
    people: Figure
    share: int


class Source(NamedTuple):
    """What of the work came by a list, and what was written down here."""

    label: str | Promise
    here: Figure
    by_list: Figure
    # What the figures count, where they are no people.
    what: str = ""


def _wanted(asked: Asked) -> dict[str, tuple[str, Condition]]:
    """Name what should be known of everybody, with the condition of those of whom it is not."""
    fields = fields_of(asked.request)
    wanted = {name: (str(fields[name].label), Condition(name, "empty")) for name in ("phone", "email")}
    if UNIT in fields:
        wanted[UNIT] = (str(fields[UNIT].label), Condition(UNIT, "empty"))
    wanted["organizer"] = (str(fields["organizer"].label), Condition("organizer", "is", (NOBODY,)))
    if not asked.sees_nobody:
        own = [name for name in fields if name.startswith("field-")]
        wanted |= {name: (str(fields[name].label), Condition(name, "empty")) for name in own[:MOST_FIELDS]}
    return wanted


def complete(asked: Asked) -> tuple[Figure, list[Filled]]:
    """Count everybody, and who lacks what, in one statement."""
    wanted = _wanted(asked)
    found = _lacking(asked, {name: condition for name, (_label, condition) in wanted.items()})
    everybody = asked.figure(found["all"])
    lines = [(label, asked.figure(found[name], condition)) for name, (label, condition) in wanted.items()]
    return everybody, [_filled(asked, found["all"], label, lacks) for label, lacks in lines]


def _lacking(asked: Asked, wanted: dict[str, Condition]) -> dict[str, int]:
    """Count who meets each condition, and all. Of everybody sums say who has a place or an organizer, and who has what
    else is counted: most lists lack more than they have, and where they do not it is as dear.
    """
    if asked.scope:
        return asked.numbers({"all": (), **{name: (each,) for name, each in wanted.items()}})
    sums = {"all": all_people(), UNIT: in_units_of_default_kind(), "organizer": with_organizers()}
    kept = {name: (replace(each, op="filled"),) for name, each in wanted.items() if name not in sums}
    has = asked.numbers(kept, {name: rows for name, rows in sums.items() if name in ("all", *wanted)})
    return {name: n if name == "all" else has["all"] - n for name, n in has.items()}


def _filled(asked: Asked, n: int, label: str, lacks: Figure) -> Filled:
    without = lacks.people or 0
    if asked.sees_nobody and (0 < without < small.LEAST or 0 < n - without < small.LEAST):
        return Filled(label, Figure(None), Figure(None), None)
    return Filled(label, Figure(n - without), lacks, _share(n - without, n))


def stale(asked: Asked) -> dict[str, list[Band]]:
    """Count in one statement when people were last reached, and last changed; each in exactly one band."""
    today = asked.request.organization.today()
    reached, changed = _bands("reached", today), _bands("changed", today)
    reached["never"] = (_("never"), Condition("reached", "empty"))
    found = _in_bands(asked, {"reached": reached, "changed": changed})
    return {
        what: _shown(asked, {
            name: (label, asked.figure(found[what, name], condition)) for name, (label, condition) in bands.items()
        })
        for what, bands in (("reached", reached), ("changed", changed))
    }  # fmt: skip


def _in_bands(asked: Asked, bands: dict[str, dict[str, tuple[Any, Condition]]]) -> Counter[tuple[str, str]]:
    """Count each band. Everybody was changed once, so one look at all of them tells in which; of talks there are fewer."""
    cases = [When(asked.where(each), then=Value(name)) for name, (_label, each) in bands["changed"].items()]
    sets = {"changed": asked.people.annotate(band=Case(*cases, default=Value("")))}
    sums = {} if asked.scope else {"all": all_people().annotate(band=Value(""))}
    for name, (_label, each) in bands["reached"].items():
        by_sums = name == "never" and not asked.scope
        where = asked.where(replace(each, op="filled") if by_sums else each)
        sets[f"reached-{name}"] = asked.people.filter(where).annotate(band=Value(""))
    found = Counter(count_each_by(sets, "band", sums=sums))
    n = Counter({("reached", name): found[f"reached-{name}", ""] for name in bands["reached"]})
    if sums:
        n["reached", "never"] = found["all", ""] - n["reached", "never"]
    return n + Counter({key: number for key, number in found.items() if key[0] == "changed"})


def _bands(field: str, today: date) -> dict[str, tuple[Any, Condition]]:
    edges = [today - timedelta(days=days) for days in _EDGES]
    labels = (_("in the last month"), _("one to three months ago"), _("three to six months ago"))
    starts = [today, *(edge - timedelta(days=1) for edge in edges)]
    bands = {
        str(at): (label, Condition(field, "between", (edges[at].isoformat(), starts[at].isoformat())))
        for at, label in enumerate(labels)
    }
    return bands | {"older": (_("longer ago"), Condition(field, "before", (edges[-1].isoformat(),)))}


def _shown(asked: Asked, bands: dict[str, tuple[Any, Figure]]) -> list[Band]:
    figures = asked.kept_back({name: figure for name, (_label, figure) in bands.items()})
    n = sum(figure.people or 0 for _label, figure in bands.values())
    return [Band(bands[name][0], figure, _share(figure.people or 0, n)) for name, figure in figures.items()]


def _levels(asked: Asked) -> dict[str, Figure]:
    """Count whose level of today somebody here gave, and whose a list did; everybody's are there as sums."""
    wanted = {BY_PEOPLE: LOOKED, BY_LIST: LISTED}
    conditions = {by: Condition(LEVEL_BY, "is", (by,)) for by in wanted}
    ladder = None if asked.scope else Ladder.objects.filter(is_default=True).first()
    if not ladder:
        return asked.count({by: (each,) for by, each in conditions.items()})
    sums: Any = {by: looked_at(ladder, place, staff=False) for by, place in wanted.items()}
    found = Ladder.objects.filter(pk=ladder.pk).annotate(**sums).values(*sums).get()
    return {by: asked.figure(found[by], each) for by, each in conditions.items()}


def living_here(asked: Asked) -> list[Source]:
    """Count what came by a list and what was said or written by people here, in two statements."""
    levels = asked.kept_back(_levels(asked))
    by_list = Q(source="import")
    heard = talks(asked).filter(on__range=asked.days).aggregate(
        by_list=Count("pk", filter=by_list), here=Count("pk", filter=~by_list)
    )  # fmt: skip
    return [
        Source(_("People whose level stands today"), levels[BY_PEOPLE], levels[BY_LIST]),
        Source(_("Conversations and attempts in these days"), *_heard(asked, heard), "talks"),
    ]


def _heard(asked: Asked, n: dict[str, int]) -> tuple[Figure, Figure]:
    gone = asked.gone([Table(("source",), {(source,): n[source] for source in ("here", "by_list")})])
    here, by_list = (None if cell(source=source) in gone else n[source] for source in ("here", "by_list"))
    return Figure(here, talks_url(asked, None, source=heard_by.HERE)), Figure(
        by_list, talks_url(asked, None, source=heard_by.BY_LIST)
    )


def _share(n: int, of: int) -> int:
    return round(100 * n / of) if of else 0
