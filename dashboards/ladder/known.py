"""What is known of today's levels beside who moved, asked as parts of a statement: how sure they are, and where one's own stand.

Of everybody the sums of docs/decisions/0068-sums-of-parts.md say it; of a place or a view it is counted.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, JSONObject

from dashboards.ladder.asking import Asked, not_looked_at_since
from ladders import part_sums, tally
from ladders.models import LISTED, Assessment, Place, Standing
from ladders.movement import Where
from ladders.queries import counted, with_place
from organizations.permissions import Scope


class Known(NamedTuple):
    """How many levels were not looked at for long, how many a list gave; where the reader's `own` stand, if asked."""

    stale: int = 0
    by_list: int = 0
    own: Mapping[Where, int] | None = None


def asks(asked: Asked) -> dict[str, Combinable]:
    """Return the parts of the statement, for people as they are today."""
    found: dict[str, Combinable] = {}
    if asked.reach is Scope.OWN:
        rows: QuerySet[Any, Any] = with_place(counted(_own(asked), asked.ladder), asked.ladder).order_by()
        each = JSONObject(place="place", level="level_id", n=Count("pk"))
        found["own"] = ArraySubquery(rows.values("place", "level_id").annotate(each=each).values("each"))
    if not asked.reach:
        return found
    since = not_looked_at_since(asked)
    if tally.is_everybody(asked.people):
        stale = part_sums.looked_at(asked.ladder, before=since)
        return found | {"n_stale": stale, "n_by_list": part_sums.looked_at(asked.ladder, LISTED)}
    return found | {
        "n_stale": _standing(asked, since__lt=since, assessment__on__lt=since),
        "n_by_list": _standing(asked, assessment__source=Assessment.Source.IMPORT),
    }


def read(found: Mapping[str, Any]) -> Known:
    """Read what the statement found."""
    own: Counter[Where] | None = None
    if "own" in found:
        own = Counter()
        for row in found["own"]:
            own[UUID(row["level"]) if row["level"] else row["place"]] += row["n"]
    return Known(found.get("n_stale", 0), found.get("n_by_list", 0), own)


def _own(asked: Asked) -> Any:
    return asked.people.filter(pk__in=asked.own.order_by().values("pk"))


def _standing(asked: Asked, **of: Any) -> Coalesce:
    """Count who of these people stands on a level today."""
    people = counted(asked.people, asked.ladder).order_by().values("pk")
    here = Standing.objects.filter(ladder=asked.ladder.pk, place=Place.LEVEL, member__in=people, **of)
    rows: QuerySet[Any, Any] = here.order_by().values("ladder").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)
