"""Who is being reached: people by what reached them, by level and by where they belong; talks by kind; promises."""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.heard.asked import REACHED, TRIED
from conversations.models import Commitment, Conversation, Participant
from dashboards.counting import Asked
from dashboards.doors import Figure
from dashboards.fields import ANY, promised_by, talked
from dashboards.small import Table, cell, laid_out
from ladders import filters, part_sums
from ladders.models import Ladder, Level
from ladders.queries import ON_LADDER, with_place
from members import choices
from members.filters.own import UNIT
from members.filters.tree import Condition
from members.models import Belonging
from members.queries import count_each_by
from organizations.access import may

# By the rules a view of "no one-to-one lately" is just that, and not "gone quiet".
LONG = 90
_LONG_AGO = Condition("one-to-one", "not-last", (str(LONG),))
# All others, whoever they are.
_LATELY = Condition("one-to-one", "last", (str(LONG),))
_READ = "note.view.organizers"


class LevelLine(NamedTuple):
    """A level: who stands there today, with whom somebody talked alone, and with whom nobody did for long."""

    level: Level
    people: Figure
    met: Figure
    long: Figure


class UnitLine(NamedTuple):
    """A place with all places below it."""

    name: str
    people: Figure
    met: Figure


class KindLine(NamedTuple):
    """Talks of one kind; `url` opens all that were logged, attempts among them, and the two others each of both. None stands for what is kept back."""

    label: str
    reached: int | None
    tried: int | None
    all: int | None
    url: str = ""
    reached_url: str = ""
    tried_url: str = ""


def reached(asked: Asked) -> dict[str, Figure]:
    """Count people: all, those reached, alone or at all, those nobody got through to, and those left out for long.

    Of everybody there are sums: then only those are read with whom somebody talked.
    """
    first, last = asked.days
    on_ladder = Condition("place", "is", (ON_LADDER,))
    wanted = {
        "all": (),
        "one_to_one": (talked("one-to-one", first, last),),
        "reached": (talked("reached", first, last),),
        "tried": (talked("tried", first, last), _not(talked("reached", first, last))),
        "long": (on_ladder, _LONG_AGO),
    }
    ladder = None if asked.scope else ladder_of(asked)
    if not ladder:
        return asked.count(wanted)
    read = {name: each for name, each in wanted.items() if name not in ("all", "long")}
    sums = {"all": part_sums.all_people(), "on": part_sums.on_levels(ladder[0])}
    n = asked.numbers({**read, "lately": (on_ladder, _LATELY)}, sums)
    n["long"] = n["on"] - n["lately"]
    return {name: asked.figure(n[name], *each) for name, each in wanted.items()}


def parts(found: Mapping[str, Figure]) -> dict[str, Figure]:
    """Make of it parts that share nobody, for who may not see people: from these no small figure can be worked out."""
    n = {name: figure.people or 0 for name, figure in found.items()}
    return {
        "one_to_one": Figure(n["one_to_one"]),
        "otherwise": Figure(n["reached"] - n["one_to_one"]),
        "tried": Figure(n["tried"]),
        "nobody": Figure(n["all"] - n["reached"] - n["tried"]),
    }


def ladder_of(asked: Asked) -> tuple[Ladder, list[Level]] | None:
    """Return the default ladder with its levels in use, the highest first."""
    found = next((each for each in filters.ladders_of(asked.request).values() if each[0].is_default), None)
    return (found[0], [level for level in found[1] if not level.retired_at]) if found else None


def by_level(asked: Asked) -> list[LevelLine]:
    """Count every level in one statement; nothing for who has no right to people."""
    ladder = ladder_of(asked)
    if asked.sees_nobody or not ladder:
        return []
    met = talked("one-to-one", *asked.days)
    placed: Any = with_place(asked.people, ladder[0])
    sets = {"met": placed.filter(asked.where(met)), "lately": placed.filter(asked.where(_LATELY))}
    found = (
        count_each_by({**sets, "n": placed}, "level_id")
        if asked.scope
        else count_each_by(sets, "level_id", sums={"n": part_sums.on_levels(ladder[0])})
    )
    lines = []
    for level in ladder[1]:
        place = Condition("place", "is", (f"level-{level.pk}",))
        n = found.get(("n", level.pk), 0)
        lines.append(
            LevelLine(
                level,
                asked.figure(n, place),
                asked.figure(found.get(("met", level.pk), 0), place, met),
                asked.figure(n - found.get(("lately", level.pk), 0), place, _LONG_AGO),
            )
        )
    return lines


def by_unit(asked: Asked) -> list[UnitLine]:
    """Count every place of the default kind in one statement, those below with it; only for who may see everyone."""
    units = choices.load(asked.request).units if asked.is_for_all else {}
    asked_for = units[UUID(asked.unit)].with_all_below() if asked.unit and UUID(asked.unit) in units else list(units)
    shown = [unit for unit in asked_for if units[unit].is_default]
    if not shown:
        return []
    met = talked("one-to-one", *asked.days)
    own: Any = asked.people.filter(belongings__unit__in=shown).annotate(unit=F("belongings__unit"))
    sets = {"met": own.filter(asked.where(met))}
    found = (
        count_each_by({**sets, "n": own}, "unit")
        if asked.scope
        else count_each_by(sets, "unit", sums={"n": part_sums.in_units(shown)})
    )
    lines = []
    for value, name in choices.load(asked.request).unit_options():
        if UUID(value) not in shown:
            continue
        here = Condition(UNIT, "is", (value,))
        below = units[UUID(value)].with_all_below()
        n, n_met = (sum(found.get((which, pk), 0) for pk in below) for which in ("n", "met"))
        lines.append(UnitLine(name, asked.figure(n, here), asked.figure(n_met, here, met)))
    return lines


