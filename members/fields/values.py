"""What somebody answered, with all that a page says of it, for the one statement that reads a person."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, DateTimeField, DurationField, F, Func, OuterRef, QuerySet, When
from django.db.models.functions import Greatest, JSONObject

from members.fields import readers
from members.fields.links import is_safe
from members.fields.people import as_person, shown_id, shown_name
from members.fields.shown import plain
from members.models import Field, FieldOption, FieldValue
from members.requests import OrgRequest

_OPTION = JSONObject(id=F("pk"), label=F("label"))


class Months(Func):
    """A number of months as a length of time."""

    template = "make_interval(months => %(expressions)s)"
    output_field = DurationField()


# So long after a period was made shorter nothing is cleared by it.
GRACE = timedelta(days=30)


def cleared_at() -> Any:
    """Say in SQL when a value is cleared; nothing where it is kept for good. A month later is the same day, or the last."""
    over = Func(
        F("written_at"), Months("field__months_kept"), template="%(expressions)s", arg_joiner=" + ",
        output_field=DateTimeField(),
    )  # fmt: skip
    # The database leaves out what is null.
    return Greatest(over, F("field__shortened_at") + GRACE, output_field=DateTimeField())


def of_member(request: OrgRequest) -> QuerySet[FieldValue, Any]:
    """Read the values of the member around, as JSON, in the order of the fields: those open to the reader."""
    found = FieldValue.objects.filter(
        member=OuterRef("pk"), field__deleted_at=None, field__readers__in=readers.open_to(request.roles)
    )
    options = FieldOption.objects.filter(field=OuterRef("field")).order_by("position", "label").values(json=_OPTION)
    named = found.annotate(person=as_person()).annotate(
        name_of_person=Case(When(field__kind=Field.Kind.PERSON, then=shown_name(request))),
        page_of_person=Case(When(field__kind=Field.Kind.PERSON, then=shown_id(request))),
        options=Case(When(field__kind__in=_CHOICES, then=ArraySubquery(options))),
        until=cleared_at(),
    )
    return named.order_by(F("field__section__position").asc(nulls_first=True), "field__position", "field__name").values(
        json=_VALUE
    )


_CHOICES = [Field.Kind.ONE_OF, Field.Kind.SEVERAL_OF]
_VALUE = JSONObject(
    name=F("field__name"),
    field_id=F("field_id"),
    value=F("value"),
    kind=F("field__kind"),
    section=F("field__section__name"),
    why=F("field__why"),
    decided_by=F("field__decided_by"),
    harm=F("field__harm"),
    readers=F("field__readers"),
    until=F("until"),
    person=F("name_of_person"),
    person_id=F("page_of_person"),
    options=F("options"),
)


def told(row: dict[str, Any]) -> dict[str, Any]:
    """Add to what was read of a value how people read it, and until when it is kept."""
    until = datetime.fromisoformat(row["until"]) if row["until"] else None
    is_link = row["kind"] == Field.Kind.LINK and is_safe(row["value"])
    seen_by = "" if row["readers"] == Field.Readers.EVERYONE else Field.Readers(row["readers"]).label
    link = row["value"] if is_link else ""
    return {**row, "shown": _shown(row), "until": until, "url": link, "seen_by": seen_by}


def _shown(row: dict[str, Any]) -> str:
    kind, value = row["kind"], row["value"]
    if kind == Field.Kind.PERSON:
        return str(row["person"])
    if kind in _CHOICES:
        chosen = value.split()
        return ", ".join(option["label"] for option in row["options"] if option["id"] in chosen)
    return plain(kind, value)
