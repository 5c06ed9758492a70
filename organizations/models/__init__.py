"""People who sign in, the organizations they belong to, and the roles they hold there. All in the public schema."""

from organizations.models.agreement import Agreement
from organizations.models.invitation import Invitation, InvitationRole
from organizations.models.mail import OutgoingMail
from organizations.models.membership import Membership, MembershipRole, Role
from organizations.models.organization import (
    DAYS_UNTIL_GONE,
    RESERVED_SLUGS,
    FormerSlug,
    Organization,
    validate_slug_is_free_word,
    validate_time_zone,
)
from organizations.models.recipe import Recipe
from organizations.models.summary import ExperimentSummary
from organizations.models.support import SupportAccess
from organizations.models.tombstone import Tombstone
from organizations.models.user import User

__all__ = [
    "DAYS_UNTIL_GONE",
    "RESERVED_SLUGS",
    "Agreement",
    "ExperimentSummary",
    "FormerSlug",
    "Invitation",
    "InvitationRole",
    "Membership",
    "MembershipRole",
    "Organization",
    "OutgoingMail",
    "Recipe",
    "Role",
    "SupportAccess",
    "Tombstone",
    "User",
    "validate_slug_is_free_word",
    "validate_time_zone",
]
