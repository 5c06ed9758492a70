"""Responsibilities as lists named them: made where there is none of the name, and carried by the person of the row."""

from collections.abc import Collection, Sequence
from typing import Any, cast
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from audit.recording import record
from imports.registry import Aside, Room
from ladders.models import Holding, Responsibility
from ladders.responsibilities.actions import fold
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current

_LONGEST = 120
_MOST_PLACES = 500


def take(asides: Sequence[Aside], by: Member) -> Collection[UUID]:
    """Let people carry what their rows name, from the day of the handing over: lists seldom say since when.

    A fixed number of statements for however many rows, and one event. Who carries it already does as before.
    """
    rows = {(aside.member, name): aside for aside in asides for name in _names(aside)}
    known = _responsibilities({name: aside.batch for (_member, name), aside in rows.items()})
    today = cast("Organization", current().tenant).today()
    Holding.objects.bulk_create(
        [
            Holding(responsibility=known[fold(name)], member_id=member, since=today, given_by=by, from_list=aside.batch)
            for (member, name), aside in rows.items()
        ],
        ignore_conflicts=True,
    )
    _make_room(known.values())
    if rows:
        record("import.run", of=None, by=by, fields=["responsibilities", f"rows:{len(asides)}"])
    return [aside.pk for aside in asides if _names(aside)]


def take_back(batch: UUID) -> None:
    """Take out who carries what by a list alone, and what it named that nobody else has used."""
    Holding.objects.filter(from_list=batch).delete()
    Responsibility.objects.filter(from_list=batch, holdings=None, takes="", team=None, level=None, by_on=None).delete()


def has_from(batch: UUID) -> bool:
    return Holding.objects.filter(from_list=batch).exists()


def _names(aside: Aside) -> list[str]:
    names = {fold(name): name for told in aside.told if (name := " ".join(told["value"].split())[:_LONGEST])}
    return list(names.values())


def _responsibilities(names: dict[str, UUID]) -> dict[str, Responsibility]:
    """Return those of these names, whatever team they are of; made for the whole group where they are missing."""
    wanted = {fold(name): (name, batch) for name, batch in reversed(names.items())}
    here = Responsibility.objects.active().filter(folded__in=wanted)
    found = {each.folded: each for each in here.order_by("-team", "pk")}
    new = [
        Responsibility(name=name, folded=folded, from_list=batch)
        for folded, (name, batch) in wanted.items()
        if folded not in found
    ]
    return found | {each.folded: each for each in Responsibility.objects.bulk_create(new)}


def _make_room(found: Collection[Responsibility]) -> None:
    """Let there be as many places as people carry it: a list says who does, and not how many are wanted."""
    full: QuerySet[Any] = Responsibility.objects.filter(pk__in=[each.pk for each in found]).with_counts()
    more = list(full.filter(n_held__gt=F("places")))
    for each in more:
        each.places = min(each.n_held, _MOST_PLACES)
    Responsibility.objects.bulk_update(more, ["places"])


ROOM = Room(_("Responsibilities"), frozenset({"responsibility"}), take, take_back, has_from=has_from)
