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
    by_words = {at: [sign for sign in before if sign.text == text] for at, text in enumerate(texts, start=1)}
    by_place = {at: [sign for sign in before if sign.position == at] for at in by_words}
    for fitting in (by_words, by_place):
        for at in sorted(fitting.keys() - kept.keys()):
            taken = {sign.pk for sign in kept.values()}
            if sign := next((sign for sign in fitting[at] if sign.pk not in taken), None):
                kept[at] = sign
    return kept
