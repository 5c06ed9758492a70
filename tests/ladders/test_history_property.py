"""Whatever was said, taken back and agreed: the kept history equals a slow, obvious recount."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladders import history
from ladders.models import Assessment, Level, LevelChange, Place, Standing
from members.models import Member

START = date(2026, 1, 1)
PLACES = st.sampled_from([1, 2, 3, "unsure", "quiet", "off"])
FATES = st.sampled_from(["counts", "counts", "counts", "voided", "waits", "agreed"])
SAID = st.lists(st.tuples(st.integers(0, 5), PLACES, FATES), max_size=8)


def write(member: Member, levels: list[Level], said: list[tuple[int, Any, str]]) -> None:
    now = timezone.now()
    fates: dict[str, dict[str, Any]] = {
        "counts": {},
        "voided": {"voided_at": now, "void_reason": "Wrong person"},
        "waits": {"waits_for_review": True},
        "agreed": {"waits_for_review": True, "confirmed_at": now},
    }
    for day, where, fate in said:
        level = levels[where - 1] if isinstance(where, int) else None
        place = Place.LEVEL if level else Place(where)
        on = START + timedelta(days=day)
        Assessment.objects.create(
            member=member, ladder=levels[0].ladder, place=place, level=level, on=on, **fates[fate]
        )


def recount(said: list[tuple[int, Any, str]]) -> list[tuple[int, Any, Any]]:
    """Ask for each day in turn who had the last word: (day, from, to) wherever the answer changes."""
    days = [(day, where) for day, where, fate in said if fate in ("counts", "agreed")]
    ends: list[Any] = ["off"]
    for today in range(6):
        words = [where for day, where in days if day == today]
        ends.append(words[-1] if words else ends[-1])
    return [(day, before, after) for day, (before, after) in enumerate(pairwise(ends)) if before != after]


def kept(member: Member) -> list[tuple[int, Any, Any]]:
    def short(place: str, level: Level | None) -> Any:
        return level.position if level else place

    rows = LevelChange.objects.filter(member=member).select_related("level", "from_level").order_by("on")
    return [((row.on - START).days, short(row.from_place, row.from_level), short(row.place, row.level)) for row in rows]


@given(said=SAID)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_kept_history_equals_a_recount(levels: list[Level], said: list[tuple[int, Any, str]]):
    member = Member.objects.create(given_name="Dolores", family_name="Ankrah")
    write(member, levels, said)

    history.rebuild(members=[member.pk])

    expected = recount(said)
    assert kept(member) == expected
    untils = list(LevelChange.objects.filter(member=member).order_by("on").values_list("until", flat=True))
    assert untils == [START + timedelta(days=day) for day, *_places in expected[1:]] + ([None] if expected else [])
    standing = Standing.objects.filter(member=member).select_related("level").first()
    counting = [word for word in said if word[2] in ("counts", "agreed")]
    assert (standing is None) == (not counting)
    if standing and expected:
        assert (standing.level.position if standing.level else standing.place) == expected[-1][2]
        assert (standing.since - START).days == expected[-1][0]
    assert history.differences() == []
