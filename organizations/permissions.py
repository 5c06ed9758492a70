"""Who may do what: the one table that decorators, tests and pages read.

A value is a scope, not a yes. Anonymous, outsider, former and platform staff are NO everywhere, by construction:
they hold no role. Whom an owner lets in from support holds one for some hours, without what `not_for_support` says.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from organizations.models import Role


class Scope(IntEnum):
    """How far a right reaches; of several roles the widest wins."""

    NO = 0
    COUNTS = 1  # figures only, small cells hidden
    OWN = 2  # people they are responsible for or within their StaffScope, and what they made
    ALL = 3


NO, COUNTS, OWN, ALL = Scope


class Row(NamedTuple):
    """One action: a scope for each role, and what else the action asks for."""

    owner: Scope
    director: Scope
    organizer: Scope
    data_lead: Scope
    coach: Scope
    viewer: Scope
    logged: bool = False
    step_up: bool = False
    # Coaches and viewers read "a member" where someone without an account is named.
    names_hidden: bool = False
    # Not for somebody whom an owner let in from support, whatever role they act in: it takes people's data out of the
    # house, or goes on after their hours are over.
    not_for_support: bool = False

    def scope(self, roles: Iterable[str]) -> Scope:
        """Return the widest scope that these roles give."""
        return max((getattr(self, role) for role in roles), default=NO)

    def who_may(self) -> list[str]:
        """Name the roles that have the right, as a page shows them."""
        return [str(role.label) for role in Role if getattr(self, role.value)]


row = Row
_OWNER = row(ALL, NO, NO, NO, NO, NO, logged=True, step_up=True)  # support never acts as an owner
_STAFF_LEADS = row(ALL, ALL, NO, NO, NO, NO)
_KEEPERS = row(ALL, ALL, NO, ALL, NO, NO, logged=True)
_ORGANIZERS = row(ALL, ALL, OWN, NO, NO, NO)
_READERS = row(ALL, ALL, ALL, ALL, ALL, ALL, names_hidden=True)
_WRITERS = row(ALL, ALL, ALL, ALL, NO, NO)

# Belonging here is enough: one's own notices, help, the way to switch. Nobody can be refused it, so the table of
# rights leaves it out.
EVERYONE = "everyone"

PERMISSIONS: dict[str, Row] = {
    # action                      owner director organizer data_lead coach viewer
    "organization.settings": row(ALL, NO, NO, NO, NO, NO),
    "people.manage": _OWNER,
    "safety.settings": _OWNER,
    "api_token.make": _OWNER,
    "feed.make": _OWNER,
    "organization.take_out": _OWNER,
    "organization.delete": _OWNER,
    "audit.view": row(ALL, NO, NO, NO, NO, NO, logged=True),
    "safety.view": row(ALL, ALL, NO, NO, NO, NO),
    "ladder.edit": _STAFF_LEADS,
    "goal.edit": _STAFF_LEADS,
    "prompt.edit": _STAFF_LEADS,
    "ladder.view": row(ALL, ALL, ALL, ALL, COUNTS, COUNTS),
    "dashboard.view": row(ALL, ALL, ALL, ALL, COUNTS, COUNTS),
    "member.view": row(ALL, ALL, OWN, ALL, NO, NO, logged=True),
    "member.contact.view": row(ALL, ALL, OWN, ALL, NO, NO, logged=True),
    "member.edit": row(ALL, ALL, OWN, ALL, NO, NO),
    "member.bulk_edit": row(ALL, ALL, OWN, ALL, NO, NO, logged=True),
    "member.archive": row(ALL, ALL, OWN, ALL, NO, NO, logged=True),
    "member.merge": _KEEPERS,
    "field.edit": row(ALL, ALL, NO, ALL, NO, NO),
    "tag.edit": row(ALL, ALL, NO, ALL, NO, NO),
    "chapter.edit": row(ALL, ALL, NO, ALL, NO, NO),
    "import.run": _KEEPERS,
    "import.undo": _KEEPERS,
    "member.export": row(ALL, ALL, NO, ALL, NO, NO, logged=True, step_up=True, not_for_support=True),
    "member.rights_file": row(ALL, ALL, NO, NO, NO, NO, logged=True, step_up=True, not_for_support=True),
    "member.erase": _OWNER,
    "view.save": _WRITERS,
    "view.share": _WRITERS,
    "conversation.log": _ORGANIZERS,
    "note.view.organizers": row(ALL, ALL, OWN, NO, NO, NO, logged=True),
    "theme.edit": _ORGANIZERS,
    "commitment.edit": _ORGANIZERS,
    "follow_up.edit": _ORGANIZERS,
    "note.view.directors": row(ALL, ALL, NO, NO, NO, NO, logged=True),
    "note.view.author": row(OWN, OWN, OWN, OWN, OWN, OWN),
    "assessment.make": _ORGANIZERS,
    "assessment.confirm": _ORGANIZERS,  # and never one's own
    "proposal.decide": _ORGANIZERS,
    "plan.edit": _ORGANIZERS,
    "assessment.void": row(ALL, ALL, OWN, NO, NO, NO, logged=True),
    "team.edit": _ORGANIZERS,
    "responsibility.edit": _ORGANIZERS,
    "activity.edit": row(ALL, ALL, ALL, NO, NO, NO),
    "activity.check_in": row(ALL, ALL, ALL, NO, NO, NO),
    "experiment.view": _READERS,
    "question.view": _READERS,
    "learning.view": _READERS,
    "experiment.write": _WRITERS,
    "experiment.log": _WRITERS,
    "question.edit": _WRITERS,
    "learning.edit": _WRITERS,
    "experiment.comment": row(ALL, ALL, ALL, ALL, ALL, NO),
    "experiment.review": row(ALL, ALL, NO, NO, ALL, NO),
    "report.build": _ORGANIZERS,
    "report.schedule": _STAFF_LEADS._replace(not_for_support=True),
    "share_link.make": row(ALL, ALL, NO, NO, NO, NO, logged=True, not_for_support=True),
    # As shared with them.
    "report.view": row(OWN, OWN, OWN, OWN, OWN, OWN),
}


def row_of(action: str) -> Row:
    """Return the row of an action, or of what everyone here may do; an action outside the table raises KeyError."""
    return _READERS._replace(names_hidden=False) if action == EVERYONE else PERMISSIONS[action]
