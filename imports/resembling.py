"""Whom rows may be that share no id, phone or e-mail with anybody: weighed as people here are, and asked of a person."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from imports.matching import NOBODY, Match, Who
from imports.models import ImportBatch, ImportRow
from imports.named import key
from imports.targets import is_new_field
from members.duplicates import beside, kinds, listed, reasons
from members.duplicates.columns import Column
from members.duplicates.page import how_likely
from members.fields.readers import importable
from members.models import Field, FieldOption, Member

Fate = ImportRow.Fate
AT_ONCE = 5000
type Alike = Mapping[int, list[Likely]]


class Likely(NamedTuple):
    """Whom a row may be: a member, or an earlier row by its number. Kept on the row as it is."""

    who: Who
    score: float
    evidence: reasons.Evidence

    @property
    def reason(self) -> str:
        """Say it in the matcher's words, which name what agrees and never a value."""
        said = {"how": how_likely(self.score), "why": reasons.sentence(self.evidence)}
        return capfirst(_("%(how)s the same person: %(why)s.") % said)


def stored(alike: Iterable[Likely]) -> str:
    return orjson.dumps([tuple(each) for each in alike]).decode()


def of_rows(rows: Iterable[ImportRow]) -> dict[int, list[Likely]]:
    """Read back whom rows may be, those left out who have left the list of people since."""
    found = {row.number: _likely(row) for row in rows}
    named = {each.who for alike in found.values() for each in alike if isinstance(each.who, UUID)}
    here = set(Member.objects.people().filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    return {
        number: [each for each in alike if isinstance(each.who, int) or each.who in here]
        for number, alike in found.items()
    }


def of(row: ImportRow) -> list[Likely]:
    """Read back whom one row may be, as `of_rows` does."""
    return of_rows([row])[row.number]


def _likely(row: ImportRow) -> list[Likely]:
    return [
        Likely(who if isinstance(who, int) else UUID(who), score, evidence) for who, score, evidence in row.likely or []
    ]


def match(alike: Iterable[Likely], *, but_not: Collection[Who] = ()) -> Match:
    """Ask about the likeliest of whom nobody said that it is someone else."""
    first = next((each for each in alike if each.who not in but_not), None)
    return Match(candidate=first.who, reason=first.reason) if first else NOBODY


def unmatched(batch: ImportBatch) -> QuerySet[ImportRow]:
    """List the rows that nothing exact ties to somebody here: new ones, and those that are one with such a row."""
    same_as_row = Q(plan__in=[Fate.UPDATED, Fate.UNCHANGED]) & ~Q(reason="")
    return ImportRow.objects.filter(Q(plan=Fate.CREATED) | same_as_row, batch=batch, decision="").order_by("number")


def find(batch: ImportBatch, beat: Callable[[], None]) -> dict[int, list[Likely]]:
    """Weigh the unmatched rows beside everybody here and beside one another, and return whom they may be."""
    rows = unmatched(batch)
    n_rows = rows.count()
    if not n_rows:
        return {}
    people = listed.read(more=n_rows)
    n_here, numbers = people.n - n_rows, list[int]()
    beat()
    filler = Filler(people, batch)
    said = rows.values_list("number", Cast("clean", TextField())).iterator(AT_ONCE)
    for number, clean in said:
        filler.put(n_here + len(numbers), orjson.loads(clean))
        numbers.append(number)
    beat()
    found = beside.find(people, n_here, beat)
    return {
        numbers[at - n_here]: [
            Likely(people.id(other) if other < n_here else numbers[other - n_here], score, evidence)
            for other, score, evidence in alike
        ]
        for at, alike in found.items()
    }


class Filler:
    """Puts what rows say into the columns that are compared, in the form in which members stand there."""

    def __init__(self, people: listed.People, batch: ImportBatch) -> None:
        self.people = people
        self.folded = listed.Folded()
        self.suffix = people.filled("suffix", kinds.NUMBER)
        self.points = {"phone": people.filled("phone", kinds.PHONE), "email": people.filled("email", kinds.EMAIL)}
        self.address = {name: people.filled(name, kind) for name, kind in listed.OF_ADDRESS.items()}
        # Of a field of choices, the ids that members have in place of the words that rows say.
        self.choices: dict[str, dict[str, str]] = {}
        self.fields = dict(self._fields(batch))

    def put(self, at: int, clean: Mapping[str, Any]) -> None:
        """Put one row's at a place; `clean` is what the row said, as it is stored."""
        columns = clean.get("columns", {})
        self._name(self.people.given, at, columns.get("given_name", ""))
        self._name(self.people.given, at, columns.get("preferred_name", ""))
        self._name(self.people.family, at, columns.get("family_name", ""))
        self._name(self.suffix, at, columns.get("suffix", ""))
        for contact in clean.get("contacts", []):
            if contact["kind"] in self.points:
                self.points[contact["kind"]].put(at, contact["normal"])
                continue
            for name, column in self.address.items():
                self._name(column, at, contact.get(name, ""))
        for name, value in clean.get("fields", {}).items():
            said = self.choices.get(name, {}).get(key(value), value)
            if (field := self.fields.get(name)) and (told := listed.plain(said, field.kind)):
                field.put(at, told)

    def _name(self, column: Column, at: int, value: str) -> None:
        if value and (folded := self.folded[value]):
            column.put(at, folded)

    def _fields(self, batch: ImportBatch) -> Iterable[tuple[str, Column]]:
        """Yield the columns of the group's own fields, under the keys by which rows name them."""
        own = {field.folded: field for field in importable().exclude(kind__in=listed.UNCOMPARED)}
        by_key = {f"field:{field.pk}": field for field in own.values()}
        options = _options(own.values())
        first = [clean["fields"] for clean in _first(batch) if "fields" in clean]
        for header, target in zip(batch.headers, batch.mapping, strict=True):
            name = f"new:{header}" if is_new_field(target) else target or ""
            field = own.get(key(header[:120])) if is_new_field(target) else by_key.get(name)
            if field is None and not is_new_field(target):
                continue
            kind = field.kind if field else str(target).partition(":")[2]
            column: Column | None = self.people.column(f"field:{field.pk}") if field else None
            looks = column.kind if column else listed.kind_of(kind, [each[name] for each in first if name in each])
            if looks is not None and (column or self._has_room()):
                called = f"field:{field.pk}" if field else name
                self.people.labels[called] = field.name if field else header
                self.choices[name] = options[field.pk] if field else {}
                yield name, self.people.filled(called, looks)

    def _has_room(self) -> bool:
        return len([1 for column in self.people.others if ":" in column.name]) < listed.MOST_FIELDS


def _options(fields: Iterable[Field]) -> Mapping[UUID, dict[str, str]]:
    """Read the choices of fields: the folded word to the id that is stored."""
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    for option in FieldOption.objects.filter(field__in=[field.pk for field in fields]):
        found[option.field_id][option.folded] = str(option.pk)
    return found


def _first(batch: ImportBatch) -> list[dict[str, Any]]:
    """Read some rows, to see how the values of their fields look."""
    return list(unmatched(batch).values_list("clean", flat=True)[: listed.LOOKED_AT])
