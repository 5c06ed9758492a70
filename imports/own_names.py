"""The names by which cells name choices of the group's own fields, and people."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from imports.folding import key
from members.models import ContactPoint, Field, FieldOption, Member

type Names = dict[str, str | None]


class AColumn(Protocol):
    """What is known of a column: what it fills, and of what kind that is."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...


def of(columns: Iterable[AColumn]) -> Mapping[str, Names]:
    """Read the names that these columns need, by the column's key: a statement for choices, two for people."""
    own = [column for column in columns if column.key.startswith("field:")]
    found: dict[str, Names] = {}
    for field, folded, label in _options([column.key for column in own if column.kind in _CHOICES]):
        found.setdefault(f"field:{field}", {})[folded] = label
    if of_people := [column.key for column in own if column.kind == Field.Kind.PERSON]:
        found |= dict.fromkeys(of_people, _people())
    return found


_CHOICES = (Field.Kind.ONE_OF, Field.Kind.SEVERAL_OF)


def _options(keys: list[str]) -> Iterable[tuple[object, str, str]]:
    if not keys:
        return ()
    rows = FieldOption.objects.filter(field__in=[name.removeprefix("field:") for name in keys])
    return rows.order_by("position", "label").values_list("field_id", "folded", "label")


def _people() -> Names:
    """Find each by the whole name or an e-mail; None where several have it."""
    found: Names = {}
    people = Member.objects.people()
    mails = ContactPoint.objects.filter(kind=ContactPoint.Kind.EMAIL, member__in=people).order_by()
    for pk, name in [*people.order_by().values_list("pk", "name"), *mails.values_list("member_id", "normal")]:
        word = name if "@" in name else key(name)
        if word:
            found[word] = str(pk) if found.get(word, str(pk)) == str(pk) else None
    return found
