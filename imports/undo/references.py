"""Who points at a row: found through the models themselves, so that rooms built later are asked too."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, ForeignKey, Model, QuerySet


def count(
    model: type[Model],
    pks: Collection[UUID],
    *,
    but_not: Collection[str] = (),
    going: Sequence[QuerySet[Any, Any]] = (),
) -> Counter[UUID]:
    """Count the rows that point at each of these; `but_not` are keys such as "members.belonging.member".

    Rows that are `going` themselves hold nobody.

    What imports keep of their own does not count.
    """
    found: Counter[UUID] = Counter()
    if not pks:
        return found
    for related, name in _keys_to(model):
        if related._meta.app_label == "imports" or f"{related._meta.label_lower}.{name}" in but_not:  # noqa: SLF001
            continue
        rows = related._default_manager.order_by().filter(**{f"{name}__in": pks})  # noqa: SLF001
        for goes in going:
            if goes.model is related:
                rows = rows.exclude(pk__in=goes.order_by().values("pk"))
        found.update(dict(rows.values_list(f"{name}_id").annotate(n=Count("pk"))))
    return found


def unused(model: type[Model], rows: QuerySet[Any, Any]) -> list[UUID]:
    """Return which of some rows nothing points at."""
    pks = list(rows.order_by().values_list("pk", flat=True))
    used = count(model, pks)
    return [pk for pk in pks if pk not in used]


def _keys_to(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Yield every model with a key to this one, hidden ones too, and the key's name."""
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 - the public way to it
        key = getattr(relation, "field", None)
        if relation.auto_created and not relation.concrete and isinstance(key, ForeignKey):
            yield key.model, key.name
