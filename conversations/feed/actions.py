"""Making a calendar's address, and taking it back. One is live at a time."""

from hashlib import sha256
from secrets import token_urlsafe
from typing import NamedTuple
from uuid import UUID

from django.db.models.functions import Now

from audit.recording import action, record
from conversations.models import Feed
from members.models import Member
from organizations.models import Organization


class Made(NamedTuple):
    """A new address: its secret is known now and never again."""

    feed: Feed
    secret: str


@action
def make(member: Member, *, with_names: bool) -> Made:
    """Make an address of one's own; the one before answers no more."""
    Feed.objects.live().filter(member=member).update(revoked_at=Now())
    secret = token_urlsafe(32)
    feed: Feed = Feed.objects.create(member=member, secret_hash=hash_of(secret), with_names=with_names)
    record("calendar.make", of=feed, by=member, fields=["with names"] if with_names else [])
    return Made(feed, secret)


@action
def revoke(member: Member) -> bool:
    """Let one's address answer no more; False when there was none."""
    if not Feed.objects.live().filter(member=member).update(revoked_at=Now()):
        return False
    record("calendar.revoke", of=member, by=member)
    return True


def end(_organization: Organization, user_id: UUID) -> None:
    """Who leaves takes no calendar along."""
    Feed.objects.filter(member__user_id=user_id).delete()


def hash_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def live(secret: str) -> Feed | None:
    """Return whose address this is."""
    found: Feed | None = Feed.objects.live().filter(secret_hash=hash_of(secret)).select_related("member").first()
    return found
