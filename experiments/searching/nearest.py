"""Was this tried before? What is nearest to a title and a hunch that somebody is writing.

Words count by how rare they are here, so that "people" and "because", in every hunch, say nothing, in any language; and
titles that look alike count too. All of it is worked out by the database, in two statements for each table.
"""

import math
from typing import Any

from django.db.models import Case, Count, F, FloatField, Func, Q, QuerySet, Value, When

from conversations.heard.searching import words_of
from experiments.models import Experiment, Learning
from experiments.models.searched import vector
from experiments.searching.words import any_of

# Two or three rare words, or a title much the same.
NEAR_ENOUGH, ALIKE = 3.0, 6.0
MOST, MOST_WORDS, SHORTEST, LONGEST = 4, 40, 4, 3_000


class Similarity(Func):
    """How much two texts look alike, 0 to 1, by pg_trgm. It stands in `public`, which is not in the path of a group."""

    function = "public.similarity"
    output_field = FloatField()


def experiments(title: str, hypothesis: str, *, but: Any = None) -> list[Experiment]:
    """Return the experiments nearest to these words, the nearest first."""
    rows = Experiment.objects.exclude(pk=but) if but else Experiment.objects.all()
    alike = Similarity("title", Value(title[:150])) * ALIKE if title else Value(0.0)
    return _nearest(rows, ("title", "hypothesis"), f"{title} {hypothesis}", alike)


def learnings(title: str, hypothesis: str) -> list[Learning]:
    """Return the learnings nearest to these words."""
    rows = Learning.objects.select_related("experiment")
    return _nearest(rows, ("text",), f"{title} {hypothesis}", Value(0.0))


def _nearest(rows: "QuerySet[Any]", columns: tuple[str, ...], text: str, alike: Any) -> list[Any]:
    words = list(dict.fromkeys(word for word in _words(text) if len(word) >= SHORTEST))[:MOST_WORDS]
    if not words:
        return []
    rows = rows.alias(words=vector(*columns))
    having = {f"w{n}": Count("pk", filter=Q(words=any_of([word]))) for n, word in enumerate(words)}
    counted = rows.order_by().aggregate(all=Count("pk"), **having)
    weights = [math.log(counted["all"] / counted[f"w{n}"]) if counted[f"w{n}"] else 0.0 for n in range(len(words))]
    score: Any = alike
    for word, weight in zip(words, weights, strict=True):
        if weight:
            hit = When(words=any_of([word]), then=Value(weight, FloatField()))
            score = score + Case(hit, default=Value(0.0), output_field=FloatField())
    near = rows.annotate(near=score).filter(near__gte=min(NEAR_ENOUGH, _within_reach(counted["all"])))
    return list(near.order_by(F("near").desc(), "-pk")[:MOST])


def _within_reach(n: int) -> float:
    """A group that tried three things has no rare words yet: there, one word that only one of them has is enough."""
    return max(math.log(n), 0.5) if n else NEAR_ENOUGH


def _words(text: str) -> list[str]:
    # `words_of` keeps the first few of what somebody looks for; here it is a whole page.
    parts = text[:LONGEST].split()
    return [word for part in parts for word in words_of(part)]
