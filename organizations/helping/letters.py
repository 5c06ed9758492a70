"""What owners and the helper are written to about access for support."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from organizations.mail import Letter
from organizations.models import Membership, Role, SupportAccess, User

_LETTERS = {
    "granted": ("organizations/mail/support_granted.txt", gettext_lazy("Support was let in")),
    "ended": ("organizations/mail/support_ended.txt", gettext_lazy("What support looked at")),
}


def granted(access: SupportAccess) -> None:
    """Tell every owner, and the helper, who may look until when and why."""
    for to in [*_owners(access), access.user]:
        _send(access, to, "granted", _context(access, is_helper=to == access.user))


def ended(access: SupportAccess, lines: Sequence[str]) -> None:
    """Tell every owner what was looked at."""
    for to in _owners(access):
        _send(access, to, "ended", {**_context(access), "lines": lines})


def _owners(access: SupportAccess) -> Iterable[User]:
    owning = Membership.objects.current().filter(organization=access.organization_id, roles__role=Role.OWNER)
    return User.objects.filter(memberships__in=owning, is_active=True).distinct().order_by("pk")


def _context(access: SupportAccess, *, is_helper: bool = False) -> dict[str, Any]:
    return {"access": access, "group": access.organization, "site": settings.SITE_URL, "is_helper": is_helper}


def _send(access: SupportAccess, to: User, kind: str, context: dict[str, Any]) -> None:
    organization = access.organization
    with timezone.override(organization.zone), translation.override(organization.language):
        template, subject = _LETTERS[kind]
        text = render_to_string(template, context)
        key = f"support {access.pk.hex} {kind} {to.pk.hex}"
        Letter(str(subject), text, to=to.email, key=key, organization=organization).send()
