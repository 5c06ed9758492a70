"""Tags: words that a group puts on people."""

from typing import ClassVar

from django.db import models
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
