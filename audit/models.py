"""Who did and who read what. Rows are only ever added; the database itself chains them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from stpnet.models import TenantModel


class AuditEvent(TenantModel):
    """One change, by whom, to what: names of fields, never their values.

    A trigger sets `seq`, `at`, `previous` and `hash`; the organization's role may insert the other columns only, and
    may neither change nor delete. `hash` is sha256 over the previous hash and all columns of the row.
    """

    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    # A Member's id, without a key: nothing to the right is known here. Empty: done from a terminal or by the clock.
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    object_id = models.UUIDField(null=True)
    fields = models.JSONField(default=list)
    previous = models.BinaryField()
    hash = models.BinaryField()

    role_may: ClassVar = ("SELECT", "INSERT (actor_id, action, object_id, fields)")

    class Meta:
        ordering: ClassVar = ["-seq"]
        indexes: ClassVar = [models.Index(fields=["object_id", "-seq"], name="audit_auditevent_object")]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"


class RuleMonth(TenantModel):
    """What went by a rule of how long things are kept, in one month; the latest says when it was last carried out."""

    rule = models.CharField(max_length=40)
    # The first day of the month, by the group's own calendar.
    month = models.DateField()
    n = models.PositiveBigIntegerField(default=0, db_default=0)
    ran_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "month"],
                name="audit_rulemonth_once",
                violation_error_message=_("This month is told already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.month}"


class ReadEvent(TenantModel):
    """Someone opened a person's page or a long list, or took an export away."""

    at = models.DateTimeField(db_default=Now())
    actor_id = models.UUIDField()
    action = models.CharField(max_length=60)
    object_id = models.UUIDField(null=True)
    n_objects = models.PositiveIntegerField(default=1)

    role_may: ClassVar = ("SELECT", "INSERT")

    class Meta:
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["actor_id", "-at"], name="audit_readevent_actor")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(n_objects__gte=1),
                name="audit_readevent_counts",
                violation_error_message=_("Reading nothing is no event."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_id or self.n_objects}"
