"""Rows of a list as pages show them: who it is about, what became of it, and why."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from imports.models import ImportRow
from imports.person import Person, Problem
from members.models import ContactPoint, Member
from members.normal import shown_phone
from organizations import sealing


class Line(NamedTuple):
    """One row: its number in the file, the name and how to reach them as the row has it, its fate in words."""

    number: int
    name: str
    reach: str
    member: Member | None
    fate: str
    label: str
    reason: str
    problems: list[Problem]


class Side(NamedTuple):
    """One of two who may be the same person."""

    name: str
    phones: list[str]
    emails: list[str]
    addresses: list[str]


class Doubt(NamedTuple):
    """A row held back, beside the person it resembles."""

    row: ImportRow
    candidate: Member | None
    here: Side
    listed: Side


def lines(rows: Iterable[ImportRow], *, region: str, column: str) -> list[Line]:
    """Show rows by what is planned or by what became of them."""
    return [_line(row, region, ImportRow.Fate(getattr(row, column) or row.plan)) for row in rows]


def _line(row: ImportRow, region: str, fate: ImportRow.Fate) -> Line:
    person = Person.from_stored(row.clean)
    contacts = [_shown(each["kind"], each["value"], region) for each in person.contacts[:2]]
    return Line(
        number=row.number,
        name=str(row.member) if row.member else person.shown_name,
        reach=", ".join(contacts),
        member=row.member,
        fate=fate.value,
        label=str(fate.label),
        reason=_reason(row, fate),
        problems=[Problem(**problem | {"value": sealing.unseal(problem["value"]) or ""}) for problem in row.problems],
    )


def _reason(row: ImportRow, fate: ImportRow.Fate) -> str:
    """Say why, and of someone archived that a list does not bring them back."""
    if row.member and row.member.archived_at and fate in (ImportRow.Fate.UPDATED, ImportRow.Fate.UNCHANGED):
        return f"{row.reason} {_('Archived here, and stays so.')}".strip()
    return row.reason


def doubts(rows: Iterable[ImportRow], *, region: str) -> list[Doubt]:
    """Put each row held back beside whom it resembles."""
    return [Doubt(row, row.candidate, _here(row.candidate, region), _listed(row, region)) for row in rows]


def _here(member: Member | None, region: str) -> Side:
    if member is None:
        return Side("", [], [], [])
    points = [(point.kind, point.value) for point in member.contact_points.all()]
    return _side(str(member), points, region)


def _listed(row: ImportRow, region: str) -> Side:
    person = Person.from_stored(row.clean)
    return _side(person.shown_name, [(each["kind"], each["value"]) for each in person.contacts], region)


def _side(name: str, points: list[tuple[str, str]], region: str) -> Side:
    of: dict[str, list[str]] = {kind.value: [] for kind in ContactPoint.Kind}
    for kind, value in points:
        of[kind].append(_shown(kind, value, region))
    return Side(name, of["phone"], of["email"], of["address"])


def _shown(kind: str, value: str, region: str) -> str:
    return shown_phone(value, region) if kind == ContactPoint.Kind.PHONE else value
