"""The base of every row that belongs to an organization."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import UUID7

from stpnet.db.base import PUBLIC
from stpnet.db.errors import WrongOrganization
from stpnet.db.wrapper import current


class TenantQuerySet[M: models.Model](models.QuerySet[M]):
    """Bulk writes bypass `save`, so they look at each row's stamp here."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        return super().bulk_create(_all_from_here(objs), *args, **kwargs)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        return super().bulk_update(_all_from_here(objs), fields, *args, **kwargs)


def _all_from_here[M: models.Model](objs: Iterable[M]) -> list[M]:
    rows = list(objs)
    for row in rows:
        if isinstance(row, TenantModel):
            row.refuse_elsewhere()
    return rows


class TenantModel(models.Model):
    """A row of one organization: stamped with it when made or read, and refusing to be written in another.

    Integer keys would collide between schemas; UUIDv7 keys cannot, and the stamp stops a copy from being inserted.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)

    objects = models.Manager.from_queryset(TenantQuerySet)()
    # What the organization's role may do with the table; append-only tables say less.
    # MAINTAIN lets it refresh the planner's statistics after it has written many rows.
    role_may: ClassVar[Sequence[str]] = ("SELECT", "INSERT", "UPDATE", "DELETE", "MAINTAIN")

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._organization = current().schema_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_elsewhere()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_elsewhere()
        return super().delete(*args, **kwargs)

    def refuse_elsewhere(self) -> Self:
        """Raise WrongOrganization unless the connection is in the organization that this row came from."""
        here = current().schema_name
        if here in (PUBLIC, "") or self._organization != here:
            raise WrongOrganization(f"{type(self).__name__} of {self._organization} in {here}")
        return self
