"""Sign-ins that are over and invitations of long ago, of one organization: told on the page that says what is kept.

What belongs to no organization goes by organizations/clearing.py.
"""

from datetime import datetime
from typing import cast

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organizations.clearing import KEPT
from organizations.models import Invitation, Membership, Organization
from organizations.registry import Rule
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side


def _over(organization: Organization, at: datetime) -> QuerySet[UserSession]:
    theirs = UserSession.objects.filter(user__in=Membership.objects.filter(organization=organization).values("user"))
    over = Session.objects.filter(expire_date__lt=at).values("session_key")
    found: QuerySet[UserSession] = theirs.filter(session_key__in=over)
    return found


def _old(organization: Organization, at: datetime) -> QuerySet[Invitation]:
    day = at - KEPT
    ended = Q(accepted_at__lt=day) | Q(withdrawn_at__lt=day) | Q(expires_at__lt=day)
    return Invitation.objects.filter(ended, organization=organization)


def _sign_ins_due(organization: Organization, at: datetime) -> int:
    with on_public_side():
        n: int = _over(organization, at).count()
    return n


def _let_sign_ins_go() -> int:
    here = cast("Organization", current().tenant)
    with on_public_side():
        over = _over(here, timezone.now())
        keys = list(over.values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        n: int = UserSession.objects.filter(session_key__in=keys).delete()[0]
    return n


def _invitations_due(organization: Organization, at: datetime) -> int:
    with on_public_side():
        n: int = _old(organization, at).count()
    return n


def _let_invitations_go() -> int:
    here = cast("Organization", current().tenant)
    with on_public_side():
        gone = _old(here, timezone.now())
        n = int(gone.count())
        gone.delete()
    return n


RULES = [
    Rule(
        "sign_ins", gettext_lazy("Sign-ins that are over, with device and address"), 70,
        lambda _organization: _("Until they end: at most 30 days after somebody was last here"),
        _sign_ins_due, _let_sign_ins_go,
    ),
    Rule(
        "invitations", gettext_lazy("Invitations used, withdrawn or run out"), 71,
        lambda _organization: ngettext("%(n)d day", "%(n)d days", KEPT.days) % {"n": KEPT.days},
        _invitations_due, _let_invitations_go,
    ),
]  # fmt: skip
