"""Being asked into an organization."""

from typing import ClassVar, Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import UUID7, Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.models.membership import Role
from organizations.models.organization import Organization
from organizations.models.user import User


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Keep those that are neither accepted nor withdrawn; they may have run out."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def sent(self) -> Self:
        """Keep open ones that an owner has sent."""
        return self.open().exclude(confirmed_at=None)

    def proposed(self) -> Self:
        """Keep open ones that wait for an owner."""
        return self.open().filter(confirmed_at=None)

    def with_roles(self) -> Self:
        """Add `role_names`, a list of stored role words, in the same statement."""
        return self.annotate(role_names=ArrayAgg("roles__role", filter=Q(roles__role__isnull=False), default=[]))

    def with_mail(self) -> Self:
        """Add `mail_status` and `mail_trouble` of the latest mail with its link, in the same statement."""
        from organizations.models.mail import OutgoingMail  # noqa: PLC0415 - it points here

        latest = OutgoingMail.objects.filter(invitation=OuterRef("pk")).order_by("-created_at")
        return self.annotate(
            mail_status=Subquery(latest.values("status")[:1]), mail_trouble=Subquery(latest.values("trouble")[:1])
        )


class Invitation(models.Model):
    """One address asked into one organization with these roles. Of the token only a hash is kept."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"), max_length=254)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    # The Member this person is, as the owner said it: an id without a key, for it stands in the organization.
    member_id = models.UUIDField(null=True, blank=True, editable=False)
    proposed_by = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+", editable=False)
    # Empty for the first owner, who is invited from a terminal.
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+", editable=False)
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = models.Manager.from_queryset(InvitationQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="organizations_invitation_one_open",
                violation_error_message=_("This address is invited already. Send that one again, or withdraw it."),
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="organizations_invitation_small_letters",
                violation_error_message=_("Write the e-mail address in small letters."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, token_hash=None, expires_at=None)
                | Q(confirmed_at__isnull=False, token_hash__isnull=False, expires_at__isnull=False)
                & Q(expires_at__gt=F("confirmed_at")),
                name="organizations_invitation_sent_runs_out",
                violation_error_message=_("An invitation that an owner has sent ends after some days."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(confirmed_at__isnull=False),
                name="organizations_invitation_accepted_once_sent",
                violation_error_message=_("An owner has to send it before it can be accepted."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="organizations_invitation_one_end",
                violation_error_message=_("An invitation is accepted or withdrawn, not both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} to {self.organization_id}"

    @property
    def has_run_out(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def held(self) -> list[Role]:
        """The roles it gives, in their order; needs `with_roles()`."""
        return [role for role in Role if role.value in getattr(self, "role_names", ())]


class InvitationRole(models.Model):
    """One of the roles that an invitation gives."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invitation", "role"],
                name="organizations_invitationrole_once",
                violation_error_message=_("The invitation gives this role already."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="organizations_invitationrole_known",
                violation_error_message=_("This role does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.role
