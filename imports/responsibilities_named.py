"""Responsibilities as lists named them: made where there is none of the name, and carried by the person of the row."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from audit.recording import record
from imports.registry import Aside, Room
from imports.undo.references import unused
from ladders.models import Holding, Responsibility
from ladders.responsibilities.actions import fold
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current

_LONGEST = 120
_MOST_PLACES = 500


def take(asides: Sequence[Aside], by: Member) -> Collection[UUID]:
    """Let people carry what their rows name, from the day of the handing over: lists seldom say since when.

    A fixed number of statements for however many rows of a list, and one event. Who carries it already does as before,
    and who was asked has said yes. A row with a name that several responsibilities have stays kept aside.
    """
    known, several = _found({fold(name) for aside in asides for name in _names(aside)})
    fitting = [aside for aside in asides if (names := _names(aside)) and not several & set(map(fold, names))]
    rows = {(aside.member, fold(name)): aside for aside in fitting for name in _names(aside)}
    known |= _made({fold(name): (name, aside.batch) for aside in reversed(fitting) for name in _names(aside)}, known)
    _carry([(known[folded], member, aside.batch) for (member, folded), aside in rows.items()], by)
    _make_room([known[folded] for _member, folded in rows])
    if rows:
        record("import.run", of=None, by=by, fields=["responsibilities", f"rows:{len(fitting)}"])
    return [aside.pk for aside in fitting]


def take_back(batch: UUID) -> None:
    """Take out who carries what by a list alone, and what it named that nobody else has used.

    Who was asked before the list said that they carry it, waits to answer again.
    """
    said = _untouched(batch)
    waiting = Holding.objects.waiting().filter(responsibility=OuterRef("responsibility"), member=OuterRef("member"))
    said.filter(~Exists(waiting), asked_on__isnull=False).update(since=None, from_list=None)
    said.delete()
    _lower()
    made = Responsibility.objects.filter(from_list=batch, takes="", team=None, level=None, by_on=None)
    made.filter(pk__in=unused(Responsibility, made)).delete()


def goes(batch: UUID) -> list[QuerySet[Any, Any]]:
    """Return who carries what by the list alone: nobody asked them, and nobody wrote down anything of it since."""
    return [_untouched(batch).filter(asked_on=None)]


def _untouched(batch: UUID) -> QuerySet[Any, Any]:
    return Holding.objects.filter(from_list=batch, since__isnull=False, until=None, words="", how_it_went="")


def _names(aside: Aside) -> list[str]:
    names = {fold(name): name for told in aside.told if (name := " ".join(told["value"].split())[:_LONGEST])}
    return list(names.values())


def _found(wanted: Collection[str]) -> tuple[dict[str, Responsibility], set[str]]:
    """Return those of these names, whatever team they are of, and the names that several have."""
    found: dict[str, Responsibility] = {}
    several: set[str] = set()
    for each in Responsibility.objects.active().filter(folded__in=wanted):
        if each.folded in found:
            several.add(each.folded)
        found[each.folded] = each
    return found, several


def _made(named: dict[str, tuple[str, UUID]], known: Collection[str]) -> dict[str, Responsibility]:
    """Make what is missing, for the whole group."""
    new = [
        Responsibility(name=name, folded=folded, from_list=batch)
        for folded, (name, batch) in named.items()
        if folded not in known
    ]
    return {each.folded: each for each in Responsibility.objects.bulk_create(new)}


def _carry(said: Sequence[tuple[Responsibility, UUID, UUID]], by: Member) -> None:
    """Write down who carries what by which list; who waits to answer carries it with the row they were asked by."""
    today = cast("Organization", current().tenant).today()
    now = Holding.objects.current().filter(
        responsibility__in={each.pk for each, _member, _batch in said}, member__in={member for _each, member, _ in said}
    )
    here = {(row.responsibility_id, row.member_id, row.since is None): row.pk for row in now}
    new, asked = [], defaultdict(list)
    for each, member, batch in said:
        if (each.pk, member, False) in here:
            continue
        if row := here.get((each.pk, member, True)):
            asked[batch].append(row)
        else:
            new.append(Holding(responsibility=each, member_id=member, since=today, given_by=by, from_list=batch))
    for batch, rows in asked.items():
        Holding.objects.waiting().filter(pk__in=rows).update(since=today, from_list=batch)
    Holding.objects.bulk_create(new, ignore_conflicts=True)


def _make_room(found: Collection[Responsibility]) -> None:
    """Let there be as many places as people carry it: a list says who does, and not how many are wanted."""
    full: QuerySet[Any] = Responsibility.objects.filter(pk__in={each.pk for each in found}).with_counts()
    more = list(full.filter(n_held__gt=F("places")))
    for each in more:
        each.places_before = each.places_before or each.places
        each.places = min(each.n_held, _MOST_PLACES)
    Responsibility.objects.bulk_update(more, ["places", "places_before"])


def _lower() -> None:
    """Let there be no more places than before lists raised them, but for those who carry it still."""
    # Whichever they are: what people carried whom the list made has gone with them.
    raised: QuerySet[Any] = Responsibility.objects.exclude(places_before=None).with_counts()
    less = list(raised)
    for each in less:
        each.places = min(each.places, max(each.n_held, each.places_before))
        each.places_before = each.places_before if each.places > each.places_before else None
    Responsibility.objects.bulk_update(less, ["places", "places_before"])


ROOM = Room(
    _("Responsibilities"),
    frozenset({"responsibility"}),
    take,
    take_back,
    _("What stays names a responsibility that several teams have: ask the person on the page of the right one."),
    goes,
)
