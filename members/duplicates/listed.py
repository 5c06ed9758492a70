"""The whole list of people as columns to compare: read once, in a few passes, with nothing kept that is not compared."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from members.duplicates import kinds
from members.duplicates.columns import Column
from members.duplicates.kinds import Kind
from members.fields.readers import importable
from members.models import ContactPoint, Field, FieldValue, Member
from members.normal import fold

AT_ONCE = 20_000
# Further fields than these, and texts longer than this, tell nobody apart and cost time.
MOST_FIELDS = 12
LONGEST = 60
OF_ADDRESS = {"street": kinds.TEXT, "city": kinds.TEXT, "region": kinds.NUMBER, "postal_code": kinds.NUMBER}
# Of several choices and of people named, two may well have the same.
UNCOMPARED = (Field.Kind.SEVERAL_OF, Field.Kind.PERSON)
LOOKED_AT = 1000
_MOSTLY = 0.8


class People:
    """`ids` are the members' keys, 16 bytes each, in the order in which the columns number them."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.ids: NDArray[np.void] = np.zeros(n, "V16")
        self.given = Column("given", kinds.NAME, n)
        self.family = Column("family", kinds.NAME, n)
        self.others: list[Column] = []
        self.signs_in: set[int] = set()
        self.labels: dict[str, str] = {}

    def id(self, row: int) -> UUID:
        return UUID(bytes=self.ids[row].tobytes())

    def column(self, name: str) -> Column | None:
        return next((column for column in self.others if column.name == name), None)

    def filled(self, name: str, kind: Kind) -> Column:
        """Return a column to put values into; one that nobody has anything in yet is made."""
        if (column := self.column(name)) is None:
            column = Column(name, kind, self.n)
            self.others.append(column)
        return column


def read(members: Iterable[UUID] | None = None, *, more: int = 0) -> People:
    """Read everyone in the list, or those named; `more` places behind them stay free, for who is no member yet."""
    people = Member.objects.people()
    if members is not None:
        people = people.filter(pk__in=list(members))
    rows = {pk: row for row, pk in enumerate(people.order_by("pk").values_list("pk", flat=True).iterator(AT_ONCE))}
    found = People(len(rows) + more)
    for pk, row in rows.items():
        found.ids[row] = pk.bytes
    _read_names(found, rows)
    _read_contacts(found, rows, some=members is not None)
    _read_fields(found, rows, some=members is not None)
    return found


def _read_names(found: People, rows: Mapping[UUID, int]) -> None:
    folded = Folded()
    suffix = Column("suffix", kinds.NUMBER, found.n)
    columns = ("pk", "given_name", "preferred_name", "family_name", "suffix", "user_id")
    people = Member.objects.people() if len(rows) > AT_ONCE else Member.objects.filter(pk__in=rows)
    for pk, given, preferred, family, after, user in people.order_by().values_list(*columns).iterator(AT_ONCE):
        if (row := rows.get(pk)) is None:
            continue
        for column, value in ((found.given, given), (found.given, preferred), (found.family, family), (suffix, after)):
            if value and (name := folded[value]):
                column.put(row, name)
        if user:
            found.signs_in.add(row)
    if suffix.values:
        found.others.append(suffix)


def _read_contacts(found: People, rows: Mapping[UUID, int], *, some: bool) -> None:
    folded = Folded()
    columns = {name: Column(name, kind, found.n) for name, kind in OF_ADDRESS.items()}
    columns |= {"phone": Column("phone", kinds.PHONE, found.n), "email": Column("email", kinds.EMAIL, found.n)}
    points = ContactPoint.objects.filter(member__in=list(rows)) if some else ContactPoint.objects.all()
    names = ("member_id", "kind", "normal", *OF_ADDRESS)
    for member, kind, normal, *parts in points.order_by().values_list(*names).iterator(AT_ONCE):
        if (row := rows.get(member)) is None:
            continue
        if kind != ContactPoint.Kind.ADDRESS:
            columns[kind].put(row, normal)
            continue
        for name, value in zip(OF_ADDRESS, parts, strict=True):
            if value and (part := folded[value]):
                columns[name].put(row, part)
    found.others += [column for column in columns.values() if column.values]


def _read_fields(found: People, rows: Mapping[UUID, int], *, some: bool) -> None:
    """Read the group's own fields, compared by their type, or by how their values look."""
    # Whoever merges people sees why they are taken for one: by fields alone that all of those may see.
    fields = importable().exclude(kind__in=UNCOMPARED)
    for field in fields.order_by("name")[:MOST_FIELDS]:
        values = FieldValue.objects.filter(field=field)
        if some:
            values = values.filter(member__in=list(rows))
        looks = kind_of(field.kind, list(values.order_by().values_list("value", flat=True)[:LOOKED_AT]))
        if looks is None:
            continue
        column = Column(f"field:{field.pk}", looks, found.n)
        for member, value in values.order_by().values_list("member_id", "value").iterator(AT_ONCE):
            if (row := rows.get(member)) is not None and (told := plain(value, looks)):
                column.put(row, told)
        if column.values:
            found.others.append(column)
            found.labels[column.name] = field.name


def kind_of(kind: str, values: list[str]) -> Kind | None:
    """Say how the values of a field are compared: by its type, or by how they look; None where they tell nobody apart."""
    if kind == Field.Kind.DATE or _share(values, _is_date) > _MOSTLY:
        return kinds.DATE
    if kind in (Field.Kind.NUMBER, Field.Kind.YES_NO, Field.Kind.ONE_OF) or _share(values, str.isdigit) > _MOSTLY:
        return kinds.NUMBER
    longest = sum(map(len, values)) / max(len(values), 1)
    return kinds.TEXT if values and longest <= LONGEST else None


def _share(values: list[str], what: object) -> float:
    return sum(map(what, values)) / max(len(values), 1)  # type: ignore[call-overload]


def _is_date(value: str) -> bool:
    return len(value) >= 8 and len(_digits(value)) == 8 and not any(map(str.isalpha, value))  # noqa: PLR2004


def _digits(value: str) -> str:
    return "".join(filter(str.isdigit, value))


def plain(value: str, kind: Kind) -> str:
    """Return a value of a field in the form that is compared."""
    if kind is kinds.DATE:
        return _digits(value)
    return fold(value) or value


class Folded(dict[str, str]):
    """Folds each value once: a million people have a few thousand names and streets."""

    def __missing__(self, value: str) -> str:
        self[value] = folded = fold(value)
        return folded
