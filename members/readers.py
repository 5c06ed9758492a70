"""Who reads a page, as far as a statement depends on it: people of the same roles ask the same one."""

from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple, Self
from uuid import UUID

from members.models import Member
from members.requests import OrgRequest
from organizations.models import Organization, Role
from organizations.permissions import Scope, row_of
from stpnet.db.compiled import Placeholder

# Stands for the reader's own key in compiled statements.
ME = Placeholder()


class Calendar(NamedTuple):
    """All that a statement may know of an organization: which day it is there, and on which its weeks begin."""

    day: date
    week_start: int

    @classmethod
    def of(cls, organization: Organization) -> Self:
        return cls(organization.today(), organization.week_start)

    def today(self) -> date:
        return self.day


class Reader(NamedTuple):
    """All that a compiled statement may know of who asks it, beside their own key."""

    roles: tuple[Role, ...]
    scope: Scope
    is_support: bool
    # What an organizer sees beside their own people; nothing for those who see everybody or nobody.
    units: tuple[UUID, ...] | None

    def as_request(self, calendar: Calendar | None = None) -> Any:
        """Stand in for the request while a statement is put together. What is not here it cannot depend on."""
        me = Member(pk=ME)
        if self.units is not None:
            me.scoped_units = list(self.units)
        known = {"roles": list(self.roles), "scope": self.scope, "is_support": self.is_support, "member": me}
        return SimpleNamespace(**known, **({"organization": calendar} if calendar else {}))


def reader_of(request: OrgRequest) -> Reader:
    """Say who asks, after `@allow` has looked up how far the right of this page reaches."""
    own = Scope.OWN in (request.scope, row_of("member.view").scope(request.roles))
    units = tuple(sorted(request.member.scoped_units)) if own else None
    return Reader(tuple(request.roles), request.scope, request.is_support, units)
