"""How long people stood on a level before they moved up, and have who stand there now: docs/decisions/0082-sums-of-stays.md."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from ladders.history import lock
from ladders.models import SINCE, Ladder
from stpnet.db.wrapper import current

# What is higher is looked up as levels are today. The last part says whether there are such sums, and none of days to come.
_UP = """
WITH above AS (
    SELECT a.id AS level, array_agg(b.id) AS levels
    FROM ladders_level a JOIN ladders_level b ON b.ladder_id = a.ladder_id AND b.position > a.position
    WHERE a.ladder_id = %(ladder)s GROUP BY 1
)
SELECT level, days, sum(net)::int FROM ladders_staytally t JOIN above USING (level)
WHERE t.ladder_id = %(ladder)s AND first = %(first)s AND (%(staff)s OR NOT is_staff) AND "to" && above.levels
GROUP BY 1, 2 HAVING sum(net) <> 0
UNION ALL
SELECT NULL, NULL, 0 FROM ladders_staytally WHERE ladder_id IS NULL AND first = %(first)s
  AND NOT EXISTS (SELECT FROM ladders_levelchange WHERE ladder_id = %(ladder)s AND "on" > %(last)s)"""
_STAND = f"""
SELECT level, first, sum(net)::int FROM ladders_parttally
WHERE ladder_id = %(ladder)s AND part IS NULL AND place = '{SINCE}' AND (%(staff)s OR NOT is_staff)
GROUP BY 1, 2 HAVING sum(net) <> 0"""  # noqa: S608 - fixed words


class Stays(NamedTuple):
    """Of a level: how many people moved up from it, and how many of their stays took so many days."""

    people: int
    days: Counter[int]


def since(today: date) -> date:
    """Return the day after which stays that ended say what is usual: two years, and the days of this month.

    Who moved up before that did so in another time.
    """
    return date(today.year - 2, today.month, 1) - timedelta(days=1)


def summed(ladder: Ladder, first: date, last: date) -> dict[UUID, Stays] | None:
    """Sum up the stays of everybody that ended with a higher level since a day; None where only counting one by one can tell.

    `last`: the day of today.
    """
    params = {"ladder": ladder.pk, "first": first, "last": last, "staff": ladder.counts_staff}
    people: dict[UUID, int] = {}
    stays: dict[UUID, Counter[int]] = {}
    begun = False
    for level, days, n in _run(_UP, params):
        if level is None:
            begun = True
        elif days is None:
            people[level] = n
        else:
            stays.setdefault(level, Counter())[days] = n
    return {level: Stays(n, stays[level]) for level, n in people.items()} if begun else None


def standing(ladder: Ladder) -> dict[UUID, Counter[date]]:
    """Sum up who stands on each level today, by the day since which."""
    found: dict[UUID, Counter[date]] = {}
    for level, day, n in _run(_STAND, {"ladder": ladder.pk, "staff": ladder.counts_staff}):
        found.setdefault(level, Counter())[day] = n
    return found


def begin(first: date) -> None:
    """Sum up the stays that ended since a day, and no others."""
    if _run("SELECT first FROM ladders_staytally WHERE ladder_id IS NULL", {}) != [(first,)]:
        # Nobody may change a path unseen while its sums begin.
        lock(None)
        _run("SELECT ladders_stays_from(%(first)s)", {"first": first})


def _run(sql: str, params: dict[str, Any]) -> list[Any]:
    with current().cursor() as cursor:
        cursor.execute(sql, params or None)
        return list(cursor.fetchall())
