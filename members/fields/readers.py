"""Who may see a field, out of those who may open somebody's page. One table, asked wherever a field could show."""

from collections.abc import Collection

from members.models import Field
from members.models.field import FieldQuerySet
from organizations.models import Role

Readers = Field.Readers
_ROLES: dict[str, frozenset[str]] = {
    Readers.EVERYONE: frozenset(Role),
    Readers.KEEPERS: frozenset({Role.OWNER, Role.DIRECTOR, Role.DATA_LEAD}),
    Readers.LEADS: frozenset({Role.OWNER, Role.DIRECTOR}),
    Readers.OWNERS: frozenset({Role.OWNER}),
}


def open_to(roles: Collection[str]) -> list[str]:
    """Return the kinds of readers that someone with these roles is among."""
    return [readers for readers, who in _ROLES.items() if who & set(roles)]


def name_for_records(field: Field) -> str:
    """Name a field in an event: one that not everybody sees goes without its name, which events keep for ever."""
    return f"field:{field.name if field.readers == Readers.EVERYONE else ''}"


def importable() -> FieldQuerySet:
    """Return the fields that lists can fill: those that everybody may see who brings lists in, and reads their rows."""
    return Field.objects.kept().filter(readers__in=[Readers.EVERYONE, Readers.KEEPERS])
