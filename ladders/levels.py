"""What changes a ladder itself: its levels' words, their order, which are in use, and how it counts.

Levels keep their ids whatever happens to them: history points there. Each change names the version that was looked at,
so that nobody undoes what somebody else has just done.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from ladders import history, pointing, sign_lines
from ladders.models import Assessment, Ladder, Level, LevelSign, Place, Standing
from ladders.proposing import closing
from ladders.ready import ReadyLadder
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current

FEWEST, MOST = 3, 7
# Where positions wait while others take their numbers: of two active levels none may share one, not for a moment.
_ASIDE = 1000


class LevelsRefused(Exception):
    """Why it cannot be done, in a sentence a member could read."""


class ChangedMeanwhile(LevelsRefused):
    """Someone else saved this ladder after the page was opened."""


class LevelText(NamedTuple):
    """What a level says: its name, one plain sentence, and what one sees, line by line."""

    name: str
    sentence: str
    signs: Sequence[str]


@action
def write(
    ladder: Ladder,
    *,
    seen: int,
    texts: Mapping[UUID, LevelText],
    skills: Mapping[UUID, UUID | None] | None = None,
    by: Member,
) -> int:
    """Put words to levels and return how many have changed. To leave all as they are is a decision too.

    `skills` says by sign which one it names.
    """
    _next_version(ladder, seen)
    levels = Level.objects.active().prefetch_related("signs").filter(ladder=ladder, pk__in=texts)
    changed = [level for level in levels if _write(level, texts[level.pk], skills or {})]
    for level in changed:
        record("ladder.edit", of=level, by=by, fields=["name", "sentence", "signs"])
    record("ladder.edit", of=ladder, by=by, fields=["levels"])
    return len(changed)


@action
def add(ladder: Ladder, *, seen: int, text: LevelText, position: int, by: Member) -> Level:
    """Put a level in at this number; those from there up are numbered anew."""
    _next_version(ladder, seen)
    levels = _active(ladder)
    _refuse_more(levels)
    level: Level = Level.objects.create(ladder=ladder, position=_ASIDE * 2, name=text.name, sentence=text.sentence)
    sign_lines.write(level, text.signs)
    levels.insert(min(max(position, 1), len(levels) + 1) - 1, level)
    _number(levels)
    record("ladder.edit", of=level, by=by, fields=["added", "position"])
    return level


@action
def reorder(ladder: Ladder, *, seen: int, order: Sequence[UUID], by: Member) -> int:
    """Number the levels by this order, the lowest first, and return how many have a new number."""
    _next_version(ladder, seen)
    before = _active(ladder)
    levels = {level.pk: level for level in before}
    if sorted(order) != sorted(levels):
        raise LevelsRefused(_("This order leaves a level out or names one twice. Nothing was changed."))
    moved = _number([levels[pk] for pk in order], colors=[level.color for level in before])
    record("ladder.edit", of=ladder, by=by, fields=["order"])
    return moved


@action
def color(ladder: Ladder, *, seen: int, colors: Sequence[str], by: Member) -> None:
    """Give the levels, from the lowest up, these steps of the ramp; none at all spreads them evenly."""
    _next_version(ladder, seen)
    levels = _active(ladder)
    ramp = Level.Color.values
    if colors and [each for each in ramp if each in colors] != list(colors):
        raise LevelsRefused(_("Each level takes a darker color than the one below it. Nothing was changed."))
    if colors and len(colors) != len(levels):
        raise LevelsRefused(_("Each level takes a color, or none does. Nothing was changed."))
    _number(levels, colors=colors)
    record("ladder.edit", of=ladder, by=by, fields=["color"])


@action
def retire(level: Level, *, seen: int, to: Level | None, expected: int, by: Member) -> int:
    """Take a level out of use; whoever stands on it goes to another one, or stays until assessed anew.

    `expected` is how many the page said; when that is no longer true, nothing is done. Returns how many moved.
    """
    ladder = level.ladder
    _next_version(ladder, seen)
    levels = _active(ladder)
    if level not in levels or to == level or (to and to not in levels):
        raise LevelsRefused(_("This level is not in use any more. Nothing was changed."))
    if len(levels) <= FEWEST:
        raise LevelsRefused(_("A ladder has at least three levels. Add one before you retire this one."))
    history.lock(None)
    standing = list(Standing.objects.in_earnest().filter(level=level).values_list("member_id", flat=True))
    if len(standing) != expected:
        raise ChangedMeanwhile(_("Meanwhile somebody was assessed. Look at the figures again; nothing was changed."))
    if to:
        _move(standing, level, to, by)
    Level.objects.filter(pk=level.pk).update(retired_at=Now())
    closing.after_retiring(level)
    _number([each for each in levels if each != level])
    record("ladder.edit", of=level, by=by, fields=["retired"])
    return len(standing) if to else 0


@action
def restore(level: Level, *, seen: int, by: Member) -> Level:
    """Take a retired level back into use, at the number that it had."""
    _next_version(level.ladder, seen)
    levels = _active(level.ladder)
    _refuse_more(levels)
    if level in levels:
        raise LevelsRefused(_("This level is in use already."))
    number = level.position
    Level.objects.filter(pk=level.pk).update(retired_at=None, position=_ASIDE * 2)
    level.refresh_from_db()
    levels.insert(min(number, len(levels) + 1) - 1, level)
    _number(levels)
    record("ladder.edit", of=level, by=by, fields=["retired"])
    return level


@action
def adopt(ladder: Ladder, *, seen: int, ready: ReadyLadder, by: Member) -> None:
    """Put a ready ladder's levels in the place of those that nobody has been assessed on."""
    _next_version(ladder, seen)
    history.lock(None)
    said = Assessment.objects.filter(ladder=ladder)
    if said.in_earnest().exists():
        raise LevelsRefused(_("People stand on this ladder already. Change its levels one by one."))
    # Whether or not the database would let it go: a level with other words is another level to whoever named it.
    if why := pointing.why_bound(ladder):
        raise LevelsRefused(_("%s Change its levels one by one.") % why)
    # What was said in practice goes with the levels that it was said of.
    said.delete()
    levels = list(ladder.levels.order_by(F("retired_at").asc(nulls_first=True), "position"))
    Level.objects.filter(pk__in=[level.pk for level in levels[len(ready.levels) :]]).delete()
    levels = levels[: len(ready.levels)]
    # Other words on the same lines: what they named went with the old ones.
    LevelSign.objects.filter(level__in=levels).update(skill=None)
    Level.objects.filter(pk__in=[level.pk for level in levels]).update(position=F("position") + _ASIDE)
    for position, wanted in enumerate(ready.levels, start=1):
        level = levels[position - 1] if position <= len(levels) else Level(ladder=ladder)
        level.position, level.retired_at = position, None
        level.name, level.sentence, level.color = str(wanted.name), str(wanted.sentence), ""
        level.save()
        sign_lines.write(level, [str(sign) for sign in wanted.signs])
    record("ladder.edit", of=ladder, by=by, fields=["levels"])


