"""Notice: something happened that somebody should know. It keeps ids and a kind; words are made when it is shown."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class NoticeQuerySet(TenantQuerySet["Notice"]):
    def unread(self) -> Self:
        """Keep what has not been marked as read."""
        return self.filter(read_at=None)

    def latest_first(self) -> Self:
        """In the order of the page."""
        return self.order_by("-created_at", "-pk")


class Notice(TenantModel):
    """One thing that happened, for one person. Without names, so that nothing has to be erased here."""

    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notices")
    # The name of a registry.Kind, which knows what to say.
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    # Whom it is about. Their name is shown only to those who may see them on the day they read it.
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    # What it is about, in whatever table the kind says: an id without a key.
    about = models.UUIDField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Notice"]] = models.Manager.from_queryset(NoticeQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["to", "-created_at"], name="conversations_notice_latest"),
            # The bell counts these on every page.
            models.Index(fields=["to"], condition=Q(read_at=None), name="conversations_notice_unread"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind=""),
                name="conversations_notice_has_a_kind",
                violation_error_message=gettext_lazy("A notice says what happened."),
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=F("to")),
                name="conversations_notice_not_to_oneself",
                violation_error_message=gettext_lazy("Nobody is told what they did themselves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_id}"

    @property
    def who(self) -> str:
        """Who did it: a colleague with an account, whom everybody here may know. In mail: someone."""
        named = self.by and self.by.erased_at is None and getattr(self, "names_people", True)
        return str(self.by) if named else _("Someone")

    @property
    def whom(self) -> str:
        """Whom it is about, or "a member" for readers without a right to this person and in mail."""
        return str(self.member) if self.member and getattr(self, "may_see_member", False) else _("a member")
