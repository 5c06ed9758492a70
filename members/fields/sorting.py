"""In which order a list stands that is sorted by a field of the group's own."""

from typing import Any

from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Lower

from members.fields.own import OwnField
from members.fields.people import as_person, sorted_name
from members.filters.sources import AsNumber
from members.models import Field, FieldValue

Kind = Field.Kind


def of(own: OwnField) -> Subquery:
    """Give what people are sorted by: choices stand in the order of the field, people in that of their names."""
    values = FieldValue.objects.filter(member=OuterRef("pk"), field=own.pk)
    if own.kind == Kind.PERSON:
        return Subquery(values.annotate(person=as_person()).values(sorting=sorted_name(own.request))[:1])
    return Subquery(values.values(sorting=_by(own))[:1])


def _by(own: OwnField) -> Any:
    match own.kind:
        case Kind.NUMBER:
            return AsNumber("value")
        case Kind.ONE_OF | Kind.SEVERAL_OF if own.options:
            # Of several, the first in the order of the field stands first in the value.
            ranks = [When(value__startswith=option.pk, then=Value(n)) for n, option in enumerate(own.options)]
            return Case(*ranks)
        case Kind.YES_NO:
            return F("value")
    return Lower("value")
