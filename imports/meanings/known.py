"""What a run of cleaning knows of words: what people said they mean, and the names that are here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from imports.cells import Cell, text
from imports.meanings.alike import Finder
from imports.models import ImportMeaning
from members.models import Unit
from members.normal import fold

Does = ImportMeaning.Does
# Looked for among the names that are here; in a column with more spellings than that something else stands.
MOST_SPELLINGS = 2000


class Meant(NamedTuple):
    """What is read instead of the word; empty: the cell is left empty."""

    text: str
    reason: str


class AColumn(Protocol):
    """What is known of a column: what it fills, and whether its heading turns a yes into a no."""

    @property
    def header(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def negated(self) -> bool: ...


def about(key: str, *, negated: bool = False, ladder_id: UUID | None = None) -> str:
    """Name the vocabulary that a column's words belong to; empty for a column that may hold anything."""
    if key in ("level", "period_level"):
        return f"level:{ladder_id}" if ladder_id else ""
    if key == "level_by":
        return "organizer"
    if key.startswith("consent_"):
        return "consent:not" if negated else "consent"
    return key if key in ("status", "organizer", "tag") or key.startswith("unit:") else ""


def word(raw: str) -> str:
    """Return a word as it is remembered: any case, but with every mark. “2?” is not 2."""
    return text(raw).casefold()[:200]


@dataclass
class Meanings:
    """`said`: by heading, each word that has a meaning. `units`: by kind, the names that are here."""

    said: dict[str, dict[str, Meant]] = field(default_factory=dict)
    units: dict[str, Finder] = field(default_factory=dict)
    found: dict[tuple[str, str], Cell[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, columns: Sequence[AColumn], *, ladder_id: UUID | None) -> "Meanings":
        """Read what is remembered for these columns, in one statement, and the names of units in another."""
        abouts = {each.header: about(each.key, negated=each.negated, ladder_id=ladder_id) for each in columns}
        kinds = {each.removeprefix("unit:") for each in abouts.values() if each.startswith("unit:")}
        named: dict[str, dict[str, str]] = {kind: {} for kind in kinds}
        if kinds:
            rows = (
                Unit.objects.filter(kind__in=[UUID(kind) for kind in kinds])
                .order_by("name", "pk")
                .values_list("kind_id", "pk", "name")
            )
            for kind, pk, name in rows:
                named[str(kind)][str(pk)] = name
        meant = _remembered({each for each in abouts.values() if each}, named)
        return cls(
            said={header: meant[each] for header, each in abouts.items() if each in meant},
            units={f"unit:{kind}": Finder(names.values()) for kind, names in named.items()},
        )

    def of(self, column: AColumn, raw: str) -> Meant | None:
        """Return what people said that a word means, if they did."""
        said = self.said.get(column.header)
        return said.get(word(raw)) if said else None

    def unit(self, key: str, name: str) -> Cell[str]:
        """Return a unit's name as it is here, where the list has it in a spelling that can be nothing else."""
        if (key, name) not in self.found:
            if len(self.found) > MOST_SPELLINGS:
                return Cell(name)
            self.found[key, name] = self._found(key, name)
        return self.found[key, name]

    def _found(self, key: str, name: str) -> Cell[str]:
        found = self.units[key].find(name) if key in self.units else None
        if found is None or not found.is_sure or fold(found.name) == fold(name):
            return Cell(name)
        return Cell(found.name, note=_("Spelling fixed."))


def _remembered(abouts: set[str], units: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Meant]]:
    """Read meanings; one that names what is gone by now is asked about again."""
    found: dict[str, dict[str, Meant]] = {}
    for meaning in ImportMeaning.objects.filter(about__in=abouts).order_by("pk") if abouts else ():
        read = meaning.means
        if meaning.does == Does.IS and meaning.about.startswith("unit:"):
            read = units[meaning.about.removeprefix("unit:")].get(meaning.means, "")
            if not read:
                continue
        why = _("You said so on %s.") % date_format(meaning.at, "M j")
        found.setdefault(meaning.about, {})[meaning.word] = Meant(read, why)
    return found
