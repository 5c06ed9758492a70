"""A mapping that somebody wrote in a file: headings to fields, by the names that people know them by."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from imports.models import ImportBatch
from imports.modes import choices_of, field_of
from imports.targets import BY_KEY
from imports.ways import ALL
from members.fields.readers import importable
from members.models import UnitKind
from members.normal import fold


class BadMapping(Exception):
    """The file is no mapping, or names a heading or a field that is none here; the message is a sentence."""


class Wanted(NamedTuple):
    """Targets by heading, and ways by heading: how a column comes to what is here. "*" is every field without one."""

    columns: Mapping[str, str | None] = {}
    ways: Mapping[str, str] = {}


def read(path: Path) -> Wanted:
    """Read `{"Header": "field" | null | {"field": "field", "way": "fill" | "replace"}}`."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadMapping(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise BadMapping(f"{path} is not JSON: {error}.") from error
    if not isinstance(found, dict) or not all(map(_is_told, found.values())):
        raise BadMapping(
            f'{path} has to be one object of headings and fields: {{"Header": "field" or null}}, or '
            '{"field": "field", "way": "fill"} in place of the field.'
        )
    full = {header: told for header, told in found.items() if isinstance(told, dict)}
    fields = {header: told["field"] for header, told in full.items() if "field" in told}
    columns = {header: told for header, told in found.items() if header not in full} | fields
    return Wanted(columns, {header: told["way"] for header, told in full.items() if "way" in told})


def _is_told(told: object) -> bool:
    if isinstance(told, dict):
        return bool(told) and told.keys() <= {"field", "way"} and all(isinstance(each, str) for each in told.values())
    return isinstance(told, str | None)


def modes(batch: ImportBatch, mapping: Sequence[str | None], ways: Mapping[str, str]) -> dict[str, str]:
    """Return the ways by field, as the list keeps them. Raises BadMapping."""
    at = {_squeezed(header): column for column, header in enumerate(batch.headers)}
    found: dict[str, str] = {}
    for header, way in ways.items():
        key = ALL
        if header != ALL or ALL in at:
            if (column := at.get(_squeezed(header))) is None:
                raise BadMapping(_no_column(batch, header))
            if not (named := mapping[column]):
                raise BadMapping(f"“{header}” is left out, so it has no way.")
            key = field_of(batch.headers[column], named)
        possible = [each for each, _label in choices_of(key) if each]
        if way not in possible:
            raise BadMapping(f"“{way}” is no way for “{header}”. There are: {', '.join(possible)}.")
        found[key] = way
    return found


def _no_column(batch: ImportBatch, header: str) -> str:
    return f"The list has no column “{header}”. It has: {', '.join(batch.headers)}."


def resolve(batch: ImportBatch, wanted: Mapping[str, str | None]) -> list[str | None]:
    """Change the guesses by what was wanted. A guess gives way to a wanted column and stays as a field of its own."""
    at = {_squeezed(header): column for column, header in enumerate(batch.headers)}
    mapping: list[str | None] = list(batch.mapping)
    chosen: dict[int, str | None] = {}
    for header, field in wanted.items():
        if _squeezed(header) not in at:
            raise BadMapping(_no_column(batch, header))
        chosen[at[_squeezed(header)]] = None if field is None else target(field)
    for key in {key for key in chosen.values() if key and not _is_many(key)}:
        columns = [column for column, other in chosen.items() if other == key]
        if len(columns) > 1:
            names = "” and “".join(batch.headers[column] for column in columns)
            raise BadMapping(f"“{names}” cannot both be {key}: it holds one value.")
        mapping = ["newfield" if other == key else other for other in mapping]
    return [chosen.get(column, key) for column, key in enumerate(mapping)]


def target(field: str) -> str:
    """Turn `email`, `unit:<kind>` or `field:<name>` into the key of a target. Raises BadMapping."""
    what, _colon, name = field.partition(":")
    if field in BY_KEY:
        return field
    if what == "unit":
        kinds = {fold(kind.name): kind for kind in UnitKind.objects.all()}
        kind = kinds.get(fold(name)) if name else next((each for each in kinds.values() if each.is_default), None)
        if kind:
            return f"unit:{kind.pk}"
    own = importable().filter(folded=fold(name)).first() if what == "field" and name else None
    if own:
        return f"field:{own.pk}"
    known = ", ".join([*BY_KEY, "unit:<kind>", "field:<name>"])
    raise BadMapping(f"There is no field “{field}”. There are: {known}.")


def _is_many(key: str) -> bool:
    return key in BY_KEY and BY_KEY[key].many


def _squeezed(header: str) -> str:
    return " ".join(header.split()).casefold()
