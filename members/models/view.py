"""SavedView: a list of people that somebody wants to open again."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel, TenantQuerySet


class SavedViewQuerySet(TenantQuerySet["SavedView"]):
    def kept(self) -> Self:
        """Leave out what was deleted and can still be brought back."""
        return self.filter(deleted_at=None)

    def open_to(self, member: Member) -> Self:
        """Keep the views that someone may look through: their own, and shared ones. In the order of the tabs."""
        return self.kept().filter(Q(owner=member) | Q(is_shared=True)).order_by("-is_shared", "created_at", "pk")


class SavedView(TenantModel):
    """Filters, columns and an order under a name. What it shows is always cut to whom the reader may see."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=60)
    folded = models.CharField(max_length=60, editable=False)
    is_shared = models.BooleanField(_("everyone who may see people here can open it"), default=False)
    # The tree of `members.filters.tree`, words and all: they stand here and not in an address.
    filters = models.JSONField(default=dict, editable=False)
    # Names of columns; empty: the usual ones.
    columns = models.JSONField(default=list, editable=False)
    sort = models.CharField(max_length=60, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["SavedView"]] = models.Manager.from_queryset(SavedViewQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "folded"],
                condition=Q(deleted_at=None, is_shared=False),
                name="members_savedview_own_name_once",
                violation_error_message=_("You have a view of this name already."),
            ),
            models.UniqueConstraint(
                fields=["folded"],
                condition=Q(deleted_at=None, is_shared=True),
                name="members_savedview_shared_name_once",
                violation_error_message=_("There is a shared view of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(folded=""),
                name="members_savedview_has_name",
                violation_error_message=_("Give the view a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
