"""What a group has chosen about small figures. No row: as everybody begins."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from stpnet.models import TenantModel, TenantQuerySet


class SmallNumbers(TenantModel):
    """Who reads figures under five as they are, beside those who have a right to people anyway. One row at most."""

    hides_own_totals = models.BooleanField(
        _("Hide small totals of the whole group too"),
        default=False,
        help_text=_(
            "Otherwise whoever belongs here reads how many people the whole group has on each level, however few they "
            "are. Small figures of units and fields are hidden from them either way."
        ),
    )
    coaches_see_all = models.BooleanField(
        _("Coaches read small figures too"),
        default=False,
        help_text=_("Otherwise a coach reads no figure from one to four, and none that would give one away."),
    )
    is_only = models.BooleanField(default=True, editable=False)

    objects: ClassVar[models.Manager["SmallNumbers"]] = models.Manager.from_queryset(TenantQuerySet["SmallNumbers"])()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_only"],
                name="dashboards_smallnumbers_one",
                violation_error_message=_("This was chosen already. Open the page again."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_only=True),
                name="dashboards_smallnumbers_no_other",
                violation_error_message=_("This was chosen already. Open the page again."),
            ),
        ]

    def __str__(self) -> str:
        return f"own totals hidden: {self.hides_own_totals}, coaches: {self.coaches_see_all}"
