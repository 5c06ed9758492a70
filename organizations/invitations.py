"""Bringing people in, by mail: an owner invites, an organizer proposes, the invited person accepts."""

import secrets
from collections.abc import Collection
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from organizations import registry
from organizations.mail import Letter
from organizations.models import Invitation, InvitationRole, Membership, MembershipRole, Organization, Role, User
from organizations.people import Refused, is_owner, one_owner_at_a_time, tell
from stpnet.in_org import in_org, on_public_side

LIVES = timedelta(days=7)
# In the session: the hash of the token that someone came with.
_KEPT = "invitation"


def clean_address(address: str) -> str:
    """Return the address in one form; raises ValidationError with a sentence."""
    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise ValidationError(_("“%(address)s” is not an e-mail address.") % {"address": address}) from error


def invite(
    organization: Organization,
    *,
    address: str,
    roles: Collection[Role],
    by: User | None,
    ends_on: date | None = None,
    member_id: UUID | None = None,
) -> Invitation:
    """Send an invitation; by nobody (None) from a terminal. The same happens whether the address is known or not."""
    with one_owner_at_a_time(organization, by):
        invitation, token = _new(organization, address, roles, ends_on), secrets.token_urlsafe(32)
        invitation.invited_by, invitation.member_id = by, member_id
        _give(invitation, token)
        _store(invitation, roles)
        _send(invitation, token)
    tell(organization, "people.invite", by=by, of=invitation.pk, fields=roles)
    return invitation


def propose(organization: Organization, *, address: str, roles: Collection[Role], by: User) -> Invitation:
    """Ask the owners to invite someone; nothing is sent before one of them confirms."""
    with one_owner_at_a_time(organization, None):
        invitation = _new(organization, address, roles, None)
        invitation.proposed_by = by
        _store(invitation, roles)
    tell(organization, "people.propose", by=by, of=invitation.pk, fields=roles)
    return invitation


def confirm(organization: Organization, *, ids: Collection[UUID], by: User) -> list[Invitation]:
    """Send what organizers proposed; what was confirmed or withdrawn meanwhile is left out."""
    with one_owner_at_a_time(organization, by):
        proposed = Invitation.objects.proposed().filter(organization=organization, pk__in=ids)
        ordered = proposed.select_related("organization").order_by("pk")
        given = [(invitation, secrets.token_urlsafe(32)) for invitation in ordered]
        for invitation, token in given:
            invitation.invited_by = by
            _give(invitation, token)
            invitation.save()
            _send(invitation, token)
    for invitation, _token in given:
        tell(organization, "people.invite", by=by, of=invitation.pk, fields=["confirmed"])
    return [invitation for invitation, _token in given]


def resend(invitation: Invitation, *, by: User) -> Invitation:
    """Send it again with a new link, for another week; the old link is dead. It is this owner's invitation now."""
    with one_owner_at_a_time(invitation.organization, by):
        row, token = _open(invitation), secrets.token_urlsafe(32)
        if row.confirmed_at is None:
            raise Refused(_("This one is only proposed. Confirm it first."))
        row.invited_by, row.sent_at = by, None
        _give(row, token)
        row.save()
        row.mails.waiting().delete()
        _send(row, token)
    tell(invitation.organization, "people.invite", by=by, of=row.pk, fields=["sent_again"])
    return row


def withdraw(invitation: Invitation, *, by: User) -> None:
    """Make the link dead."""
    with one_owner_at_a_time(invitation.organization, by):
        row = _open(invitation)
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        row.mails.waiting().delete()
    tell(invitation.organization, "people.withdraw", by=by, of=row.pk, fields=["withdrawn"])


def accept(invitation: Invitation, *, user: User, name: str = "") -> Membership:
    """Come in: once, only with the invited address, confirmed, among one's own.

    The row in the organization is made first: made twice it is the same, and a membership without it would be shut out.
    """
    organization = invitation.organization
    with on_public_side():
        if sentence := why_not(invitation, user):
            raise Refused(sentence)
        if name and not user.name:
            user.name = name
            user.save(update_fields=["name"])
        roles = [Role(role) for role in invitation.roles.values_list("role", flat=True)]
    with in_org(organization), transaction.atomic():
        if invitation.member_id:
            for point in registry.on_named:
                point(organization, user, invitation.email, invitation.member_id)
        for handle in registry.on_join:
            handle(organization, user, roles)
    with on_public_side(), transaction.atomic():
        row = Invitation.objects.select_for_update(of=("self",)).select_related("organization").get(pk=invitation.pk)
        if sentence := why_not(row, user):
            raise Refused(sentence)
        row.accepted_at = timezone.now()
        row.save(update_fields=["accepted_at"])
        membership = _belong(row, user, roles)
    tell(organization, "people.join", by=user, of=user.pk, fields=roles)
    return membership


