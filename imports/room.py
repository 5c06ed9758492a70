"""How many new choices a list may bring into a field: counted over the whole list, as each row alone brings few."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils.translation import gettext as _

from imports.context import Column, Context
from imports.fixes import is_left_out
from imports.folding import choice_key, key
from imports.models import ImportBatch, ImportRow
from imports.named import CHOICES
from imports.own_values import MOST_CHOICES
from imports.person import Cleaned, Problem
from imports.targets import is_new_field
from members.models import FieldOption

NONE: Mapping[str, str] = {}


@dataclass
class Room:
    """The choices that fields have, and those that rows brought so far, by the key under which a row keeps its answer."""

    columns: Mapping[str, Column]
    here: Mapping[str, Collection[str]]
    new: dict[str, set[str]]

    @classmethod
    def of(cls, context: Context, batch: ImportBatch | None = None, *, but: Collection[int] = ()) -> "Room":
        """Read what is here, and of a list that was looked at what its other rows than these bring."""
        columns = {_kept_as(column): column for column in context.columns if column.kind in CHOICES}
        room = cls(columns, _here(columns), {name: set() for name in columns})
        for name in columns if batch else ():
            rows = ImportRow.objects.filter(~is_left_out(), batch=batch, clean__fields__has_key=name)
            said = rows.exclude(number__in=but).annotate(said=KeyTextTransform(name, KeyTransform("fields", "clean")))
            for answer in said.order_by().values_list("said", flat=True).distinct():
                room.new[name] |= room._news(name, answer)
        return room

    def keep_to(self, line: Cleaned, fixed: Mapping[str, str] | None = None) -> Cleaned:
        """Count in what a row brings; an answer for which there is no room any more waits for a person."""
        for name, column in () if line.is_skipped else self.columns.items():
            if name not in line.person.fields:
                continue
            news = self._news(name, line.person.fields[name]) - self.new[name]
            if self._n(name) + len(news) <= MOST_CHOICES or not news:
                self.new[name] |= news
            else:
                del line.person.fields[name]
                said = (fixed or NONE).get(column.header) or line.stood.get(column.header, "")
                line.notes = [note for note in line.notes if note.column != column.header]
                line.problems.append(Problem(column.header, said, _no_room()))
        return line

    def is_tight(self, before: Iterable[Mapping[str, Any]]) -> bool:
        """Whether some rows may have their new choices only because others have not: now, or as rows stood before."""
        said = [row.get("fields", NONE) for row in before]
        for name, new in self.new.items():
            every = new.union(*(self._news(name, fields[name]) for fields in said if name in fields))
            if every and len(self.here[name]) + len(every) >= MOST_CHOICES:
                return True
        return False

    def _n(self, name: str) -> int:
        return len(self.here[name]) + len(self.new[name])

    def _news(self, name: str, answer: str) -> set[str]:
        return {choice_key(label) for label in answer.split("; ")} - set(self.here[name])


def _kept_as(column: Column) -> str:
    return f"new:{column.header}" if is_new_field(column.key) else column.key


def _here(columns: Mapping[str, Column]) -> Mapping[str, set[str]]:
    """Read the choices of these fields in one statement; a new field may be one of this name that is here already."""
    found: dict[str, set[str]] = {name: set() for name in columns}
    named = {key(name.removeprefix("new:")[:120]): name for name in columns if name.startswith("new:")}
    for field, folded, choice in _options(columns, named) if columns else ():
        for name in (f"field:{field}", named.get(folded, "")):
            if name in found:
                found[name].add(choice)
    return found


def _options(columns: Mapping[str, Column], named: Mapping[str, str]) -> Iterator[tuple[object, str, str]]:
    ids: list[Any] = [name.removeprefix("field:") for name in columns if name.startswith("field:")]
    options = FieldOption.objects.filter(field__in=ids) | FieldOption.objects.filter(field__folded__in=named)
    yield from options.order_by().values_list("field_id", "field__folded", "folded")


def _no_room() -> str:
    return _(
        "This would be more than 100 choices for one field. Write one that is there, or let the column become a field "
        "for text."
    )
