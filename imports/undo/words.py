"""Units, tags and fields that an import made: they go when nothing uses them and nobody renamed them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import CharField, F, Func, OuterRef, Subquery
from django.db.models.functions import Cast

from imports.models import ImportBatch, ImportChange, ImportKept
from imports.undo import references
from members.models import FieldOption, FieldValue

Why = ImportKept.Why
OPTION = "members.fieldoption"


class Word(NamedTuple):
    model: str
    id: UUID
    name: str


def made(batch: ImportBatch) -> Iterator[Word]:
    """Yield what the list made."""
    for record in ImportChange.objects.filter(batch=batch, about=None).order_by("at", "pk"):
        for (model, pk), _before, after in record.steps:
            yield Word(model, UUID(pk), after["name"])


def judge(batch: ImportBatch, freed: Counter[UUID], *, locked: bool) -> tuple[list[Word], list[ImportKept]]:
    """Part what goes from what stays; `freed` are uses that end with the people, when they are still counted."""
    by_model: dict[str, list[Word]] = defaultdict(list)
    for word in made(batch):
        by_model[word.model].append(word)
    goes: list[Word] = []
    stays: list[ImportKept] = []
    for label, words in by_model.items():
        model: Any = apps.get_model(label)
        rows = model.objects.filter(pk__in=[word.id for word in words]).order_by("pk")
        name = "label" if label == OPTION else "name"
        named = dict((rows.select_for_update() if locked else rows).values_list("pk", name))
        # The choices of a field go with it.
        uses = references.count(model, named.keys(), but_not=("members.fieldoption.field",))
        uses.update(_waited_for(label, named.keys()))
        uses.update(_chosen(label, named.keys()))
        for word in words:
            if word.id not in named:
                continue
            if (why := _why_it_stays(word, named[word.id], uses[word.id] - freed[word.id])) is not None:
                stays.append(ImportKept(batch=batch, why=why, is_whole=True, word=named[word.id]))
            else:
                goes.append(word)
    return goes, stays


def _why_it_stays(word: Word, name: str, n_uses: int) -> ImportKept.Why | None:
    if n_uses > 0:
        return Why.USED
    return Why.CHANGED if name != word.name else None


def _waited_for(label: str, pks: Any) -> Counter[UUID]:
    """Count the lists on their way in that will fill a field: they name it by its id."""
    if label != "members.field":
        return Counter()
    over = [*ImportBatch.Status.ended(), ImportBatch.Status.UNDONE, *ImportBatch.Status.going_back()]
    mappings = ImportBatch.objects.exclude(status__in=over).values_list("mapping", flat=True)
    wanted = {key for mapping in mappings for key in mapping if key}
    return Counter(pk for pk in pks if f"field:{pk}" in wanted)


def _chosen(label: str, pks: Any) -> Counter[UUID]:
    """Count the people who have a choice: values name it by its id, and not by a key."""
    if label != OPTION:
        return Counter()
    values = FieldValue.objects.filter(field=OuterRef("field"), value__contains=Cast(OuterRef("pk"), CharField()))
    counted = values.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n")
    rows = FieldOption.objects.filter(pk__in=list(pks)).annotate(n=Subquery(counted))
    return Counter(dict(rows.values_list("pk", "n")))


def remove(words: list[Word]) -> None:
    """Delete them."""
    for word in words:
        apps.get_model(word.model)._default_manager.filter(pk=word.id).delete()  # noqa: SLF001
