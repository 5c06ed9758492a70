"""The steps of the first hour that are about the organization itself."""

from django.utils.translation import gettext_lazy as _

from organizations.models import Invitation, Membership
from organizations.registry import FirstStep
from organizations.requests import OrganizationRequest
from stpnet.in_org import on_public_side


def _needs_second_step(request: OrganizationRequest) -> bool:
    return any(role in request.organization.requires_mfa for role in request.roles)


def _has_colleague(request: OrganizationRequest) -> bool:
    """Whether somebody else was asked in, by this owner or before."""
    here = request.organization
    with on_public_side():
        invited = Invitation.objects.filter(organization=here).exclude(email=request.user.email)
        return (
            invited.exclude(confirmed_at=None).exists()
            or Membership.objects.filter(organization=here).exclude(user_id=request.user.pk).exists()
        )


STEPS = [
    FirstStep(
        "second_step",
        _("Your second step to sign in"),
        _("A code or a passkey beside the password: whoever guesses the password still stays outside."),
        _("Look at it"),
        "mfa_index",
        "organization.settings",
        10,
        # Without it nobody for whom it is required comes this far.
        done=lambda _request: True,
        for_whom=_needs_second_step,
        is_at_hand=True,
        is_public=True,
    ),
    FirstStep(
        "colleague",
        _("Invite a colleague"),
        _("By e-mail, with a role that says what they see. An organizer sees their own people."),
        _("Invite someone"),
        "organizations:invite",
        "people.manage",
        40,
        done=_has_colleague,
    ),
    FirstStep(
        "notes",
        _("Say how long notes are kept"),
        _("What people tell you is theirs. Decide now when it goes; nothing is assumed."),
        _("Decide"),
        "organizations:notes",
        "organization.settings",
        50,
        done=lambda request: request.organization.note_retention_months is not None,
        is_at_hand=True,
    ),
]
