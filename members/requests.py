"""The request inside an organization, with the Member that the signed-in person is there."""

from members.models import Member
from organizations.requests import OrganizationRequest


class OrgRequest(OrganizationRequest):
    """A request under /o/<slug>/: who acts is `member`."""

    member: Member