def why_not(invitation: Invitation, user: User | None) -> str:
    """Say in a sentence why the invitation cannot be accepted; empty when it can. On the public side only."""
    if invitation.withdrawn_at:
        return _("This invitation was withdrawn. Ask the person who invited you whether there is a new one.")
    if invitation.accepted_at:
        return _("This invitation has been used already. If it was you, sign in with the address it was sent to.")
    if invitation.confirmed_at is None or invitation.has_run_out or _is_past(invitation):
        return _("This invitation has run out. Ask the person who invited you to send it again.")
    if invitation.invited_by and not is_owner(invitation.organization, invitation.invited_by):
        return _("The person who invited you is no longer an owner of this group. Ask another one to send it again.")
    if user and not EmailAddress.objects.filter(user=user, email__iexact=invitation.email, verified=True).exists():
        return _("This invitation is for another address than the ones that you have confirmed here.")
    return ""


def keep(request: HttpRequest, token: str) -> None:
    """Remember, as a hash, which invitation someone came with, so that no page after this one has it in its address."""
    request.session[_KEPT] = _hash(token)


def kept_by(request: HttpRequest) -> Invitation | None:
    """Return the invitation someone came with, whatever has become of it."""
    invitations = Invitation.objects.with_roles().select_related("organization", "invited_by")
    kept = request.session.get(_KEPT)
    return invitations.filter(token_hash=kept).first() if kept else None


def live_for(request: HttpRequest) -> Invitation | None:
    """Return the invitation someone came with if it can still be accepted: only then is sign-up open."""
    invitation = kept_by(request)
    return invitation if invitation and not why_not(invitation, None) else None


def _new(organization: Organization, address: str, roles: Collection[Role], ends_on: date | None) -> Invitation:
    """Make the row, unsaved; refused when the address is here or invited already."""
    email = clean_address(address)
    if not roles:
        raise Refused(_("Choose at least one role: without one a person sees nothing."))
    if ends_on is not None and ends_on <= organization.today():
        raise Refused(_("Choose a day to come."))
    here = Membership.objects.current().filter(organization=organization).exclude(roles=None)
    with_address = Q(user__emailaddress__email__iexact=email, user__emailaddress__verified=True)
    if here.filter(Q(user__email=email) | with_address).exists():
        raise Refused(_("Someone with this address belongs here already. Change their roles instead."))
    before = Invitation.objects.open().filter(organization=organization, email=email)
    before.filter(expires_at__lte=timezone.now()).update(withdrawn_at=timezone.now())
    if open_one := before.first():
        raise Refused(
            _("This address is invited already. Send that one again, or withdraw it.")
            if open_one.confirmed_at
            else _("This address is proposed already. Confirm it, or withdraw it.")
        )
    return Invitation(organization=organization, email=email, ends_on=ends_on)


def _give(invitation: Invitation, token: str) -> None:
    invitation.confirmed_at = timezone.now()
    invitation.expires_at = invitation.confirmed_at + LIVES
    invitation.token_hash = _hash(token)


def _store(invitation: Invitation, roles: Collection[Role]) -> None:
    invitation.save(force_insert=True)
    InvitationRole.objects.bulk_create([InvitationRole(invitation=invitation, role=role) for role in roles])


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _open(invitation: Invitation) -> Invitation:
    row = Invitation.objects.open().select_related("organization").filter(pk=invitation.pk).first()
    if row is None:
        raise Refused(_("This invitation has been accepted or withdrawn meanwhile."))
    return row


def _is_past(invitation: Invitation) -> bool:
    return invitation.ends_on is not None and invitation.ends_on <= invitation.organization.today()


def _belong(invitation: Invitation, user: User, roles: Collection[Role]) -> Membership:
    """Make the membership. One that has ended, and nobody took away yet, begins anew without its old roles."""
    theirs = Membership.objects.filter(user=user, organization=invitation.organization)
    theirs.ended().delete()
    if theirs.exclude(support=None).exists():
        raise Refused(_("You are let in as support at the moment. Come again when that is over."))
    membership, _new_one = Membership.objects.get_or_create(
        user=user, organization=invitation.organization, defaults={"ends_on": invitation.ends_on}
    )
    MembershipRole.objects.bulk_create(
        [MembershipRole(membership=membership, role=role) for role in roles], ignore_conflicts=True
    )
    return membership


def _send(invitation: Invitation, token: str) -> None:
    """Put the link into the outbox, in the transaction that makes it good. The token is nowhere but in this mail."""
    organization = invitation.organization
    with translation.override(organization.language):
        inviter = str(invitation.invited_by) if invitation.invited_by else ""
        context = {"invitation": invitation, "token": token, "inviter": inviter, "site": settings.SITE_URL}
        text = render_to_string("organizations/mail/invitation.txt", context)
        subject = _("You are invited to %(name)s") % {"name": organization.name}
    Letter(subject, text, to=invitation.email, invitation=invitation).send()
