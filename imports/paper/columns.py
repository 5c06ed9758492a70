"""The columns of a sign-in sheet: name and phone always, others as the paper has them."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from members.models import UnitKind

NAME, PHONE, EMAIL, NOTE = "full_name", "phone", "email", "talk_note"


class Column(NamedTuple):
    """A heading, and what it fills."""

    header: str
    key: str


def always() -> list[Column]:
    return [Column(_("Name"), NAME), Column(_("Phone"), PHONE)]


def offered() -> list[Column]:
    """List what else a sheet of paper may ask for."""
    kinds = UnitKind.objects.order_by("-is_default", "name")
    units = [Column(kind.name, f"unit:{kind.pk}") for kind in kinds]
    return [Column(_("E-mail"), EMAIL), *units, Column(_("Note"), NOTE)]


def keyboard(key: str) -> str:
    """Say which keys a phone offers for a column."""
    return {PHONE: "tel", EMAIL: "email"}.get(key, "text")
