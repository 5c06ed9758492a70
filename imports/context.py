"""What cleaning a list needs to know of the organization, loaded once for a run."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from imports import own_names, periods
from imports.dates import Order
from imports.headers import negated, system_of
from imports.meanings.known import Meanings
from imports.models import ImportBatch
from imports.targets import RECORD, Target, is_new_field
from ladders.models import Ladder, Level
from members.fields.readers import importable
from members.models import Member, UnitKind
from members.normal import fold
from organizations.models import Organization

# Letters, and marks that change nothing about a name.
HARMLESS = re.compile(r"[\w\s.,:&'’–-]*")


@dataclass(frozen=True)
class Column:
    """A matched column: where it stands, its heading and what it fills.

    `kind` is that of a field of the group's own, `on` the day that the heading of one of many columns alike tells.
    """

    at: int
    header: str
    key: str
    system: str
    negated: bool
    kind: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Context:
    """The organization's own words and days, and the columns that a person matched."""

    region: str
    today: date
    as_of: date
    order: Order | None
    columns: tuple[Column, ...]
    ladder_id: UUID | None
    levels: dict[str, UUID]  # id, position or name, as `level_key` has them -> level
    organizers: dict[str, UUID | None]  # id, folded name or e-mail -> member; None when two share it
    years: str = ""
    meanings: Meanings = field(default_factory=Meanings)
    # Of columns with choices or people: what they are called here, by the column's key.
    known: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: ImportBatch) -> "Context":
        """Load it for a batch; `batch.mapping` has a target or None for each heading."""
        organization = here()
        columns = columns_of(batch, organization)
        return cls(
            region=organization.phone_region,
            today=organization.today(),
            as_of=batch.as_of or organization.today(),
            order=batch.date_order or None,  # type: ignore[arg-type]
            columns=columns,
            ladder_id=batch.ladder_id,
            levels=levels_of(batch.ladder),
            organizers=_organizers() if any(column.key in ("organizer", "level_by") for column in columns) else {},
            years=batch.date_years,
            meanings=Meanings.load(columns, ladder_id=batch.ladder_id),
            known=own_names.of(columns),
        )


def columns_of(batch: ImportBatch, organization: Organization) -> tuple[Column, ...]:
    """Give the matched columns, each with what its heading says beside what it fills."""
    kinds = _KindsOfFields(batch.mapping)
    order, today = batch.date_order or None, organization.today()
    months = organization.first_quarter_month
    return tuple(
        Column(
            at,
            header,
            key,
            system_of(header),
            negated(header),
            kind=kinds.of(header, key),
            on=periods.day_of(header, key, order=order, today=today, first_month=months),  # type: ignore[arg-type]
        )
        for at, (header, key) in enumerate(zip(batch.headers, batch.mapping, strict=True))
        if key
    )


class _KindsOfFields:
    """The kinds of the group's own fields, by the target's key, or by the name that a new one would have."""

    def __init__(self, mapping: Iterable[str | None]) -> None:
        self.by_key: dict[str, str] = {}
        self.by_name: dict[str, str] = {}
        own = any(key and (key.startswith("field:") or is_new_field(key)) for key in mapping)
        fields = importable().order_by().values_list("pk", "folded", "kind") if own else ()
        for pk, folded, kind in fields:
            self.by_key[f"field:{pk}"] = self.by_name[folded] = kind

    def of(self, header: str, key: str) -> str:
        if is_new_field(key):
            # A field of this name that is here already is the one that is filled, whatever kind was asked for.
            return self.by_name.get(fold(header[:120]) or header[:120], key.partition(":")[2])
        return self.by_key.get(key, "")


def here() -> Organization:
    """Return the organization that the connection is in."""
    tenant = connection.tenant  # type: ignore[attr-defined]
    if not isinstance(tenant, Organization):
        raise TypeError("outside in_org()")
    return tenant


def extra_targets() -> list[Target]:
    """List what this organization adds to the fixed targets: its kinds of units and its own fields."""
    kinds = [
        Target(
            f"unit:{kind.pk}", kind.name, _("Where they belong"), synonyms=(kind.name, kind.plural, *_other_words(kind))
        )
        for kind in UnitKind.objects.all()
    ]
    own = [
        Target(f"field:{field.pk}", field.name, RECORD, synonyms=(field.name,), kind=field.kind)
        for field in importable()
    ]
    return [*kinds, *own]


def _other_words(kind: UnitKind) -> tuple[str, ...]:
    return ("turf", "chapter", "area", "neighborhood", "bldg", "building") if kind.is_default else ()


def levels_of(ladder: Ladder | None) -> dict[str, UUID]:
    """Map each active level's id, number and name (any case) to its id."""
    found: dict[str, UUID] = {}
    for level in Level.objects.active().filter(ladder=ladder):
        names = {level_key(level.name), level_key(str(level))}
        found |= dict.fromkeys({str(level.pk), str(level.position), *names}, level.pk)
    return found


def level_key(said: str) -> str:
    """Return what equal names of levels have in common. A level is a claim, so “leader!!” and “2?” are no names."""
    folded = fold(said)
    return folded if HARMLESS.fullmatch(said) and not folded.isdigit() else said.casefold()


def _organizers() -> dict[str, UUID | None]:
    """Whoever has people already or signs in may be named as an organizer."""
    found: dict[str, UUID | None] = {}
    staff = Member.objects.people().filter(status=Member.Status.STAFF)
    for member in staff.prefetch_related("contact_points"):
        words = {fold(member.name), fold(member.preferred_name), fold(member.given_name)}
        for word in words | {point.normal for point in member.contact_points.all()}:
            if word:
                found[word] = member.pk if word not in found else None
        found[str(member.pk)] = member.pk
    return found
