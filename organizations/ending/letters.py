"""What owners are written to: the end of their group, and what leaves it as a file."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from organizations.mail import Letter
from organizations.models import Membership, Organization, Role, User

# What each says, and under which subject.
LETTERS = {
    "closed": ("organizations/mail/closed.txt", gettext_lazy("Your group was closed")),
    "soon": ("organizations/mail/soon.txt", gettext_lazy("Your group will be deleted soon")),
    "brought_back": ("organizations/mail/brought_back.txt", gettext_lazy("Your group is open again")),
    "take_out_ready": ("organizations/mail/take_out_ready.txt", gettext_lazy("Your file is ready")),
    "take_out_asked": (
        "organizations/mail/take_out_asked.txt",
        gettext_lazy("Everything is to be taken out: do you agree?"),
    ),
    "rights_file": ("organizations/mail/rights_file.txt", gettext_lazy("A file about one person was made")),
    "taken_out": ("organizations/mail/taken_out.txt", gettext_lazy("Everything was taken out")),
}


def tell_owners(organization: Organization, kind: str, *, by: User | None = None) -> None:
    """Write to all of them, once for each time that it is closed: however often the clock or a worker comes by."""
    when = int((organization.closed_at or timezone.now()).timestamp())
    for owner in owners(organization):
        key = f"end {organization.pk.hex} {kind} {when} {owner.pk.hex}"
        letter(organization, owner, kind, key=key, by=by).send()


def taken_out(organization: Organization, *, by: User | None, key: str, until: str) -> None:
    """The file with everything is ready; the other owners learn that there is one."""
    for owner in owners(organization):
        kind = "take_out_ready" if owner == by else "taken_out"
        letter(organization, owner, kind, key=f"{key} {owner.pk}", by=by, until=until).send()


def take_out_asked(organization: Organization, *, by: User | None, key: str, until: str) -> None:
    """An owner asked for everything; the others may agree, or stop it."""
    for owner in owners(organization):
        if owner != by:
            letter(organization, owner, "take_out_asked", key=f"{key} {owner.pk}", by=by, until=until).send()


def rights_file(organization: Organization, *, by: User | None, key: str) -> None:
    """The file with everything about one person is ready; the owners who did not ask for it learn that there is one."""
    for owner in owners(organization):
        if owner != by:
            letter(organization, owner, "rights_file", key=f"{key} {owner.pk}", by=by).send()


def owners(organization: Organization) -> Iterable[User]:
    """Return who owns the organization today. On the public side only."""
    owning = Membership.objects.current().filter(organization=organization, roles__role=Role.OWNER)
    return User.objects.filter(memberships__in=owning, is_active=True).distinct().order_by("pk")


def letter(organization: Organization, owner: User, kind: str, *, key: str, by: User | None, until: str = "") -> Letter:
    """Make one letter; `key` keeps it from going twice."""
    template, subject = LETTERS[kind]
    with timezone.override(organization.zone), translation.override(organization.language):
        context = {"group": organization, "by": by or organization.closed_by, "site": settings.SITE_URL, "until": until}
        text = render_to_string(template, context)
        return Letter(str(subject), text, to=owner.email, key=key, organization=organization)
