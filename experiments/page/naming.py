"""Whose names a reader of experiments sees: everybody's with the right to people, else only of who has an account."""

from django.utils.translation import gettext as _

from members.models import Member
from members.requests import OrgRequest
from organizations.access import may


def shown(request: OrgRequest, member: Member) -> str:
    return str(member) if member.user_id or may(request, "member.view") else _("a member")


def words(request: OrgRequest, name: str) -> str:
    """A name in words can be anybody's: who may not see people reads that somebody stands there."""
    return name if not name or may(request, "member.view") else _("somebody on the team")
