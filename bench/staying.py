"""How long people stay on a level, from their words alone and in Python: what one would first write."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import Any
from uuid import UUID

from dashboards.moving.spells import Now, Time, Usual
from ladders.models import Assessment, Ladder
from members.models import Member


def times(ladder: Ladder, first: date, last: date) -> dict[UUID, Time]:
    """Compare each word with the next one of the same person; in this crowd each says something new."""
    positions = dict(ladder.levels.values_list("pk", "position"))
    words = Assessment.objects.filter(ladder=ladder, voided_at=None, member__in=Member.objects.counted())
    rows = words.order_by("member", "on").values_list("member", "level", "on", "is_baseline")
    days: dict[UUID, list[int]] = defaultdict(list)
    people: dict[UUID, set[UUID]] = defaultdict(set)
    for (who, level, on, is_listed), (also, upper, until, _listed) in pairwise(rows):
        if (
            who == also
            and first < until <= last
            and positions.get(upper, 0) > positions.get(level, 99)
            and not is_listed
        ):
            days[level].append((until - on).days)
            people[level].add(who)
    return {level: Time(len(people[level]), *_parts(sorted(each))) for level, each in days.items()}


def standing(said: Any, today: date, known: Mapping[UUID, Usual]) -> dict[UUID, Now]:
    """Count who was last said to be on a level, and since when; in this crowd nobody has a plan."""
    days: dict[UUID, list[int]] = defaultdict(list)
    for level, on in said.values_list("level", "on"):
        if level:
            days[level].append((today - on).days)
    usual = {level: each.days for level, each in known.items()}
    return {
        level: Now(len(each), _parts(sorted(each))[1], sum(n > usual.get(level, n) for n in each))
        for level, each in days.items()
    }


def came(ladder: Ladder, said: Any, spans: Sequence[tuple[str, date, date]]) -> list[Counter[UUID | str]]:
    """Say where those stand now whose first word of a level lies within each span; in this crowd nobody came by a list."""
    words = Assessment.objects.filter(ladder=ladder, voided_at=None, place="level").order_by("member", "-on")
    first = dict(words.values_list("member", "on"))
    found: list[Counter[UUID | str]] = [Counter() for _span in spans]
    for who, at, level in said.values_list("pk", "at", "level"):
        for sums, (_name, begin, end) in zip(found, spans, strict=True):
            sums[level or at] += who in first and begin <= first[who] <= end
    return [+sums for sums in found]


def _parts(order: list[int]) -> list[timedelta]:
    return [timedelta(days=order[ceil(part * len(order)) - 1]) for part in (0.25, 0.5, 0.75, 0.9)]
