"""Who points at a row: found through the models themselves, so that rooms built later are asked too."""

from collections import Counter
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Count, ForeignKey, Model


def count(
    model: type[Model], pks: Collection[UUID], *, but_not: Collection[str] = (), but_from: UUID | None = None
) -> Counter[UUID]:
    """Count the rows that point at each of these; `but_not` are keys such as "members.belonging.member".

    Rows that say they came from the list `but_from` go with it, and hold nobody.

    What imports keep of their own does not count.
    """
    found: Counter[UUID] = Counter()
    if not pks:
        return found
    for related, name in _keys_to(model):
        if related._meta.app_label == "imports" or f"{related._meta.label_lower}.{name}" in but_not:  # noqa: SLF001
            continue
        rows = related._default_manager.order_by().filter(**{f"{name}__in": pks})  # noqa: SLF001
        if but_from and any(field.name == "from_list" for field in related._meta.concrete_fields):  # noqa: SLF001
            rows = rows.exclude(from_list=but_from)
        found.update(dict(rows.values_list(f"{name}_id").annotate(n=Count("pk"))))
    return found


def _keys_to(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Yield every model with a key to this one, hidden ones too, and the key's name."""
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 - the public way to it
        key = getattr(relation, "field", None)
        if relation.auto_created and not relation.concrete and isinstance(key, ForeignKey):
            yield key.model, key.name
