"""Where people stand, as queries: the figure on a page and the list behind it are cut from the same one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject

from ladders.models import Assessment, Ladder, Level, LevelChange, Place, Standing
from members.models import Member
from members.models.person import MemberQuerySet

# Places that a figure, a filter and an address name besides the levels.
ON_LADDER = "on-ladder"
IN_TOUCH = "in-touch"


class LevelCount(NamedTuple):
    """How many people stand on one level."""

    level: Level
    people: int


class Distribution(NamedTuple):
    """Where the counted people stand: each in exactly one place, so the parts add up to `total`."""

    levels: list[LevelCount]
    unsure: int
    quiet: int
    off: int
    # On a level that came by a list and that nobody here has looked at.
    not_reviewed: int

    @property
    def on_ladder(self) -> int:
        return sum(each.people for each in self.levels)

    @property
    def in_touch(self) -> int:
        return self.unsure + self.quiet + self.off

    @property
    def total(self) -> int:
        return self.on_ladder + self.in_touch


def with_levels(ladders: QuerySet[Ladder]) -> list[Ladder]:
    """Load ladders with their levels as `prefetch_related` does, in one statement instead of two."""
    fields = {field.attname: field for field in Level._meta.concrete_fields}  # noqa: SLF001 - the way to a model's columns
    told = JSONObject(**{name: F(name) for name in fields})
    rows = Level.objects.filter(ladder=OuterRef("pk")).order_by("position").values(row=told)
    found: list[Any] = list(ladders.annotate(level_rows=ArraySubquery(rows)))
    for ladder in found:
        known(ladder, [_level(ladder, row, fields) for row in ladder.level_rows])
    return found


def known(ladder: Any, rows: Sequence[Level]) -> None:
    """Give a ladder its levels, where Django's own prefetching keeps them."""
    levels = ladder.levels.all()
    levels._result_cache = list(rows)  # noqa: SLF001
    ladder._prefetched_objects_cache = {"levels": levels}  # noqa: SLF001


def _level(ladder: Ladder, row: dict[str, Any], fields: Mapping[str, Any]) -> Level:
    level = Level.from_db("default", list(fields), [field.to_python(row[name]) for name, field in fields.items()])
    level.ladder = ladder
    return level


def with_place(people: MemberQuerySet, ladder: Ladder) -> MemberQuerySet:
    """Add `place` ("off" for the never placed) and `level_id`, without a statement of its own."""
    here = FilteredRelation("standings", condition=Q(standings__ladder=ladder))
    placed: MemberQuerySet = people.annotate(here=here).annotate(
        place=Coalesce(F("here__place"), Value(Place.OFF.value)), level_id=F("here__level")
    )
    return placed


def counted(people: MemberQuerySet, ladder: Ladder) -> MemberQuerySet:
    """Keep those whom this ladder counts."""
    return people.counted(staff=ladder.counts_staff)


def place_filter(people: MemberQuerySet, ladder: Ladder, value: str) -> MemberQuerySet:
    """Keep the counted people in one place: `level-<id>`, a Place but level, `on-ladder` or `in-touch`.

    Raises ValueError when the value names no place.
    """
    return people.filter(place_of(ladder, value))


def place_of(ladder: Ladder, value: str) -> Q:
    """Say in SQL who stands in one place of a ladder, as `place_filter` does."""
    statuses = {"status__in": Member.Status.counted(staff=ladder.counts_staff)}
    here = Standing.objects.filter(member=OuterRef("pk"), ladder=ladder)
    if value.startswith("level-"):
        return Q(Exists(here.filter(level=UUID(value.removeprefix("level-")))), **statuses)
    if value == ON_LADDER:
        return Q(Exists(here.filter(place=Place.LEVEL)), **statuses)
    if value == IN_TOUCH:
        return Q(~Exists(here.filter(place=Place.LEVEL)), **statuses)
    if value == Place.OFF:
        return Q(~Exists(here.exclude(place=Place.OFF)), **statuses)
    if value in (Place.UNSURE, Place.QUIET):
        return Q(Exists(here.filter(place=value)), **statuses)
    raise ValueError(value)


def distribution(people: MemberQuerySet, ladder: Ladder) -> Distribution:
    """Count people by place in one statement (and the levels in another, unless they are prefetched)."""
    by_list = Q(here__assessment__source=Assessment.Source.IMPORT, here__place=Place.LEVEL)
    placed: QuerySet[Any] = with_place(counted(people, ladder), ladder).order_by()
    rows = placed.values("place", "level_id").annotate(n=Count("pk"), n_by_list=Count("pk", filter=by_list))
    found = {(row["place"], row["level_id"]): row for row in rows}
    n = {key: row["n"] for key, row in found.items()}
    levels = [LevelCount(level, n.get((Place.LEVEL, level.pk), 0)) for level in ladder.levels.all()]
    return Distribution(
        # A retired level is shown only while someone still stands on it.
        levels=[each for each in levels if each.people or not each.level.retired_at],
        unsure=n.get((Place.UNSURE, None), 0),
        quiet=n.get((Place.QUIET, None), 0),
        off=n.get((Place.OFF, None), 0),
        not_reviewed=sum(row["n_by_list"] for row in found.values()),
    )


def with_n_people(ladders: QuerySet[Ladder]) -> QuerySet[Any]:
    """Add how many counted people stand on a level of each ladder, without a statement of its own."""
    here = Q(standings__place=Place.LEVEL)
    for name in ("archived_at", "merged_into", "erased_at"):
        here &= Q(**{f"standings__member__{name}": None})
    here &= Q(standings__member__kind=Member.Kind.PERSON)
    statuses = Q(standings__member__status__in=Member.Status.counted(staff=False))
    statuses |= Q(counts_staff=True, standings__member__status=Member.Status.STAFF)
    return ladders.annotate(n_people=Count("standings", filter=here & statuses))


def place_on(member: Member, ladder: Ladder, on: date) -> tuple[str, UUID | None]:
    """Return someone's place and level at the end of a day."""
    changes = LevelChange.objects.filter(member=member, ladder=ladder, on__lte=on).order_by("-on")
    return changes.values_list("place", "level").first() or (Place.OFF.value, None)
