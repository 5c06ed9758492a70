"""A field of the group's own as pages use it: read once for a request, with its choices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self
from uuid import UUID

from members.models import Field
from members.normal import fold

if TYPE_CHECKING:
    from members.requests import OrgRequest


class Option(NamedTuple):
    """A choice of a field. `pk` is what values and addresses keep."""

    pk: str
    label: str
    position: int
    is_retired: bool = False


@dataclass
class OwnField:
    """A field that the group asks in its own words. Members named in it are looked up for whoever asks."""

    pk: UUID
    name: str
    kind: str
    request: "OrgRequest"
    section: str | None = None
    section_at: int | None = None
    position: int = 0
    readers: str = Field.Readers.EVERYONE
    months_kept: int | None = None
    options: list[Option] = field(default_factory=list)

    @classmethod
    def of(cls, row: Field, options: Iterable[Option], request: "OrgRequest") -> Self:
        return cls(row.pk, row.name, row.kind, request, readers=row.readers, options=list(options))

    def place(self) -> tuple[int, int, str]:
        """Sort by it: those without a section first, then section by section."""
        return (-1 if self.section_at is None else self.section_at, self.position, fold(self.name))

    @cached_property
    def labels(self) -> dict[str, str]:
        return {option.pk: option.label for option in self.options}

    @cached_property
    def by_label(self) -> dict[str, str]:
        """Find a choice by what people call it, in any spelling of capitals and accents."""
        return {fold(option.label) or option.label: option.pk for option in self.options}

    def in_order(self, chosen: Iterable[str]) -> list[str]:
        """Return ids of choices in the order of the field, each once; what is no choice of it is left out."""
        wanted = set(chosen)
        return [option.pk for option in self.options if option.pk in wanted]
