"""One person's paths: every ladder with where they stood on it, what was said, and what they say themselves."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from activities.skills import queries as skills
from ladders.models import Assessment, Ladder, Level, LevelChange, LevelSign, OwnWord, SignSeen
from ladders.planning import queries as plans
from ladders.queries import known
from members.models import Member
from members.past import name_of
from stpnet.db.compiled import Placeholder, compiled

_WHOSE = Placeholder()
_SEEN = JSONObject(sign=F("sign_id"), text=F("text"), evidence=F("evidence"))


def paths_of(member: Member) -> list[Any]:
    """Load every ladder with this member's `path` and what was `said`, once for a page: four statements.

    Each level has its signs as `looks`, each assessment those ticked as `seen`, each ladder what they say `in_own_words`,
    its `open_plans`, `next_steps`, `agreed_steps` and `shared_steps`.
    """
    found: list[Any] | None = member.__dict__.get("ladder_paths")
    if found is None:
        found = _load(member)
        member.__dict__["ladder_paths"] = found
    return found


def now(ladder: Any) -> LevelChange | None:
    """Return the step of the path that still lasts."""
    return ladder.path[-1] if ladder.path else None


def latest(ladder: Any) -> Assessment | None:
    """Return the latest assessment that counts: they come in the order in which they win."""
    said: list[Assessment] = ladder.said
    return next((each for each in said if each.voided_at is None and not each.waits), None)


def levels_of(ladder: Ladder) -> list[Level]:
    """Return the levels in use, from the first up."""
    return [level for level in ladder.levels.all() if not level.retired_at]


def own_words_of(ladder: Any) -> list[dict[str, Any]]:
    """Return what the member says themselves, the latest first, with the level that they name."""
    levels = {str(level.pk): level for level in ladder.levels.all()}
    return [
        {**row, "on": date.fromisoformat(row["on"]), "level": levels.get(row["level"])} for row in ladder.in_own_words
    ]


def _load(member: Member) -> list[Any]:
    keys = {_WHOSE: member.pk}
    ladders = _ladders().rows(keys)
    levels, said, path = (_by_ladder(ladders, each().rows(keys)) for each in (_levels, _said, _path))
    for ladder in ladders:
        known(ladder, levels[ladder.pk])
        ladder.said, ladder.path = said[ladder.pk], path[ladder.pk]
    return ladders


def _by_ladder(ladders: list[Any], rows: list[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {ladder.pk: [] for ladder in ladders}
    whole = {ladder.pk: ladder for ladder in ladders}
    for row in rows:
        row.ladder = whole[row.ladder_id]
        found[row.ladder_id].append(row)
    return found


@compiled
def _ladders() -> QuerySet[Any]:
    words = OwnWord.objects.kept().filter(ladder=OuterRef("pk"), member=_WHOSE).order_by("-on", "-created_at")
    return Ladder.objects.annotate(in_own_words=ArraySubquery(words.values(json=_own_word())), **plans.shown(_WHOSE))


@compiled
def _levels() -> QuerySet[Any]:
    looks = LevelSign.objects.filter(level=OuterRef("pk")).order_by("position")
    look = JSONObject(id=F("pk"), text=F("text"), known=skills.since(_WHOSE))
    return Level.objects.annotate(looks=ArraySubquery(looks.values(json=look)))


@compiled
def _said() -> QuerySet[Any]:
    seen = SignSeen.objects.filter(assessment=OuterRef("pk")).order_by("pk")
    people = ("level", "assessed_by", "confirmed_by", "voided_by")
    said = Assessment.objects.filter(member=_WHOSE).select_related(*people).latest_first()
    return said.annotate(seen=ArraySubquery(seen.values(json=_SEEN)))


@compiled
def _path() -> QuerySet[Any]:
    return LevelChange.objects.filter(member=_WHOSE).select_related("level", "from_level").order_by("on")


def _own_word() -> JSONObject:
    return JSONObject(id=F("pk"), words=F("words"), on=F("on"), level=F("level_id"), by=name_of("written_by_id"))
