"""Matchings of earlier lists: kept when a list has come in, found again by the headings, and learned from by column."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from imports import periods
from imports.headers import UNNAMED, Guess
from imports.models import ImportBatch, ImportMapping
from imports.models.mapping import folded
from imports.targets import BY_KEY, Target, is_new_field, squash

# So much of the headings has to be the same for two lists to be of one kind.
ALIKE = 0.8
# Older ones are not learned from.
LOOKED_AT = 50


class Like(NamedTuple):
    """A matching that fits: how many headings are the same, of how many."""

    mapping: ImportMapping
    same: int
    of: int

    @property
    def share(self) -> float:
        return self.same / self.of if self.of else 0.0


class Told(NamedTuple):
    """What a column probably is, why, and the name of the list that told it."""

    key: str | None
    why: str
    source: str = ""


def standing() -> list[ImportMapping]:
    """List the matchings to learn from, the latest used first."""
    return list(ImportMapping.objects.standing().select_related("ladder")[:LOOKED_AT])


def compare(headers: Sequence[str], mapping: ImportMapping) -> Like:
    """Count the headings that a list and a matching share."""
    here, there = {squash(header) for header in headers if _says_something(header)}, set(mapping.columns)
    return Like(mapping, len(here & there), max(len(here), len(there)))


def _says_something(header: str) -> bool:
    """Whether a column has a heading of its own: “Column C” is the same in every list without headings."""
    return bool(squash(header)) and not UNNAMED.fullmatch(header)


def find(headers: Sequence[str], among: Sequence[ImportMapping], chosen: UUID | None = None) -> Like | None:
    """Find the matching that a person chose, else the one whose headings are most like these, if they are enough so."""
    compared = [compare(headers, mapping) for mapping in among]
    taken = next((like for like in compared if like.mapping.pk == chosen), None)
    if taken and taken.same:
        return taken
    # The first of equals: the latest.
    best = max(compared, key=lambda like: like.share, default=None)
    return best if best and best.share >= ALIKE else None


def learned(
    headers: Sequence[str],
    guesses: Sequence[Guess],
    extra: Sequence[Target],
    *,
    like: Like | None,
    among: Sequence[ImportMapping],
) -> list[Told]:
    """Let what people said of such columns before go over what we guess. A scale is asked about every time."""
    known = BY_KEY.keys() | {target.key for target in extra}
    own = {squash(str(target.label)): target.key for target in extra if target.key.startswith("field:")}
    found: list[Told] = []
    for header, guess in zip(headers, guesses, strict=True):
        told = _told(header, like, among) if _says_something(header) else None
        if told and is_new_field(told.key):
            told = told._replace(key=own.get(squash(header), told.key))
        fits = told and (told.key is None or told.key in known) and not guess.ask_scale
        found.append(told if told and fits else Told(guess.key, guess.why))
    return _one_column_each(found, extra)


def _told(header: str, like: Like | None, among: Sequence[ImportMapping]) -> Told | None:
    heading = squash(header)
    if like and heading in like.mapping.columns:
        return Told(like.mapping.columns[heading][1], "like", like.mapping.name)
    if periods.is_dated(header):
        return None  # a day says nothing of what another list has below it
    mapping = next((mapping for mapping in among if heading in mapping.columns), None)
    return Told(mapping.columns[heading][1], "before", mapping.name) if mapping else None


def _one_column_each(found: list[Told], extra: Sequence[Target]) -> list[Told]:
    """A field that holds one value goes to the column of which a person said so; a guess gives way and stays a field."""
    many = {target.key for target in (*BY_KEY.values(), *extra) if target.many}
    order = sorted(range(len(found)), key=lambda at: found[at].why not in ("like", "before"))
    taken: set[str] = set()
    settled = list(found)
    for at in order:
        key = found[at].key
        if key and key not in many and key in taken:
            settled[at] = Told("newfield", "none")
        elif key:
            taken.add(key)
    return settled


def guess_by(batch: ImportBatch, like: Like | None, among: Sequence[ImportMapping], extra: Sequence[Target]) -> None:
    """Write on a list what its columns probably are, and by which earlier list. Not saved here."""
    plain = [Guess(key, why, ask_scale=batch.headers[at] in batch.layout["scales"]) for at, (key, why) in
             enumerate(batch.layout["plain"])]  # fmt: skip
    told = learned(batch.headers, plain, extra, like=like, among=among)
    batch.mapping = [each.key for each in told]
    batch.layout["guessed"] = [list(each) for each in told]
    batch.layout["like"] = {"same": like.same, "of": like.of} if like else {}
    batch.like = like.mapping if like else None
    if like:
        remembered = like.mapping.ladder
        batch.ladder = batch.ladder or (remembered if remembered and not remembered.put_away_at else None)
        batch.date_order = batch.date_order or like.mapping.date_order
        batch.modes = batch.modes or _ways(like.mapping.modes, extra)


def _ways(modes: Mapping[str, str], extra: Sequence[Target]) -> dict[str, str]:
    """Return the ways of an earlier list for this one: what it made a field of is one by now, and some are gone."""
    own = {squash(str(target.label)): target.key for target in extra if target.key.startswith("field:")}
    known = {target.key for target in extra}
    found = {own.get(squash(key.removeprefix("new:")), key) if key.startswith("new:") else key: way
             for key, way in modes.items()}  # fmt: skip
    return {key: way for key, way in found.items() if not key.startswith(("field:", "unit:")) or key in known}


def remember(batch: ImportBatch) -> None:
    """Keep the matching of a list that has come in: with the one it was matched by, else under the list's name."""
    if batch.kind == ImportBatch.Kind.SHEET or batch.again_of_id or not any(batch.mapping):
        return
    like = ImportMapping.objects.standing().filter(pk=batch.like_id).first() if batch.like_id else None
    if like is None or compare(batch.headers, like).share < ALIKE:
        like = keep(batch, name=PurePath(batch.name).stem.strip() or batch.name)
    else:
        _write(like, batch)
    ImportBatch.objects.filter(pk=batch.pk).update(like=like)


def keep(batch: ImportBatch, *, name: str) -> ImportMapping | None:
    """Keep the columns of a list under a name; one of that name is brought up to date. None: somebody did just now."""
    name = name[:120]
    mapping = ImportMapping.objects.standing().filter(folded=folded(name)).first()
    mapping = mapping or ImportMapping(name=name, made_by_id=batch.started_by_id)
    try:
        with transaction.atomic():
            _write(mapping, batch)
    except IntegrityError:
        return None
    return mapping


def _write(mapping: ImportMapping, batch: ImportBatch) -> None:
    pairs = zip(batch.headers, batch.mapping, strict=True)
    mapping.columns = {squash(header): [header, key] for header, key in pairs if _says_something(header)}
    if mapping._state.adding:  # noqa: SLF001 - its key is there before it is stored
        mapping.save()
    mapping.ladder = batch.ladder or mapping.ladder
    mapping.date_order = batch.date_order or mapping.date_order
    mapping.modes = batch.modes
    mapping.used_at = Now()
    mapping.save(update_fields=["columns", "ladder", "date_order", "modes", "used_at", "folded"])
