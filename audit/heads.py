"""The end of the chain, sent each day to who owns the group: whoever cuts events off cannot reach what lies in a mailbox."""

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit import chain
from organizations.mail import Letter
from organizations.models import Membership, Organization, Role, User
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side


def nightly() -> None:
    """Mail the head to the owners; nobody is written to about a day on which nothing was done."""
    organization = current().tenant
    assert isinstance(organization, Organization)  # noqa: S101 - tells the type checker
    if head := chain.head():
        _mail(organization, head)


def _mail(organization: Organization, head: chain.Head) -> None:
    with on_public_side():
        owning = Membership.objects.current().filter(organization=organization, roles__role=Role.OWNER)
        owners = list(User.objects.filter(memberships__in=owning, is_active=True).distinct())
    with timezone.override(organization.zone), translation.override(organization.language):
        text = render_to_string("audit/head.txt", {"organization": organization, "head": head})
        for owner in owners:
            # One for each head: a night without events, or a second run, sends nothing.
            key = f"audit head {organization.pk} {head.seq} {owner.pk}"
            Letter(_("What was done, under seal"), text, to=owner.email, key=key).send()
