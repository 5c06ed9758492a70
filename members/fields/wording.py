"""What stands in a field, in words as a list has them: for comparing with one that comes in."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, Func, OuterRef, Value, When
from django.db.models.functions import StrIndex

from members.models import Field, FieldOption


def in_words() -> Any:
    """Read a value: of choices their names, in the order of the field. A person stays the id that rows have too."""
    # By its place in the value: an outer column two queries away has no lookups of its own.
    chosen = FieldOption.objects.filter(field=OuterRef("field")).annotate(
        at=StrIndex(OuterRef("value"), _text(F("pk")))
    )
    those = chosen.filter(at__gt=0).order_by("position", "label").values("label")
    joined = Func(ArraySubquery(those), Value("; "), function="array_to_string", output_field=CharField())
    kinds = [Field.Kind.ONE_OF, Field.Kind.SEVERAL_OF]
    return Case(When(field__kind__in=kinds, then=joined), default=F("value"), output_field=CharField())


def _text(key: Any) -> Any:
    return Func(key, template="%(expressions)s::text", output_field=CharField())
