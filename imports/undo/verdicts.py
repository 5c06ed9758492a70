"""What becomes of one person when a list is taken back: decided from what was recorded and what stands now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from imports.models import ImportChange, ImportKept
from imports.undo.since import Since, Told
from imports.undo.slots import MEMBER, SHAPES, WRITTEN, Slot, Stored, Values, plain

Why = ImportKept.Why
type Change = tuple[Values | None, Values | None]
type Net = dict[Slot, Change]


@dataclass
class Verdict:
    """`goes`: the person was made by the list and nobody has touched them. Else what goes back, and what stays."""

    who: UUID
    goes: bool = False
    is_new: bool = False
    removed: list[tuple[Slot, Stored]] = field(default_factory=list)
    restored: list[tuple[Slot, Stored, Values]] = field(default_factory=list)
    # Rows that the list took out, with their ids.
    put_back: list[tuple[Slot, UUID]] = field(default_factory=list)
    stays: dict[Told, list[str]] = field(default_factory=dict)
    # What `Member.changed_at` goes back to; None: now, as something of the person stays changed.
    seen: datetime | None = None

    def keep(self, why: Told, label: str = "") -> None:
        """Write down that something stays; without a label the person as a whole."""
        labels = self.stays.setdefault(why, [])
        if label and label not in labels:
            labels.append(label)


def net(records: Iterable[ImportChange]) -> Net:
    """Add up the steps of several chunks: the first values before, the last ones after."""
    found: Net = {}
    for record in records:
        for of, before, after in record.steps:
            slot = tuple(of)
            was, became = _plain(before), _plain(after)
            if was is None or became is None or slot not in found:
                first = found[slot][0] if slot in found else was
                found[slot] = first, became
            else:
                first, last = found[slot]
                found[slot] = (None if first is None else {**was, **first}), {**(last or {}), **became}
    return {slot: change for slot, change in found.items() if change != (None, None)}


def _plain(values: dict[str, object] | None) -> Values | None:
    return None if values is None else {name: plain(value) for name, value in values.items()}


def judge(records: list[ImportChange], now: dict[Slot, Stored], since: Since) -> Verdict:
    """Decide for one person. `records` are all of one list, in the order of time; `now` is what stands."""
    who = records[0].about
    if who is None or MEMBER not in now:
        raise ValueError("somebody who is here")
    changes, verdict = net(records), Verdict(who)
    was_there = MEMBER not in changes or changes[MEMBER][0] is not None
    verdict.is_new = not was_there
    if was_there:
        _judge_known(verdict, changes, now, since)
        if not verdict.stays:
            verdict.seen = _seen_before(records, since.changed_at[who])
    else:
        _judge_new(verdict, changes, now, since)
    return verdict


def _judge_new(verdict: Verdict, changes: Net, now: dict[Slot, Stored], since: Since) -> None:
    """Somebody the list made goes only as a whole, and only as the list left them."""
    for why in since.worked_with(verdict.who):
        verdict.keep(why)
    differing = (_differing(slot, now.get(slot), changes.get(slot), since) for slot in changes.keys() | now.keys())
    for label in sorted({label for labels in differing for label in labels}):
        verdict.keep(since.who_changed(verdict.who, label), label)
    if not verdict.stays:
        verdict.goes = True
        verdict.removed = list(now.items())


def _judge_known(verdict: Verdict, changes: Net, now: dict[Slot, Stored], since: Since) -> None:
    """Each value goes back by itself, unless it is no longer the one that the list brought."""
    if (why := since.closed(verdict.who)) is not None:
        verdict.keep(why)
        return
    for slot, (before, after) in changes.items():
        stored = now.get(slot)
        if before is not None and "id" in before:
            _judge_taken_out(verdict, slot, UUID(before["id"]), after, stored, since)
        elif after is None:
            continue
        elif before is not None:
            _judge_value(verdict, slot, before, after, stored, since)
        elif stored is not None:
            if _equal(slot, stored.values, after):
                verdict.removed.append((slot, stored))
            else:
                verdict.keep(since.who_changed(verdict.who, since.label(slot)), since.label(slot))


def _judge_taken_out(
    verdict: Verdict, slot: Slot, pk: UUID, after: Values | None, stored: Stored | None, since: Since
) -> None:
    """What the list took out comes back, unless somebody has put it in again; a later row may have as well."""
    if stored is not None and after is None:
        return
    (name,) = SHAPES[slot[0]].key
    if since.is_gone(slot, name, slot[1]):
        verdict.keep(Told(Why.GONE), since.label(slot))
        return
    if stored is not None:
        verdict.removed.append((slot, stored))
    verdict.put_back.append((slot, pk))


def _judge_value(
    verdict: Verdict, slot: Slot, before: Values, after: Values, stored: Stored | None, since: Since
) -> None:
    if stored is None:
        # Somebody took the row out: what stood before the list went with it.
        verdict.keep(since.who_changed(verdict.who, since.label(slot)), since.label(slot))
        return
    back: Values = {}
    for column, was in before.items():
        if column == WRITTEN:
            continue
        here, label = stored.values[column], since.label(slot, column)
        if here == was:
            continue
        if here != after[column]:
            verdict.keep(since.who_changed(verdict.who, label), label)
        elif since.is_gone(slot, column, was):
            verdict.keep(Told(Why.GONE), label)
        else:
            back[column] = was
    if before.get(WRITTEN) and (back or before["value"] == after["value"] == stored.values["value"]):
        # Also of an answer to which the list itself came back in a later row.
        back[WRITTEN] = before[WRITTEN]
    if back:
        verdict.restored.append((slot, stored, back))


def _differing(slot: Slot, here: Stored | None, change: Change | None, since: Since) -> list[str]:
    """Name what is not as the list left it."""
    if here is None or change is None or change[1] is None:
        return [since.label(slot)]
    after = change[1]
    return [since.label(slot, column) for column, value in here.values.items() if value != after.get(column, "")]


def _equal(slot: Slot, here: Values, after: Values) -> bool:
    return all(here[column] == after.get(column, "") for column in SHAPES[slot[0]].columns)


def _seen_before(records: list[ImportChange], changed_at: datetime) -> datetime | None:
    """Return the time of the last change before the list, if nothing else happened between its chunks or since."""
    moment = changed_at
    for record in reversed(records):
        if record.at != moment or record.seen is None:
            return None
        moment = record.seen
    return moment
