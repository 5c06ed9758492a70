"""Pin: a panel that a group has on its front page, and in which place."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stpnet.models import TenantModel, TenantQuerySet


class Pin(TenantModel):
    """A panel by its name in `dashboards.registry.panels`. A name that is none any more is kept, and shows nothing."""

    panel = models.SlugField(db_index=False, max_length=40)
    position = models.PositiveSmallIntegerField()

    objects: ClassVar[models.Manager["Pin"]] = models.Manager.from_queryset(TenantQuerySet["Pin"])()

    class Meta:
        ordering: ClassVar = ["position", "panel"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["panel"],
                name="dashboards_pin_once",
                violation_error_message=_("This panel is on the front page already."),
            ),
            models.CheckConstraint(
                condition=~Q(panel=""),
                name="dashboards_pin_names_a_panel",
                violation_error_message=_("Choose a panel."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.panel}"
