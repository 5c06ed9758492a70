"""Who belongs to which organization, and the roles they hold there."""

from typing import ClassVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7, Cast, Now
from django.utils.translation import gettext_lazy as _

from organizations.models.organization import Organization
from organizations.models.user import User


class TimeZone(models.Func):
    """The wall clock of now in the time zone that a column names."""

    template = "(now() AT TIME ZONE %(expressions)s)"
    output_field = models.DateTimeField()


_TODAY_THERE = Cast(TimeZone("organization__time_zone"), models.DateField())


class Role(models.TextChoices):
    """In the order in which navigation follows the first held."""

    OWNER = "owner", _("Owner")
    DIRECTOR = "director", _("Director")
    ORGANIZER = "organizer", _("Organizer")
    DATA_LEAD = "data_lead", _("Data lead")
    COACH = "coach", _("Coach")
    VIEWER = "viewer", _("Viewer")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Leave out those whose end date has come, by the organization's own clock, and support whose hours are over."""
        lasts = Q(support=None) | Q(support__ended_at=None, support__ends_at__gt=Now())
        return self.filter(lasts, Q(ends_on=None) | Q(ends_on__gt=_TODAY_THERE))

    def of_the_group(self) -> "MembershipQuerySet":
        """Leave out who is let in from support for some hours: they belong to nothing, are asked and mailed nothing."""
        return self.filter(support=None)

    def ended(self) -> "MembershipQuerySet":
        """Keep those whose end date has come."""
        return self.filter(ends_on__lte=_TODAY_THERE)

    def with_roles(self) -> "MembershipQuerySet":
        """Add `role_names`, a list of stored role words, in the same statement."""
        return self.annotate(role_names=ArrayAgg("roles__role", filter=Q(roles__role__isnull=False), default=[]))


class Membership(models.Model):
    """A person's place in an organization. Without a role in it they see nothing."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    # Somebody from support, for some hours: the membership counts only while that access does.
    support = models.OneToOneField(
        "organizations.SupportAccess", on_delete=models.CASCADE, null=True, related_name="membership", editable=False
    )
    # When the person last chose this organization or was seen in it: the latest one opens first.
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organization"],
                name="organizations_membership_once",
                violation_error_message=_("This person already belongs to the organization."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organization_id}"

    @property
    def held(self) -> list[Role]:
        """The roles held, in the order in which navigation follows them; needs `with_roles()`."""
        return [role for role in Role if role.value in getattr(self, "role_names", ())]


class MembershipRole(models.Model):
    """One of the roles that a person holds in an organization; the widest right wins."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership", "role"],
                name="organizations_membershiprole_once",
                violation_error_message=_("This person already holds this role."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="organizations_membershiprole_known",
                violation_error_message=_("This role does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.role