def talks(asked: Asked) -> Any:
    """Return the talks and attempts that figures count: those of the list, for who has it."""
    found: Any = Conversation.objects
    if asked.is_for_all and may(asked.request, _READ):
        found = found.seen_by(asked.request.roles, asked.request.member)
    return found.kept().in_earnest().filter(_with_these(asked)).order_by()


def by_kind(asked: Asked) -> list[KindLine]:
    """Count talks and attempts of every kind in one statement, all of them together last; nothing when there are none.

    A small figure by kind is one person's talk, and is kept back like people.
    """
    n: dict[tuple[Hashable, ...], int] = {}
    for (which, kind, outcome), times in _sums(asked).items():
        if which == "talk":
            key = (kind, outcome == Conversation.Outcome.REACHED)
            n[key] = n.get(key, 0) + times
    tables = [Table(("talks", "reached"), n)]
    figures, gone = laid_out(tables)[0], asked.gone(tables)

    def shown(**where: str | bool) -> int | None:
        key = cell(**where)
        return None if key in gone else figures.get(key, 0)

    lines = [
        KindLine(
            str(label),
            shown(talks=kind, reached=True), shown(talks=kind, reached=False), shown(talks=kind),
            *_doors(asked, kind=kind),
        )
        for kind, label in Conversation.Kind.choices
        if cell(talks=kind) in figures
    ]  # fmt: skip
    together = KindLine(_("All together"), shown(reached=True), shown(reached=False), shown(), *_doors(asked))
    return [*lines, together] if lines else []


def _doors(asked: Asked, kind: str = "") -> tuple[str, str, str]:
    of = {"kind": kind} if kind else {}
    return (
        talks_url(asked, None, **of),
        talks_url(asked, None, outcome=REACHED, **of),
        talks_url(asked, None, outcome=TRIED, **of),
    )


def talks_url(asked: Asked, since: date | None = None, **conditions: str) -> str:
    """Return the address of the list of these talks; empty for who has none, and for a view, which it does not know."""
    if not asked.is_for_all or asked.view or not may(asked.request, _READ):
        return ""
    query = {"since": (since or asked.days[0]).isoformat(), "until": asked.days[1].isoformat(), **conditions}
    query |= {"unit": asked.unit} if asked.unit else {}
    return f"{reverse('heard:list', args=[asked.request.organization.slug])}?{urlencode(query)}"


def promised(asked: Asked) -> dict[str, Figure]:
    """Count by how it went what people said yes to in these days."""
    found = _sums(asked)
    return {str(state): Figure(found.get(("promise", state, ""), 0)) for state in Commitment.State.values}


def promisers(asked: Asked) -> dict[str, Figure]:
    """Count who said yes to something in these days, and of whom it went which way; only for who may see everyone.

    Somebody may have kept one thing and not another, and is then one of both.
    """
    found = _sums(asked)
    return {what: asked.figure(found.get((what, "", ""), 0), each) for what, each in _promisers(asked).items()}


def _promisers(asked: Asked) -> dict[str, Condition]:
    whats = (ANY, *Commitment.State.values) if asked.is_for_all else ()
    return {what: promised_by(what, *asked.days) for what in whats}


def _sums(asked: Asked) -> dict[tuple[Any, ...], int]:
    """Count talks by kind and outcome, promises by state, and who made them: once for a request, in one statement."""
    kept: dict[Asked, dict[tuple[Any, ...], int]] = asked.request.__dict__.setdefault("_sums_of_talks", {})
    if asked not in kept:
        none: Any = Value("")
        said = Commitment.objects.standing().filter(said_on__range=asked.days, member__in=asked.people)
        sets: dict[str, Any] = {
            "talk": talks(asked).filter(on__range=asked.days).annotate(one=F("kind"), two=F("outcome")),
            "promise": said.annotate(one=F("state"), two=none),
        }
        for what, each in _promisers(asked).items():
            sets[what] = asked.people.filter(asked.where(each)).annotate(one=none, two=none)
        kept[asked] = count_each_by(sets, "one", "two")
    return kept[asked]


def _with_these(asked: Asked) -> Q:
    here = Participant.objects.filter(conversation=OuterRef("pk"))
    if asked.view:
        return Q(Exists(here.filter(member__in=asked.people)))
    if asked.unit:
        below = choices.load(asked.request).units[UUID(asked.unit)].with_all_below()
        return Q(Exists(here.filter(member__in=Belonging.objects.filter(unit__in=below).values("member"))))
    return Q()


def _not(condition: Condition) -> Condition:
    return Condition(condition.field, "not", condition.values)
