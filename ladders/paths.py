"""One person's paths: every ladder with where they stood on it, what was said, and what they say themselves."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch
from django.db.models.functions import JSONObject

from activities.skills import queries as skills
from ladders.models import Assessment, Ladder, Level, LevelChange, LevelSign, OwnWord, SignSeen
from ladders.planning import queries as plans
from members.models import Member
from members.past import name_of

_SEEN = JSONObject(sign=F("sign_id"), text=F("text"), evidence=F("evidence"))


def paths_of(member: Member) -> list[Any]:
    """Load every ladder with this member's `path` and what was `said`, once for a page: four statements.

    Each level has its signs as `looks`, each assessment those ticked as `seen`, each ladder what they say `in_own_words`,
    its `open_plans`, `next_steps`, `agreed_steps` and `shared_steps`.
    """
    found: list[Any] | None = member.__dict__.get("ladder_paths")
    if found is None:
        found = list(_load(member))
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


def _load(member: Member) -> Any:
    looks = LevelSign.objects.filter(level=OuterRef("pk")).order_by("position")
    look = JSONObject(id=F("pk"), text=F("text"), known=skills.since(member))
    levels = Level.objects.annotate(looks=ArraySubquery(looks.values(json=look)))
    seen = SignSeen.objects.filter(assessment=OuterRef("pk")).order_by("pk")
    people = ("level", "assessed_by", "confirmed_by", "voided_by")
    said = Assessment.objects.filter(member=member).select_related(*people).latest_first()
    said = said.annotate(seen=ArraySubquery(seen.values(json=_SEEN)))
    path = LevelChange.objects.filter(member=member).select_related("level", "from_level").order_by("on")
    words = OwnWord.objects.kept().filter(ladder=OuterRef("pk"), member=member).order_by("-on", "-created_at")
    return (
        Ladder.objects.annotate(in_own_words=ArraySubquery(words.values(json=_own_word())), **plans.shown(member))
        .prefetch_related(Prefetch("levels", queryset=levels))
        .prefetch_related(Prefetch("assessments", queryset=said, to_attr="said"))
        .prefetch_related(Prefetch("level_changes", queryset=path, to_attr="path"))
    )


def _own_word() -> JSONObject:
    return JSONObject(id=F("pk"), words=F("words"), on=F("on"), level=F("level_id"), by=name_of("written_by_id"))
