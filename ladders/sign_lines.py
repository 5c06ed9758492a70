"""The signs of a level, written anew as lines of text."""

from collections.abc import Sequence

from django.db.models import F

from ladders.models import Level, LevelSign

# Beyond every number in use, so that two signs can trade places although a number is given once.
_ASIDE = 1000


def write(level: Level, texts: Sequence[str]) -> None:
    """Make these the signs of a level, in this order.

    What was seen in people points at a sign. So a line that stays keeps its row wherever it moves, and a line in the
    place of one that went is that one in better words.
    """
    before = list(level.signs.order_by("position"))
    kept = _matched(before, texts)
    level.signs.exclude(pk__in=[sign.pk for sign in kept.values()]).delete()
    level.signs.update(position=F("position") + _ASIDE)
    for at, sign in kept.items():
        sign.position, sign.text = at, texts[at - 1]
    LevelSign.objects.bulk_update(kept.values(), ["position", "text"])
    new = [LevelSign(level=level, position=at, text=text) for at, text in enumerate(texts, start=1) if at not in kept]
    LevelSign.objects.bulk_create(new)


def _matched(before: Sequence[LevelSign], texts: Sequence[str]) -> dict[int, LevelSign]:
    """Pair positions from 1 on with the rows that stay: first by their words, then by where they stood."""
    kept: dict[int, LevelSign] = {}
    for fits in (lambda sign, at: sign.text == texts[at - 1], lambda sign, at: sign.position == at):
        taken = {sign.pk for sign in kept.values()}
        for at in range(1, len(texts) + 1):
            free = (sign for sign in before if sign.pk not in taken and fits(sign, at))
            if at not in kept and (sign := next(free, None)):
                kept[at] = sign
                taken.add(sign.pk)
    return kept
