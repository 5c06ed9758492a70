"""Who has what to do with whom: said once for two people, read from either side."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least, Now
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel, TenantQuerySet

# So long what a click took away can be brought back.
KEPT_FOR = timedelta(days=30)


class RelationshipQuerySet(TenantQuerySet["Relationship"]):
    def kept(self) -> Self:
        """Leave out what was taken away."""
        return self.filter(removed_at=None)


class Relationship(TenantModel):
    """`member` is … `other`: recruited by them, their coach, or of their family, work or friends."""

    class Kind(models.TextChoices):
        RECRUITED_BY = "recruited_by", _("Recruited by")
        COACH_OF = "coach_of", _("Coach of")
        FAMILY = "family", _("Family of")
        COWORKER = "coworker", _("Works with")
        FRIEND = "friend", _("Friend of")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="relationships")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="relationships_of_others")
    kind = models.CharField(_("what they are"), max_length=12, choices=Kind)
    note = models.CharField(_("note"), max_length=120, blank=True)
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    # The list that said it, with which it goes.
    from_list = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Relationship"]] = models.Manager.from_queryset(RelationshipQuerySet)()

    class Meta:
        ordering: ClassVar = ["kind", "created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                # Whichever of the two it was said of.
                Least("member", "other"),
                Greatest("member", "other"),
                "kind",
                condition=Q(removed_at=None),
                name="members_relationship_once",
                violation_error_message=_("This is written down already."),
            ),
            models.CheckConstraint(
                condition=~Q(member=F("other")),
                name="members_relationship_two",
                violation_error_message=_("Choose somebody else: nobody has this to do with themselves."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["recruited_by", "coach_of", "family", "coworker", "friend"]),
                name="members_relationship_kind_known",
                violation_error_message=_("Choose what they are to each other."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind} {self.other_id}"
