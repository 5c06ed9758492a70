"""Somebody lost their second step, and every other way in: an owner has it taken off.

It protects all groups of the person, so an owner of one must not be able to open the door of another. Every group that
asks this person for a second step has to agree, by one of its own owners; the last word takes it off.
"""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from organizations.mail import Letter
from organizations.models import Agreement, Membership, Organization, Role, User
from organizations.people import Refused, end_sessions, is_owner, one_owner_at_a_time, tell
from organizations.signing_in.mfa import SECOND_STEPS
from organizations.signing_in.required import asked_by


def agree(membership: Membership, *, by: User) -> bool:
    """Say as an owner that the person's second step may go. True: it is off. False: other groups have to agree."""
    organization, user = membership.organization, membership.user
    if user == by:
        raise Refused(_("Take your own off in the sign-in settings, or ask another owner."))
    with one_owner_at_a_time(organization, by):
        # One at a time for the person too: of two last words at once, one has to see the other.
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if not Membership.objects.current().filter(pk=membership.pk).exists():
            raise Refused(_("This person does not belong here any more."))
        if not Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists():
            raise Refused(_("%(name)s has no second step. The password alone lets them in.") % {"name": user})
        said = {"by": by, "agreed_at": timezone.now()}
        Agreement.objects.update_or_create(user=user, organization=organization, defaults=said)
        asking, waiting = asked_by(user), missing(user)
        if not waiting:
            _take_off(user)
        _write(organization, user, by=by, waiting=waiting, told=[organization, *asking])
    tell(organization, "people.agree_second_step", by=by, of=user.pk, fields=["second_step"])
    if not waiting:
        for each in {organization, *asking}:
            tell(
                each,
                "people.reset_second_step",
                by=by if each == organization else None,
                of=user.pk,
                fields=["sessions"],
            )
    return not waiting


def missing(user: User) -> list[Organization]:
    """Return the groups that ask this person for a second step, and of which no owner has agreed this week."""
    agreed = [agreement.by for agreement in Agreement.objects.live().filter(user=user).select_related("by")]
    return [each for each in asked_by(user) if not any(is_owner(each, owner) for owner in agreed)]


def _take_off(user: User) -> None:
    Authenticator.objects.filter(user=user).delete()
    Agreement.objects.filter(user=user).delete()
    end_sessions(user.pk)


def _write(
    organization: Organization, user: User, *, by: User, waiting: list[Organization], told: Iterable[Organization]
) -> None:
    """Tell the person, and once it is off every other owner of the groups that it protected."""
    with translation.override(organization.language):
        context = {"group": organization, "user": user, "by": by, "waiting": waiting, "site": settings.SITE_URL}
        if waiting:
            text = render_to_string("organizations/mail/second_step_agreed.txt", context)
            Letter(_("Your second step: what has to happen"), text, to=user.email).send()
            return
        text = render_to_string("organizations/mail/second_step_off.txt", context)
        Letter(_("Your second step was taken off"), text, to=user.email).send()
        owners = User.objects.filter(
            memberships__in=Membership.objects.current().filter(organization__in=told, roles__role=Role.OWNER)
        )
        for owner in owners.exclude(pk__in=[user.pk, by.pk]).filter(is_active=True).distinct():
            text = render_to_string("organizations/mail/second_step_owners.txt", context)
            Letter(_("A second step was taken off"), text, to=owner.email).send()
