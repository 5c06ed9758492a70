"""Units, tags and fields that rows name: found by their folded name, made when missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID, uuid4

from imports.models import ImportBatch
from imports.person import Person
from imports.targets import is_new_field
from members.fields.readers import importable
from members.models import Field, Tag, Unit
from members.normal import fold


@dataclass
class Words:
    """Folded names to ids; `made` lists the rows that this run had to make, as (model label, id, name)."""

    units: dict[tuple[str, str], UUID] = field(default_factory=dict)  # (kind, folded) -> unit
    tags: dict[str, UUID] = field(default_factory=dict)
    fields: dict[str, UUID] = field(default_factory=dict)  # target key -> field
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

    def _find_fields(self, batch: ImportBatch) -> None:
        """Fields are named by headings, not by rows: the same few for every chunk."""
        by_name = dict(importable().order_by().values_list("folded", "pk"))
        for header, target in zip(batch.headers, batch.mapping, strict=True):
            if is_new_field(target):
                if (folded := key(header[:120])) not in by_name and not self.make:
                    by_name[folded] = uuid4()
                elif folded not in by_name:
                    kind = str(target).partition(":")[2] or Field.Kind.TEXT
                    made = Field.objects.create(name=header[:120], folded=folded, kind=kind)
                    by_name[folded] = made.pk
                    self.made.append(("members.field", made.pk, made.name))
                self.fields[f"new:{header}"] = by_name[folded]
            elif target and target.startswith("field:"):
                self.fields[target] = UUID(target.removeprefix("field:"))


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Return what equal names have in common; a name of signs only stays as it is."""
    return fold(name) or name
