"""Signs that were seen in people of a demo organization, and what some of them say about their own place."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import UUID

from ladders.models import Assessment, Level, LevelSign, OwnWord, Place, SignSeen

type SignsOf = defaultdict[UUID | None, list[LevelSign]]

# Of so many words on people, one comes with ticks; of those, one in so many with a sign of the next level.
ONE_IN = 3
REACHES = 2
SPEAKERS = 12
# What somebody says, and how far from where others see them they would put themselves.
SAYINGS = (
    ("I like where I am. Ask me again after the winter, when the baby sleeps.", 0),
    ("I can bring my whole floor. Standing up in front of people still scares me.", 0),
    ("I already feel I lead this. People come to me with it, I just never called it a team.", 1),
    ("Honestly, I come when I can. You see more in me than I do.", -1),
    ("I want to learn how to run a meeting. I would do the next one with somebody beside me.", 0),
    ("Three years ago I would not have opened the door. Look at me now.", 1),
)


def fill(rng: Random, *, today: date) -> None:
    """Tick signs in what was said of people, and let a few speak for themselves. It draws its own lots."""
    levels = list(Level.objects.filter(ladder__is_default=True).order_by("position"))
    by_level: SignsOf = defaultdict(list)
    for sign in LevelSign.objects.filter(level__in=levels).order_by("level__position", "position"):
        by_level[sign.level_id].append(sign)
    said = Assessment.objects.filter(place=Place.LEVEL, voided_at=None, ladder__is_default=True)
    seen = list(said.exclude(evidence="").select_related("level").order_by("pk"))
    SignSeen.objects.bulk_create(
        row for each in seen if not rng.randrange(ONE_IN) for row in _ticks(rng, each, levels, by_level)
    )
    OwnWord.objects.bulk_create(_words(rng, each, levels, today) for each in _speakers(rng, seen))


def _ticks(rng: Random, said: Assessment, levels: list[Level], by_level: SignsOf) -> Iterator[SignSeen]:
    """Two signs of the level they are on, and now and then the first of the next one."""
    here = by_level[said.level_id]
    above = [level for level in levels if said.level and level.position == said.level.position + 1]
    chosen = rng.sample(here, min(2, len(here)))
    if above and not rng.randrange(REACHES):
        chosen += by_level[above[0].pk][:1]
    for sign in chosen:
        # The first has its own line; the story that stands above covers the others.
        own = said.evidence.split(". ")[0].rstrip(".") if sign == chosen[0] else ""
        yield SignSeen(assessment=said, sign=sign, text=sign.text, evidence=own[:300])


def _speakers(rng: Random, seen: list[Assessment]) -> list[Assessment]:
    """Choose a few people, each by the latest that was said of them."""
    latest = {each.member_id: each for each in sorted(seen, key=lambda each: (each.on, each.created_at))}
    return rng.sample(list(latest.values()), min(SPEAKERS, len(latest)))


def _words(rng: Random, said: Assessment, levels: list[Level], today: date) -> OwnWord:
    words, away = rng.choice(SAYINGS)
    at = min(max(said.level.position + away, 1), len(levels)) if said.level else 1
    on = min(said.on, today)
    return OwnWord(
        member_id=said.member_id, ladder_id=said.ladder_id, level=levels[at - 1], words=words, on=on,
        written_by_id=said.assessed_by_id,
    )  # fmt: skip
