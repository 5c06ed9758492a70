"""Changing the settings of an organization, its address among them."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.models import FormerSlug, Membership, Organization, User
from organizations.people import Refused, one_owner_at_a_time, tell


def change(organization: Organization, *, values: Mapping[str, Any], by: User) -> list[str]:
    """Save what differs and return its names. A former address leads to the new one and is nobody else's."""
    try:
        with one_owner_at_a_time(organization, by):
            row = Organization.objects.get(pk=organization.pk)
            before = row.slug
            changed = [name for name, value in values.items() if getattr(row, name) != value]
            kept = row.record_months
            for name in changed:
                setattr(row, name, values[name])
            if "note_retention_months" in changed:
                row.note_retention_since = timezone.now()
            if row.record_months < kept:
                row.record_months_since = timezone.now()
            row.save(update_fields=[*changed, "note_retention_since", "record_months_since"])
            if "slug" in changed:
                FormerSlug.objects.filter(organization=row, slug=row.slug).delete()
                FormerSlug.objects.create(organization=row, slug=before)
    except IntegrityError as error:  # two groups took one address at the same moment
        raise Refused(_("Another organization has this address. Choose another one.")) from error
    if changed:
        tell(organization, "organization.settings", by=by, of=organization.pk, fields=changed)
    return changed


def lead_on(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Send who belongs to an organization from an address it had to the one of today; nobody else learns of it.

    A form that was sent to the old address is sent on whole.
    """
    if not isinstance(request.user, User):
        return None
    mine = Membership.objects.current().filter(user=request.user).exclude(roles=None).values("organization")
    former = FormerSlug.objects.filter(slug=slug, organization__in=mine).select_related("organization").first()
    if former is None:
        return None
    start = len(f"/o/{slug}")
    return HttpResponseRedirect(
        f"/o/{former.organization.slug}{request.get_full_path()[start:]}",
        preserve_request=request.method not in ("GET", "HEAD"),
    )
