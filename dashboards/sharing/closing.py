"""Closing links whose maker may not show reports outside any more, or has left; owners are told."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from audit.recording import action
from conversations.notices import tell
from dashboards.models import ShareLink
from dashboards.sharing.actions import revoke
from members.acting import NoLongerMay, owners, request_as
from members.models import Member
from organizations.models import Organization

RIGHT = "share_link.make"
# What a notice about it is called.
CLOSED = "dashboards.link_closed"


def may_still(maker: Member | None) -> bool:
    """Whether somebody may show reports outside today."""
    try:
        request_as(maker, RIGHT)
    except NoLongerMay:
        return False
    return True


def end(organization: Organization, user_id: UUID) -> None:
    """Who leaves leaves no open door behind: what they showed outside is no longer shown."""
    links = list(_open().filter(made_by__user_id=user_id))
    _revoke(links)
    # Who the owners are stands on the public side, where this transaction cannot look.
    transaction.on_commit(lambda: _tell(links, owners(organization)) if links else None)


def look(organization: Organization) -> None:
    """Close the links of those who lost the right; by the clock."""
    links = list(_open().select_related("made_by"))
    lost = {maker for maker in {link.made_by for link in links} if not may_still(maker)}
    if gone := [link for link in links if link.made_by in lost]:
        to = owners(organization)
        _revoke(gone)
        _tell(gone, to)


@action
def _revoke(links: Iterable[ShareLink]) -> None:
    for link in links:
        revoke(link, by=None)


@action
def _tell(links: Iterable[ShareLink], to: list[Member]) -> None:
    for link in links:
        tell(to=to, kind=CLOSED, by=None, about=link.pk)


def _open() -> QuerySet[ShareLink]:
    return ShareLink.objects.live().order_by("pk")
