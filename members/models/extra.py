"""What a group adds to people in its own words: tags and fields."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel


class Tag(TenantModel):
    """A word put on people to find them again."""

    name = models.CharField(_("name"), max_length=80)
    folded = models.CharField(max_length=80, editable=False)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folded"],
                name="members_tag_name_once",
                violation_error_message=_("There is a tag of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class MemberTag(TenantModel):
    """A tag on a member."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="member_tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="member_tags")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "tag"],
                name="members_membertag_once",
                violation_error_message=_("This person already has this tag."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.member_id}"


class Field(TenantModel):
    """Something the group writes down about people that has no column of its own."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        YES_NO = "yes_no", _("Yes or no")

    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    why = models.TextField(_("why we ask"), blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folded"],
                name="members_field_name_once",
                violation_error_message=_("There is a field of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class FieldValue(TenantModel):
    """What one member has in one field: text as people wrote it, dates as ISO, yes or no as those words."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="field_values")
    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="values")
    value = models.CharField(max_length=2000)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "field"],
                name="members_fieldvalue_once",
                violation_error_message=_("This person already has a value in this field."),
            ),
            models.CheckConstraint(
                condition=~Q(value=""),
                name="members_fieldvalue_not_empty",
                violation_error_message=_("An empty value is no value."),
            ),
        ]

    def __str__(self) -> str:
        return self.value
