"""Who reads notices: on a page, or in a mail that no request caused."""

from collections.abc import Sequence
from typing import NamedTuple, Self
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from members.models import Member
from members.requests import OrgRequest
from organizations.models import Organization, Role
from organizations.permissions import Scope, row_of


class Reader(NamedTuple):
    """Someone who belongs here, and what they may see."""

    organization: Organization
    member: Member
    roles: Sequence[Role]
    # Mail lies about in inboxes: it names nobody, and its links say where the site is.
    by_mail: bool = False

    @classmethod
    def of(cls, request: OrgRequest) -> Self:
        return cls(request.organization, request.member, request.roles)

    def scope(self, action: str) -> Scope:
        return row_of(action).scope(self.roles)

    def may(self, action: str) -> bool:
        return self.scope(action) is not Scope.NO

    def url(self, name: str, *args: UUID | str) -> str:
        """Return the address of a page of this organization."""
        path = reverse(name, args=[self.organization.slug, *args])
        return settings.SITE_URL + path if self.by_mail else path
