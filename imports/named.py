"""Units, tags and fields that rows name: found by their folded name, made when missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from imports.folding import choice_key, key
from imports.models import ImportBatch
from imports.person import Person
from imports.targets import is_new_field
from members.fields.readers import importable
from members.going import other_names
from members.models import Field, FieldOption, Gone, Tag, Unit

__all__ = ["CHOICES", "Words", "key"]

CHOICES = (Field.Kind.ONE_OF, Field.Kind.SEVERAL_OF)
# New choices stand behind those that people put into an order.
LAST = 1000


@dataclass
class Words:
    """Folded names to ids; `made` lists the rows that this run had to make, as (model label, id, name)."""

    units: dict[tuple[str, str], UUID] = field(default_factory=dict)  # (kind, folded) -> unit
    tags: dict[str, UUID] = field(default_factory=dict)
    fields: dict[str, UUID] = field(default_factory=dict)  # target key -> field
    kinds: dict[str, str] = field(default_factory=dict)  # target key -> kind of the field
    options: dict[UUID, dict[str, UUID]] = field(default_factory=lambda: defaultdict(dict))  # field -> folded -> choice
    made: list[tuple[str, UUID, str]] = field(default_factory=list)
    make: bool = True

    @classmethod
    def for_people(cls, batch: ImportBatch, people: Iterable[Person], *, make: bool = True) -> "Words":
        """Find or make everything that a chunk names: a few statements for each of the three.

        Without `make`, what is missing gets an id that stands for nothing stored: enough to see what would change.
        """
        words, people = cls(make=make), list(people)
        words._find_units({(kind, name) for person in people for kind, name in person.units.items()})
        words._find_tags({tag for person in people for tag in person.tags})
        words._find_fields(batch)
        words._find_options(people)
        return words

    def unit(self, kind: str, name: str) -> UUID:
        return self.units[kind, key(name)]

    def tag(self, name: str) -> UUID:
        return self.tags[key(name)]

    def _find_units(self, named: set[tuple[str, str]]) -> None:
        wanted = {(kind, key(name)): name for kind, name in sorted(named)}
        self._read_units(wanted)
        missing = [pair for pair in wanted if pair not in self.units]
        if not self.make:
            self.units |= {pair: uuid4() for pair in missing}
        elif missing:
            Unit.objects.bulk_create(
                [Unit(kind_id=kind, name=wanted[kind, folded], folded=folded) for kind, folded in missing],
                ignore_conflicts=True,
            )
            self._read_units(wanted)
            self.made += [("members.unit", self.units[pair], wanted[pair]) for pair in missing]

    def _read_units(self, wanted: dict[tuple[str, str], str]) -> None:
        found = Unit.objects.filter(folded__in={folded for _kind, folded in wanted}).order_by()
        for kind, folded, pk in found.values_list("kind_id", "folded", "pk"):
            self.units[str(kind), folded] = pk
        for of, folded, pk in other_names(Gone.What.UNIT, {folded for _kind, folded in wanted}):
            self.units.setdefault((str(of), folded), pk)

    def _find_tags(self, named: set[str]) -> None:
        wanted = {key(name): name for name in sorted(named)}
        self._read_tags(wanted)
        missing = [folded for folded in wanted if folded not in self.tags]
        if not self.make:
            self.tags |= {folded: uuid4() for folded in missing}
        elif missing:
            Tag.objects.bulk_create(
                [Tag(name=wanted[folded], folded=folded) for folded in missing], ignore_conflicts=True
            )
            self._read_tags(wanted)
            self.made += [("members.tag", self.tags[folded], wanted[folded]) for folded in missing]

    def _read_tags(self, wanted: dict[str, str]) -> None:
        self.tags |= dict(Tag.objects.filter(folded__in=wanted).order_by().values_list("folded", "pk"))
        for _kind, folded, pk in other_names(Gone.What.TAG, wanted):
            self.tags.setdefault(folded, pk)

    def _find_fields(self, batch: ImportBatch) -> None:
        """Fields are named by headings, not by rows: the same few for every chunk."""
        here = {folded: (pk, kind) for folded, pk, kind in importable().order_by().values_list("folded", "pk", "kind")}
        kinds = {f"field:{pk}": kind for pk, kind in here.values()}
        hidden = set(Field.objects.kept().order_by().values_list("folded", flat=True)) - here.keys()
        for header, target in zip(batch.headers, batch.mapping, strict=True):
            if is_new_field(target):
                # A name that a field has which not everybody sees who brings lists in is counted on.
                name = f"{header[:110]} 2" if key(header[:120]) in hidden else header[:120]
                if key(name) not in here:
                    here[key(name)] = self._make_field(name, str(target).partition(":")[2] or Field.Kind.TEXT)
                self.fields[f"new:{header}"], self.kinds[f"new:{header}"] = here[key(name)]
            elif target in kinds:
                self.fields[target] = UUID(target.removeprefix("field:"))
                self.kinds[target] = kinds[target]

    def _make_field(self, name: str, kind: str) -> tuple[UUID, str]:
        if not self.make:
            return uuid4(), kind
        made = Field.objects.create(name=name, folded=key(name), kind=kind)
        self.made.append(("members.field", made.pk, made.name))
        return made.pk, kind

    def value(self, target: str, text: str) -> str:
        """Return what is stored of a cell: of choices, their ids."""
        if self.kinds.get(target) not in CHOICES:
            return text
        ids = self.options[self.fields[target]]
        return " ".join(str(ids[choice_key(label)]) for label in text.split("; "))

    def _find_options(self, people: Iterable[Person]) -> None:
        wanted = {
            (self.fields[target], choice_key(label)): label
            for person in people
            for target, text in person.fields.items()
            if self.kinds.get(target) in CHOICES
            for label in text.split("; ")
        }
        if not wanted:
            return
        self._read_options(wanted)
        missing = [pair for pair in wanted if pair[1] not in self.options[pair[0]]]
        if not self.make:
            for field_id, folded in missing:
                self.options[field_id][folded] = uuid4()
        elif missing:
            FieldOption.objects.bulk_create(
                [
                    FieldOption(field_id=field_id, label=wanted[field_id, folded], folded=folded, position=LAST + n)
                    for n, (field_id, folded) in enumerate(missing)
                ],
                ignore_conflicts=True,
            )
            self._read_options(wanted)
            self.made += [("members.fieldoption", self.options[f][folded], wanted[f, folded]) for f, folded in missing]

    def _read_options(self, wanted: Mapping[tuple[UUID, str], str]) -> None:
        found = FieldOption.objects.filter(field__in={field_id for field_id, _folded in wanted}).order_by()
        for field_id, folded, pk in found.values_list("field_id", "folded", "pk"):
            self.options[field_id][folded] = pk