@action
def change(ladder: Ladder, *, seen: int, values: Mapping[str, Any], by: Member) -> list[str]:
    """Save how the ladder works, and return what differs."""
    _next_version(ladder, seen)
    row = Ladder.objects.get(pk=ladder.pk)
    fields = [name for name, value in values.items() if getattr(row, name) != value]
    for name in fields:
        setattr(row, name, values[name])
    row.save(update_fields=fields)
    record("ladder.edit", of=ladder, by=by, fields=fields)
    return fields


def _next_version(ladder: Ladder, seen: int) -> None:
    """Hold the ladder until the end of the transaction; whoever saw an older one is refused."""
    if not Ladder.objects.filter(pk=ladder.pk, version=seen).update(version=F("version") + 1):
        raise ChangedMeanwhile(_("Someone else changed this ladder after you opened the page."))


def _active(ladder: Ladder) -> list[Level]:
    return list(Level.objects.active().filter(ladder=ladder).order_by("position"))


def _refuse_more(levels: Sequence[Level]) -> None:
    if len(levels) >= MOST:
        raise LevelsRefused(_("A ladder has at most seven levels. Retire one first."))


def _number(levels: Sequence[Level], *, colors: Sequence[str] = ()) -> int:
    """Number levels by this order; return how many have another number than before.

    Colors belong to the places, lightest at the bottom, and not to levels: another order leaves them where they are,
    and where a place comes or goes they are spread evenly anew.
    """
    wrong = [level.pk for at, level in enumerate(levels, start=1) if level.position != at]
    Level.objects.filter(pk__in=wrong).update(position=F("position") + _ASIDE)
    for at, level in enumerate(levels):
        level.position, level.color = at + 1, colors[at] if colors else ""
    Level.objects.bulk_update(levels, ["position", "color"])
    return len(wrong)


def _write(level: Level, text: LevelText, skills: Mapping[UUID, UUID | None]) -> bool:
    named = [sign for sign in level.signs.all() if skills.get(sign.pk, sign.skill_id) != sign.skill_id]
    for sign in named:
        LevelSign.objects.filter(pk=sign.pk).update(skill=skills[sign.pk])
    signs = [sign.text for sign in level.signs.all()]
    if (level.name, level.sentence, signs) == (text.name, text.sentence, list(text.signs)):
        return bool(named)
    level.name, level.sentence = text.name, text.sentence
    level.save(update_fields=["name", "sentence"])
    sign_lines.write(level, text.signs)
    return True


def _move(members: Sequence[UUID], level: Level, to: Level, by: Member) -> None:
    """Say of all of them at once, on today, that they stand on another level now."""
    today = cast("Organization", current().tenant).today()
    why = _("“%(old)s” was retired, and everyone on it went to “%(new)s”.") % {"old": level.name, "new": to.name}
    said = {"ladder": level.ladder, "place": Place.LEVEL, "level": to, "on": today, "evidence": why}
    Assessment.objects.bulk_create(
        [Assessment(member_id=pk, assessed_by=by, source=Assessment.Source.LADDER, **said) for pk in members]
    )
    history.rebuild(ladder=level.ladder, members=members)
    closing.after_moving(level.ladder, members)
