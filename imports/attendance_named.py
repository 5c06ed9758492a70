"""Who came to what, as lists named it: a column for each meeting, with its day in the heading.

An activity of the same day and name is that one; where there is none it is made. Who was invited there came, and the
list that said so can be taken back: then they are invited again.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.actions import fold
from activities.models import Activity, Participation
from audit.recording import record
from imports.periods import period_of
from imports.registry import Aside, Room
from members.models import Member

_LONGEST = 120
Kind, Outcome = Activity.Kind, Participation.Outcome
# What a heading is called tells what it was; the first that fits.
_KINDS = (
    (Kind.TRAINING, re.compile(r"train|workshop|retreat|entrenamiento|taller", re.IGNORECASE)),
    (Kind.CANVASS, re.compile(r"canvass|house ?visit|door", re.IGNORECASE)),
    (Kind.TEXT_BANK, re.compile(r"(text|phone) ?bank", re.IGNORECASE)),
    (Kind.POSTCARDS, re.compile(r"postcard", re.IGNORECASE)),
    (Kind.PETITION, re.compile(r"petition", re.IGNORECASE)),
    (Kind.ACTION, re.compile(r"action|rall(y|ies)|march|vigil|strike|picket|hearing", re.IGNORECASE)),
)


class Held(NamedTuple):
    """What a heading says was held: on which day, and by which name."""

    on: date
    name: str


def take(asides: Sequence[Aside], by: Member) -> Collection[UUID]:
    """Say of people that they came to what their rows name. A heading without a day stays kept aside.

    A few statements for each activity, however many rows, and one event.
    """
    taken: list[UUID] = []
    came: dict[tuple[Held, UUID], set[UUID]] = defaultdict(set)
    for aside in asides:
        held = [_held(told["what"], told["on"]) for told in aside.told]
        if not held or not all(held):
            continue
        taken.append(aside.pk)
        for each in filter(None, held):
            came[each, aside.batch].add(aside.member)
    known = _activities(list(came), by)
    _write({(known[_key(held)], batch): members for (held, batch), members in came.items()}, by)
    if taken:
        record("import.run", of=None, by=by, fields=["activities", f"rows:{len(taken)}"])
    return taken


def _held(heading: str, day: str) -> Held | None:
    if not day:
        return None
    on = date.fromisoformat(day)
    found = period_of(heading, order=None, today=on)
    # A day that reads either way has been settled already: what is left is all but figures.
    name = found.rest if found else re.sub(r"[\d/.-]+", " ", heading)
    return Held(on, " ".join(name.split())[:_LONGEST] or _("Meeting"))


def _key(held: Held) -> tuple[date, str]:
    return held.on, fold(held.name)


def _activities(wanted: Sequence[tuple[Held, UUID]], by: Member) -> Mapping[tuple[date, str], Activity]:
    """Return the activities of these days and names, made where they are missing."""
    found = Activity.objects.filter(on__in={held.on for held, _batch in wanted}).order_by("-created_at", "-pk")
    known = {(each.on, each.folded): each for each in found}
    new = {
        _key(held): Activity(
            name=held.name, folded=fold(held.name), on=held.on, kind=_kind(held.name), from_list=batch, made_by=by
        )
        for held, batch in wanted
        if _key(held) not in known
    }
    made = Activity.objects.bulk_create(new.values())
    return known | {(each.on, each.folded): each for each in made}


def _kind(name: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), Kind.MEETING)


def _write(came: Mapping[tuple[Activity, UUID], set[UUID]], by: Member) -> None:
    """Let who stands there already have come, and write down the others: two statements for each activity at most."""
    rows = []
    for (activity, batch), members in came.items():
        theirs = Participation.objects.filter(activity=activity, member__in=members, outcome="")
        theirs.update(outcome=Outcome.CAME, came_by_list=batch)
        rows += [
            Participation(
                activity=activity, member_id=member, outcome=Outcome.CAME, added_by=by, from_list=batch,
                came_by_list=batch,
            )
            for member in members
        ]  # fmt: skip
    Participation.objects.bulk_create(rows, ignore_conflicts=True)


def take_back(batch: UUID) -> None:
    """Take out who came by a list, and the activities it made where nobody else is put down."""
    for rows in goes(batch):
        rows.delete()
    said = Participation.objects.filter(came_by_list=batch, checked_in_at=None)
    said.filter(from_list=None, outcome=Outcome.CAME).exclude(answer="", role="", is_host=False).update(
        outcome="", came_by_list=None
    )
    people = Participation.objects.filter(activity=OuterRef("pk"))
    Activity.objects.filter(~Exists(people), from_list=batch, series=None, about="", place="").delete()


def goes(batch: UUID) -> list[QuerySet[Any, Any]]:
    """Return the rows a list made, of which nobody has said anything since."""
    untouched = Participation.objects.filter(from_list=batch, answer="", role="", is_host=False, follow_up_by=None)
    return [untouched.filter(checked_in_at=None, outcome=Outcome.CAME)]


ROOM = Room(
    gettext_lazy("Activities"),
    frozenset({"attendance"}),
    take,
    take_back,
    gettext_lazy(
        "A meeting stays whose heading names no day: write the day into the heading, and bring the list in again."
    ),
    goes,
)
