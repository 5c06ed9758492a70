"""What sign-ins remember of a group: pages on the way, forms that wait, words that were looked for."""

import json
from collections.abc import Iterator

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from organizations.models import Organization


def forget(organization: Organization) -> None:
    """End the sign-ins of its people, and every other one that names it. They sign in anew to their other groups."""
    theirs = UserSession.objects.filter(user__memberships__organization=organization)
    keys = [*theirs.values_list("session_key", flat=True), *_naming(organization)]
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()


def _naming(organization: Organization) -> Iterator[str]:
    slugs = [organization.slug, *organization.former_slugs.values_list("slug", flat=True)]
    words = [str(organization.pk), organization.schema_name, *(f"/o/{slug}/" for slug in slugs)]
    for session in Session.objects.iterator():
        said = json.dumps(session.get_decoded(), default=str)
        if any(word in said for word in words):
            yield session.session_key
