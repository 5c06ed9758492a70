"""What a form about a person asks: the fields open to whoever fills it in, with their choices, in one statement."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from members.fields import readers
from members.fields.own import Option, OwnField
from members.models import Field, FieldOption
from members.requests import OrgRequest

_OPTION = JSONObject(pk=F("pk"), label=F("label"), position=F("position"), is_retired=F("retired"))


def asked(request: OrgRequest) -> Iterator[tuple[OwnField, Field]]:
    """Yield each field in the order of the form, with the row that says why it is asked."""
    options = FieldOption.objects.filter(field=OuterRef("pk")).order_by("position", "label").values(json=_OPTION)
    open_to = Field.objects.kept().filter(readers__in=readers.open_to(request.roles)).in_order()
    rows: Any = open_to.select_related("section").annotate(choices=ArraySubquery(options))
    for field in rows:
        yield OwnField.of(field, (Option(**option) for option in field.choices), request), field
