"""People side by side: what each has one of, which value would stand, and what is kept of all of them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from members.about import About
from members.merging.values import COLUMNS
from members.models import Member


class Value(NamedTuple):
    """What one of the people has: `stored` as the database keeps it, `shown` as a page says it."""

    owner: UUID
    stored: str
    shown: str


class Line(NamedTuple):
    """Something that a person has one of. `values` are the different ones, each under the first who has it.

    `stored` is what each of them has, also those who have the same as another.
    """

    name: str
    label: str
    values: list[Value]
    stored: Mapping[UUID, str]

    @property
    def is_asked(self) -> bool:
        return len(self.values) > 1

    def of(self, person: UUID) -> str:
        return next((value.shown for value in self.values if value.owner == person), "")


class Kept(NamedTuple):
    """What a person may have several of: nothing of it is lost."""

    label: str
    values: list[str]


def who_stays(people: Sequence[Member]) -> Member:
    """Propose whose row stays: who signs in, else who has been here longest."""
    return min(people, key=lambda member: (member.user_id is None, member.created_at, member.pk))


def lines(abouts: Sequence[About]) -> list[Line]:
    """List what any of them has one of; the first of the people is asked first."""
    found = [_line(name, _label(name), [_column(about.member, name) for about in abouts]) for name in COLUMNS]
    for kind, label in _each(abouts, "units", "kind_id", "kind"):
        found.append(
            _line(
                f"unit:{kind}", label, [_of(about, about.units, "kind_id", kind, "unit_id", "name") for about in abouts]
            )
        )
    for field, label in _each(abouts, "values", "field_id", "name"):
        found.append(
            _line(
                f"field:{field}",
                label,
                [_of(about, about.values, "field_id", field, "value", "shown") for about in abouts],
            )
        )
    return [line for line in found if line.values]


def kept(abouts: Sequence[About]) -> list[Kept]:
    """List what all of them have together."""
    points = dict.fromkeys(f"{point.get_kind_display()} {point.value}" for about in abouts for point in about.points)
    tags = dict.fromkeys(tag for about in abouts for tag in about.tags)
    numbers = dict.fromkeys(f"{each['system']} {each['value']}".strip() for about in abouts for each in about.numbers)
    found = [Kept(_("Contact"), list(points)), Kept(_("Tags"), list(tags)), Kept(_("Ids elsewhere"), list(numbers))]
    return [each for each in found if each.values]


def chosen_from(found: Sequence[Line], choices: Mapping[str, UUID], survivor: Member, merged: Member) -> dict[str, Any]:
    """Return the values that come from the one put away: those chosen, and those that fill a blank."""
    values: dict[str, Any] = {}
    for line in found:
        here = line.stored[survivor.pk]
        wanted = line.stored[choices[line.name]] if line.name in choices else here or line.values[0].stored
        if wanted != here and line.stored[merged.pk] == wanted:
            values[line.name] = wanted
    return values


def _line(name: str, label: str, values: list[Value]) -> Line:
    different: dict[str, Value] = {}
    for value in values:
        if value.stored:
            different.setdefault(value.stored, value)
    return Line(name, label, list(different.values()), {value.owner: value.stored for value in values})


def _label(name: str) -> str:
    column = Member._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001 - the public way to it
    label = str(getattr(column, "verbose_name", name))
    return label[:1].upper() + label[1:]


def _column(member: Member, name: str) -> Value:
    stored = getattr(member, name)
    shown = {"status": member.get_status_display(), "organizer_id": str(member.organizer or "")}.get(name, stored)
    return Value(member.pk, str(stored or ""), str(shown or ""))


def _each(abouts: Sequence[About], what: str, key: str, label: str) -> list[tuple[str, str]]:
    return list({str(each[key]): each[label] for about in abouts for each in getattr(about, what)}.items())


def _of(about: About, rows: Sequence[Mapping[str, str]], key: str, wanted: str, stored: str, shown: str) -> Value:
    row = next((row for row in rows if str(row[key]) == wanted), None)
    return Value(about.member.pk, str(row[stored]), row[shown]) if row else Value(about.member.pk, "", "")
