"""Rows that point at a person, going over to another and back: found through the models, so later rooms are in it too.

A row that the survivor has already (the same phone, the same tag) stays with the one who is put away, where no page
looks. So nothing is deleted, and nothing has to be made up when the two come apart.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, UniqueConstraint

from members import registry
from members.models import Member, Relationship

# [model, key, id, *slot]: a row that went over. The slot says which of its kind it is, where it can be made anew.
type Moved = list[str]

# Rows that are deleted and made anew when they are edited, by what makes one of them the same.
SLOTS = {"members.belonging": "kind_id", "members.fieldvalue": "field_id", "members.membertag": "tag_id"}

# The two ends of a relationship, each with the column of the other.
ENDS = {"member": "other_id", "other": "member_id"}


class Once(NamedTuple):
    """A rule by which a person has something only once: the other columns of it, and to which rows it applies."""

    columns: tuple[str, ...]
    where: Q


class Key(NamedTuple):
    """A key to a Member that goes over; `once` says of what the survivor can have each only once."""

    model: type[Model]
    name: str
    once: "list[Once]"

    @property
    def label(self) -> str:
        return self.model._meta.label_lower  # noqa: SLF001 - the public way to it

    def rows(self, **where: Any) -> Any:
        return self.model._base_manager.filter(**where).order_by()  # noqa: SLF001

    def move(self, pks: Sequence[UUID], to: UUID) -> None:
        self.rows(pk__in=pks).update(**{f"{self.name}_id": to})


def keys_that_go_over() -> Iterator[Key]:
    """Yield every key to a Member that goes over."""
    for relation in Member._meta.get_fields(include_hidden=True):  # noqa: SLF001
        key = getattr(relation, "field", None)
        if not relation.auto_created or relation.concrete or not isinstance(key, ForeignKey):
            continue
        if f"{key.model._meta.label_lower}.{key.name}" not in registry.stay_behind:  # noqa: SLF001
            yield Key(key.model, key.name, _once(key))


def move(one: Member, to: Member) -> list[Moved]:
    """Let the rows of one person go over to another, and return those that did."""
    return [row for key in keys_that_go_over() for row in _move(key, one.pk, to.pk)]


def move_back(moved: list[Moved], one: Member, to: Member) -> None:
    """Let rows that came from someone go back to them, wherever an edit has put the same thing in between.

    What was taken out in between stays out.
    """
    for label, name, pk, *slot in moved:
        model: Any = apps.get_model(label)
        rows = model._base_manager.filter(**{name: one})  # noqa: SLF001
        found = rows.filter(pk=pk)
        if slot and not found.exists():
            found = rows.filter(**{SLOTS[label]: slot[0]})
        found.update(**{f"{name}_id": to.pk})


def _move(key: Key, one: UUID, to: UUID) -> list[Moved]:
    slot = SLOTS.get(key.label)
    mine = list(key.rows(**{f"{key.name}_id": one}).values("pk", *({slot} if slot else ()), *_columns(key)))
    if key.model is Member:
        # Nobody is their own organizer.
        mine = [row for row in mine if row["pk"] != to]
    for rule in key.once if mine else ():
        mine = _leave_doubles(key, rule, mine, to)
    if key.model is Relationship and key.name in ENDS:
        mine = _free(key.name, mine, to)
    key.move([row["pk"] for row in mine], to)
    return [[key.label, key.name, str(row["pk"]), *([str(row[slot])] if slot else ())] for row in mine]


def _leave_doubles(key: Key, rule: Once, mine: list[dict[str, Any]], to: UUID) -> list[dict[str, Any]]:
    """Leave out what the survivor has already, by a rule that may be about some rows only: what goes on, not what ended."""
    theirs = key.rows(**{f"{key.name}_id": to}).filter(rule.where)
    if not rule.columns:
        return [] if theirs.exists() else mine
    taken = set(theirs.values_list(*rule.columns))
    twice = {row["pk"] for row in mine if tuple(row[column] for column in rule.columns) in taken}
    if twice and rule.where:
        twice = set(key.rows(pk__in=twice).filter(rule.where).values_list("pk", flat=True))
    return [row for row in mine if row["pk"] not in twice]


def _free(end: str, mine: list[dict[str, Any]], to: UUID) -> list[dict[str, Any]]:
    """Leave out what would tie the survivor to themselves, or say what stands there already, from whichever end."""
    pairs = Relationship.objects.filter(pk__in=[row["pk"] for row in mine]).order_by()
    theirs = dict(pairs.values_list("pk", ENDS[end]))
    standing = dict(pairs.filter(removed_at=None).values_list("pk", "kind"))
    taken = {
        (kind, other)
        for name, far in ENDS.items()
        for kind, other in Relationship.objects.kept().filter(**{name: to}).order_by().values_list("kind", far)
    }
    return [
        row for row in mine if theirs[row["pk"]] != to and (standing.get(row["pk"]), theirs[row["pk"]]) not in taken
    ]


def _columns(key: Key) -> set[str]:
    return {column for rule in key.once for column in rule.columns}


def _once(key: ForeignKey[Any, Any]) -> list[Once]:
    """Return each rule by which a person can have something only once."""
    found = [Once((), Q())] if key.unique else []
    for rule in key.model._meta.constraints:  # noqa: SLF001
        if isinstance(rule, UniqueConstraint) and key.name in rule.fields:
            rest = (key.model._meta.get_field(name) for name in rule.fields if name != key.name)  # noqa: SLF001
            columns = tuple(str(field.attname) for field in rest)  # type: ignore[union-attr]
            found.append(Once(columns, rule.condition or Q()))
    return found
