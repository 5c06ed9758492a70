"""Where people belong: trees of kinds that the group names itself."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel


class UnitKind(TenantModel):
    """A way of dividing people: home area, workplace, congregation. One kind is the default for lists and charts."""

    name = models.CharField(_("name"), max_length=60)
    plural = models.CharField(_("plural"), max_length=60)
    is_default = models.BooleanField(_("default"), default=False)

    class Meta:
        ordering: ClassVar = ["-is_default", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"],
                name="members_unitkind_name_once",
                violation_error_message=_("There is a kind of this name already."),
            ),
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="members_unitkind_one_default",
                violation_error_message=_("Another kind is the default."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(TenantModel):
    """A place in one of the trees."""

    kind = models.ForeignKey(UnitKind, on_delete=models.CASCADE, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "folded"],
                name="members_unit_name_once",
                violation_error_message=_("There is a unit of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="members_unit_not_own_parent",
                violation_error_message=_("A unit cannot stand under itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitContact(TenantModel):
    """Whom to write to and call about a unit: a partner's people on the other side, whether or not they belong to it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="contacts")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="contact_for")
    part = models.CharField(_("what they are there"), max_length=80, blank=True)
    is_named = models.BooleanField(_("agreed to stand by name in what the partner gets"), default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "member"],
                name="members_unitcontact_once",
                violation_error_message=_("They are a contact of this unit already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} for {self.unit_id}"


class Belonging(TenantModel):
    """A member in a unit: at most one of each kind."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="belongings")
    kind = models.ForeignKey(UnitKind, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="belongings")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "kind"],
                name="members_belonging_one_of_a_kind",
                violation_error_message=_("A person belongs to one unit of each kind."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.unit_id}"


class StaffScope(TenantModel):
    """Widens what an organizer may see from their own people to a unit and all below it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="staff_scopes")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "unit"],
                name="members_staffscope_once",
                violation_error_message=_("This person already has this unit."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} for {self.unit_id}"
