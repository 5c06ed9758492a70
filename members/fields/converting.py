"""A field that changes its kind: every answer is read as the new kind, and all have to fit."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from members.fields.links import LinkField
from members.fields.refusing import FieldsRefused
from members.fields.shown import fits
from members.models import CellChange, Field, FieldOption, FieldValue
from members.normal import fold
from stpnet.db.updating import update_many

Kind = Field.Kind
SHOWN = 5
CHUNK = 5000
MOST_OPTIONS = 100
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]+)?")
_BETWEEN = re.compile(r"[;,\n]")
_LONGEST = 120
# As forms take them.
MOST_LETTERS = 2000


class Answer(NamedTuple):
    """One of the answers, and how many people gave it."""

    value: str
    n: int


def convert(field: Field, kind: Field.Kind) -> None:
    """Write every answer as the new kind has it. Raises FieldsRefused, naming those that do not fit."""
    options = _Options(field)
    found = FieldValue.objects.filter(field=field).values_list("value").annotate(n=Count("pk")).order_by("-n", "value")
    after: dict[str, str] = {}
    bad: list[Answer] = []
    for value, n in found:
        try:
            after[value] = _with_room(kind, _read(field.kind, kind, value, options))
        except ValueError:
            bad.append(Answer(options.shown(field.kind, value), n))
    if bad:
        raise FieldsRefused(_refusal(kind, bad), "kind")
    options.save()
    _rewrite(field, after)
    _rewrite_sets(field, kind, after, options)


def _rewrite(field: Field, after: Mapping[str, str]) -> None:
    """Write the answers anew, chunk by chunk. When each was written stays, as nobody wrote it anew."""
    for rows in _chunks(FieldValue.objects.filter(field=field).values_list("pk", "value")):
        update_many(
            "members.fieldvalue",
            ["value"],
            [(pk, after[value]) for pk, value in rows if after.get(value, value) != value],
        )


def _rewrite_sets(field: Field, kind: Field.Kind, after: Mapping[str, str], options: "_Options") -> None:
    """Read what change sets would put back as the new kind too; what cannot be is forgotten, and so not put back."""
    known: dict[str | None, str | None] = {None: None, "": ""}
    known.update(after)

    def read(value: str | None) -> str | None:
        if value not in known:
            try:
                known[value] = _read(field.kind, kind, str(value), options)
            except ValueError:
                known[value] = None
        return known[value]

    options.are_all = True
    cells = CellChange.objects.filter(field=f"field:{field.pk}")
    for rows in _chunks(cells.values_list("pk", "before", "after")):
        changed = [
            CellChange(pk=pk, before=read(was), after=read(now))
            for pk, was, now in rows
            if (read(was), read(now)) != (was, now)
        ]
        CellChange.objects.bulk_update(changed, ["before", "after"])


def _chunks(rows: Any) -> Iterator[list[Any]]:
    """Yield rows in the order of their keys, which stand first, a chunk at a time."""
    found = list(rows.order_by("pk")[:CHUNK])
    while found:
        yield found
        found = list(rows.filter(pk__gt=found[-1][0]).order_by("pk")[:CHUNK])


def _read(before: str, kind: Field.Kind, value: str, options: "_Options") -> str:
    """Return an answer as the new kind stores it. Raises ValueError where it cannot."""
    if Kind.PERSON in (before, kind):
        raise ValueError(value)
    if Kind(before).has_options and kind.has_options:
        if kind == Kind.ONE_OF and len(value.split()) > 1:
            raise ValueError(value)
        return value
    return _READ[kind](options.shown(before, value), options)


def _with_room(kind: Field.Kind, value: str) -> str:
    """Refuse what the new kind has no room for: the names of many choices are longer than their ids, and other texts."""
    if len(value.split()) > MOST_OPTIONS if kind.has_options else len(value) > MOST_LETTERS:
        raise ValueError(value)
    return value


def _fitting(kind: Field.Kind) -> Callable[[str, "_Options"], str]:
    def read(text: str, _options: "_Options") -> str:
        if not fits(kind, text):
            raise ValueError(text)
        return text

    return read


def _number(text: str, _options: "_Options") -> str:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return text


def _yes_no(text: str, _options: "_Options") -> str:
    word = fold(text)
    if word not in ("yes", "no"):
        raise ValueError(text)
    return word


def _link(text: str, _options: "_Options") -> str:
    try:
        return str(LinkField().clean(text))
    except ValidationError as error:
        raise ValueError(text) from error


def _several(text: str, options: "_Options") -> str:
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    return " ".join(dict.fromkeys(options.of(part) for part in parts))


_READ: dict[Field.Kind, Callable[[str, "_Options"], str]] = {
    Kind.TEXT: lambda text, _options: text,
    Kind.NUMBER: _number,
    Kind.DATE: _fitting(Kind.DATE),
    Kind.YES_NO: _yes_no,
    Kind.ONE_OF: lambda text, options: options.of(text),
    Kind.SEVERAL_OF: _several,
    Kind.LINK: _link,
}


class _Options:
    """The choices of a field, with those that its answers make."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.rows = list(field.options.all())
        self.labels = {str(row.pk): row.label for row in self.rows}
        self.ids = {row.folded: str(row.pk) for row in self.rows}
        self.new: list[FieldOption] = []
        # Answers make choices; what nobody answers any more makes none.
        self.are_all = False

    def shown(self, kind: str, value: str) -> str:
        """Write an answer as text."""
        if kind not in (Kind.ONE_OF, Kind.SEVERAL_OF):
            return value
        return "; ".join(self.labels.get(pk, pk) for pk in value.split())

    def of(self, label: str) -> str:
        """Return the id of a choice of this name, made when there is none. Raises ValueError where it can be none."""
        key = fold(label)[:_LONGEST] or label
        if key not in self.ids:
            if self.are_all or len(label) > _LONGEST or ";" in label or len(self.ids) >= MOST_OPTIONS:
                raise ValueError(label)
            pk = uuid4()
            position = len(self.rows) + len(self.new)
            self.new.append(FieldOption(id=pk, field=self.field, label=label, folded=key, position=position))
            self.ids[key] = str(pk)
        return self.ids[key]

    def save(self) -> None:
        FieldOption.objects.bulk_create(self.new)


def _refusal(kind: Field.Kind, bad: list[Answer]) -> str:
    if kind == Kind.PERSON:
        return _("People have answered already, and answers cannot become people. Make another field for that.")
    named = [_("“%(answer)s” (%(n)s)") % {"answer": answer.value, "n": answer.n} for answer in bad[:SHOWN]]
    if len(bad) > SHOWN:
        named.append(_("%d others") % (len(bad) - SHOWN))
    said = _("Not every answer fits: %(answers)s. Change those first, or make another field.")
    return said % {"answers": get_text_list(named, _("and"))}
