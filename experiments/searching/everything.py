"""Searching everything: experiments by any words about them, questions, and what is known without an experiment."""

from collections.abc import Sequence
from functools import reduce
from operator import and_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Func, Q, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast

from conversations.heard.searching import words_of
from experiments import names
from experiments.models import Experiment, Learning, Question
from experiments.models.searched import vector
from experiments.searching.sources import Source, sources
from experiments.searching.words import any_of, has_every, query
from experiments.telling import told
from members.requests import OrgRequest
from organizations.access import may

# So many of each are shown; who looks for more says more.
MOST, MOST_LINES, LINES_EACH = 40, 400, 3
# So many are read where names are kept back: what holds one of the words only in a name is left out again, and neither
# pushes anything else out nor is counted among what is not shown.
MOST_READ = 200
AROUND = 14


# Of each experiment by its key: what the place is, and its text.
type Lines = dict[UUID, list[tuple[str, str]]]


class Piece(NamedTuple):
    text: str
    is_hit: bool


class Found(NamedTuple):
    """Something in which the words were found: what it is, and the places, as pieces with the words set off."""

    row: Any
    lines: Sequence[tuple[str, Sequence[Piece]]]


class Results(NamedTuple):
    experiments: Sequence[Found]
    questions: Sequence[Found]
    learnings: Sequence[Learning]
    # More fit than are shown.
    is_cut: bool = False

    @property
    def n(self) -> int:
        return len(self.experiments) + len(self.questions) + len(self.learnings)


def search(request: OrgRequest, text: str) -> Results:
    """Find what has every word somewhere; of an experiment, the words may stand in different places of it.

    What this reader may not read is not found by it either: a name that is kept from them would be given away.
    """
    words, asked = words_of(text), query(text)
    if asked is None:
        return Results([], [], [])
    most = MOST + 1 if may(request, "member.view") else MOST_READ
    rows: list[Any] = list(_experiments(words)[:most])
    questions: list[Any] = list(_having(Question.objects.filter(merged_into=None), asked)[:most])
    alone: list[Any] = list(_having(Learning.objects.filter(experiment=None), asked)[:most])
    lines = _lines(request, [row.pk for row in rows], words)
    rows, questions, alone, lines = told(request, (rows, questions, alone, lines))
    every: tuple[list[Any], ...] = (
        [Found(row, _places(row, lines.get(row.pk, []), words)) for row in rows if _has(words, row, lines)],
        [Found(row, [("", pieces(row.text, words))]) for row in questions if has_every(words, row.text)],
        [row for row in alone if has_every(words, row.text)],
    )
    own, others, learned = (found[:MOST] for found in every)
    return Results(own, others, learned, is_cut=any(len(found) > MOST for found in every))


def _has(words: list[str], row: Experiment, lines: Lines) -> bool:
    return has_every(words, " ".join([row.title, row.hypothesis, *(text for _label, text in lines.get(row.pk, []))]))


def _places(
    row: Experiment, lines: Sequence[tuple[str, str]], words: Sequence[str]
) -> list[tuple[str, Sequence[Piece]]]:
    found = [(label, pieces(text, words)) for label, text in lines]
    shown = [place for place in found if any(piece.is_hit for piece in place[1])]
    return [("", pieces(row.title, words)), *shown[:LINES_EACH]]


def _experiments(words: Sequence[str]) -> "QuerySet[Experiment]":
    each = (Q(pk__in=_with(any_of([word]))) for word in words)
    return Experiment.objects.filter(reduce(and_, each)).order_by("-created_at", "-pk")


def _with(asked: Any) -> "QuerySet[Any, Any]":
    """Return the keys of experiments that have a word of these anywhere."""
    own = Experiment.objects.alias(words=vector("title", "hypothesis")).filter(words=asked)
    found = own.order_by().values_list("pk", flat=True)
    every: QuerySet[Any, Any] = found.union(
        *(_rows(source, asked).values_list(source.experiment, flat=True) for source in sources)
    )
    return every


def _rows(source: Source, asked: Any) -> "QuerySet[Any]":
    kept: QuerySet[Any] = source.model.objects.filter(source.kept, **{f"{source.experiment}__isnull": False})
    fits: QuerySet[Any] = kept.order_by().alias(words=vector(*source.columns)).filter(words=asked)
    return fits


def _lines(request: OrgRequest, keys: list[UUID], words: Sequence[str]) -> Lines:
    """Return the places in each of these experiments, with what each place is."""
    if not keys:
        return {}
    asked = any_of(list(words))
    parts = [
        _told(Experiment.objects.alias(words=vector("hypothesis")).filter(words=asked), "pk", ("hypothesis",), "", keys)
    ]
    parts += [_told(_rows(each, asked), each.experiment, each.columns, str(each.label), keys) for each in sources]
    found: Lines = {}
    for key, label, text in parts[0].union(*parts[1:], all=True).order_by()[:MOST_LINES]:
        # Sources of posts carry marks where somebody is named.
        found.setdefault(key, []).append((label, names.read(request, text)))
    return found


def _told(
    rows: "QuerySet[Any]", key: str, columns: tuple[str, ...], label: str, keys: list[UUID]
) -> "QuerySet[Any, Any]":
    here: QuerySet[Any, Any] = rows.filter(**{f"{key}__in": keys}).order_by()
    told: QuerySet[Any, Any] = here.annotate(
        whose=Cast(key if key == "pk" else f"{key}_id", UUIDField()),
        label=Value(label, CharField()),
        told=_all_of(columns),
    )
    return told.values_list("whose", "label", "told")


def _all_of(columns: tuple[str, ...]) -> Func:
    return Func(Value(" "), *columns, function="concat_ws", output_field=TextField())


def _having(rows: "QuerySet[Any]", asked: Any) -> "QuerySet[Any]":
    fits: QuerySet[Any] = rows.alias(words=vector("text")).filter(words=asked)
    return fits


def pieces(text: str, words: Sequence[str]) -> list[Piece]:
    """Cut the part of a text out that has the first of these words, and set the words off."""
    parts = text.split()
    hits = [any(_begins(part, word) for word in words) for part in parts]
    first = hits.index(True) if True in hits else 0
    since, until = max(first - AROUND, 0), first + AROUND
    found: list[Piece] = [Piece("… ", is_hit=False)] if since else []
    for part, is_hit in zip(parts[since:until], hits[since:until], strict=True):
        found += [Piece(part, is_hit), Piece(" ", is_hit=False)]
    return [*found, Piece("…", is_hit=False)] if until < len(parts) else found


def _begins(part: str, word: str) -> bool:
    return any(each.startswith(word) for each in words_of(part))
