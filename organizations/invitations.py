"""Bringing the first owner of an organization in, by mail."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from organizations.actions import add_person
from organizations.models import Organization, Role, User


def clean_address(address: str) -> str:
    """Return the address in one form; raises ValidationError with a sentence."""
    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise ValidationError(_("“%(address)s” is not an e-mail address.") % {"address": address}) from error


def bring_in_owner(organization: Organization, address: str) -> User:
    """Make the person an owner and tell them by mail; someone new sets a password by "Forgot your password?".

    The address counts as theirs because only its mailbox can set the password.
    """
    user = User.objects.filter(email__iexact=address).first() or User.objects.create_user(address)
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    add_person(organization, user, roles=[Role.OWNER])
    body = render_to_string("organizations/mail/owner.txt", {"organization": organization, "site": settings.SITE_URL})
    send_mail(_("You are an owner of %(name)s") % {"name": organization.name}, body, None, [user.email])
    return user
