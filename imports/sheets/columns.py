"""The columns of a sign-in sheet: name and phone always, others as the paper has them."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from members.models import UnitKind

NAME, PHONE, EMAIL = "full_name", "phone", "email"


class Column(NamedTuple):
    """A heading, what it fills, and what the keyboard of a phone is told to offer."""

    header: str
    key: str
    keyboard: str = ""


def always() -> list[Column]:
    return [Column(_("Name"), NAME), Column(_("Phone"), PHONE, "tel")]


def offered() -> list[Column]:
    """List what else a sheet of paper may ask for."""
    kinds = UnitKind.objects.order_by("-is_default", "name")
    return [Column(_("E-mail"), EMAIL, "email"), *(Column(kind.name, f"unit:{kind.pk}") for kind in kinds)]


def keyboard(key: str) -> str:
    return {PHONE: "tel", EMAIL: "email"}.get(key, "text")
