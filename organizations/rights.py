"""The table of rights in words, for the page that anybody who belongs here may read."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Role
from organizations.permissions import PERMISSIONS, Row, Scope

type Words = str | Promise

# Every action of the table once, in the order of the page.
GROUPS: list[tuple[Words, dict[str, Words]]] = [
    (
        gettext_lazy("People"),
        {
            "member.view": gettext_lazy("See people, by list, search and page"),
            "member.contact.view": gettext_lazy("See phone numbers, e-mails and addresses"),
            "member.edit": gettext_lazy("Add people and correct what is on file"),
            "member.bulk_edit": gettext_lazy("Change many people at once"),
            "member.archive": gettext_lazy("Put people away who are no longer around"),
            "member.merge": gettext_lazy("Make one of two rows for the same person"),
            "member.export": gettext_lazy("Take a list of people out as a file"),
            "member.rights_file": gettext_lazy("Hand someone everything kept about them"),
            "member.erase": gettext_lazy("Erase someone for good"),
            "field.edit": gettext_lazy("Decide what is asked about people"),
            "tag.edit": gettext_lazy("Make and rename tags"),
            "chapter.edit": gettext_lazy("Make, rename and move units"),
            "import.run": gettext_lazy("Bring lists in"),
            "import.undo": gettext_lazy("Take a list that was brought in back out"),
        },
    ),
    (
        gettext_lazy("Conversations and notes"),
        {
            "conversation.log": gettext_lazy("Log conversations"),
            "note.view.organizers": gettext_lazy("Read notes written for organizers"),
            "note.view.directors": gettext_lazy("Read notes written for directors"),
            "note.view.author": gettext_lazy("Read notes that only their author may read"),
            "theme.edit": gettext_lazy("Put themes on conversations"),
            "commitment.edit": gettext_lazy("Keep what people promised"),
            "follow_up.edit": gettext_lazy("Keep what was promised to people"),
            "prompt.edit": gettext_lazy(
                "Write why we do this, whom to ask, and the questions that help in conversations"
            ),
        },
    ),
    (
        gettext_lazy("Ladder, teams and activities"),
        {
            "ladder.view": gettext_lazy("See the ladder"),
            "ladder.edit": gettext_lazy("Name and order the levels"),
            "assessment.make": gettext_lazy("Say where someone stands"),
            "assessment.confirm": gettext_lazy("Agree with what a colleague said of someone, never with oneself"),
            "assessment.void": gettext_lazy("Take back what was said of someone"),
            "proposal.decide": gettext_lazy("Decide on proposed levels"),
            "plan.edit": gettext_lazy("Plan someone’s next steps"),
            "goal.edit": gettext_lazy("Set goals"),
            "team.edit": gettext_lazy("Make teams"),
            "responsibility.edit": gettext_lazy("Give out responsibilities, and propose new organizers"),
            "activity.edit": gettext_lazy("Plan activities"),
            "activity.check_in": gettext_lazy("Note who came"),
        },
    ),
    (
        gettext_lazy("Experiments and questions"),
        {
            "experiment.view": gettext_lazy("Read experiments"),
            "experiment.write": gettext_lazy("Plan and change experiments"),
            "experiment.log": gettext_lazy("Log what happened in an experiment"),
            "experiment.comment": gettext_lazy("Remark on experiments"),
            "experiment.review": gettext_lazy("Review experiments"),
            "question.view": gettext_lazy("Read the group’s questions"),
            "question.edit": gettext_lazy("Write questions"),
            "learning.view": gettext_lazy("Read what was learned"),
            "learning.edit": gettext_lazy("Write what was learned"),
        },
    ),
    (
        gettext_lazy("Figures and reports"),
        {
            "dashboard.view": gettext_lazy("See figures of the whole group"),
            "view.save": gettext_lazy("Save a list with its filters"),
            "view.share": gettext_lazy("Share a saved list with colleagues"),
            "report.build": gettext_lazy("Build reports"),
            "report.view": gettext_lazy("Read reports"),
            "report.schedule": gettext_lazy("Have reports sent at set times"),
            "share_link.make": gettext_lazy("Show a report to someone outside by a link"),
        },
    ),
    (
        gettext_lazy("The group itself"),
        {
            "organization.settings": gettext_lazy("Change the settings"),
            "people.manage": gettext_lazy("Invite and remove people, and give roles"),
            "audit.view": gettext_lazy("See who did and who read what"),
            "safety.view": gettext_lazy("See how safe the group’s accounts are"),
            "safety.settings": gettext_lazy("Set what keeps the group safe"),
            "api_token.make": gettext_lazy("Let another program in"),
            "feed.make": gettext_lazy("Give a calendar or another program a feed"),
            "organization.take_out": gettext_lazy("Take everything out"),
            "organization.delete": gettext_lazy("Delete the group"),
        },
    ),
]
_REACH: dict[Scope, Words] = {
    Scope.ALL: gettext_lazy("All"),
    Scope.OWN: gettext_lazy("Their own people"),
    Scope.COUNTS: gettext_lazy("Figures only"),
    Scope.NO: "",
}
# Where "their own" and "everybody's" say nothing, a yes does.
_OWN_IS: dict[str, Words] = {
    "note.view.author": gettext_lazy("Only one’s own"),
    "report.view": gettext_lazy("If shared with them"),
    "team.edit": gettext_lazy("Their own teams"),
    "assessment.void": gettext_lazy("What they said"),
}
_YOUR_OWN_IS: dict[str, Words] = {
    "note.view.author": gettext_lazy("Only your own"),
    "report.view": gettext_lazy("Those shared with you"),
    "team.edit": gettext_lazy("Your own teams"),
    "assessment.void": gettext_lazy("What you said yourself"),
}
_WITHOUT_NAMES = {Role.COACH, Role.VIEWER}
_OF_PEOPLE = ("member.", "note.", "assessment.", "conversation.", "plan.", "proposal.", "responsibility.", "team.")


class Line(NamedTuple):
    """One right: what each role may, and what it means for the reader."""

    what: Words
    cells: list[Words]
    for_you: Words
    asks_again: bool
    recorded: bool


class Group(NamedTuple):
    title: Words
    lines: list[Line]


def in_words(roles: Sequence[Role]) -> list[Group]:
    """Put the whole table into words, for someone who holds these roles."""
    return [
        Group(title, [_line(action, what, PERMISSIONS[action], roles) for action, what in actions.items()])
        for title, actions in GROUPS
    ]


def _line(action: str, what: Words, row: Row, roles: Sequence[Role]) -> Line:
    reach = row.scope(roles)
    cells = [_cell(action, row.scope([role])) for role in Role]
    for_you = _for_you(action, row, reach, without_names=row.names_hidden and set(roles) <= _WITHOUT_NAMES)
    return Line(what, cells, for_you, row.step_up, row.logged)


def _cell(action: str, scope: Scope) -> Words:
    if scope is Scope.OWN and action in _OWN_IS:
        return _OWN_IS[action]
    if scope is Scope.ALL and not action.startswith(_OF_PEOPLE):
        return _("Yes")
    return _REACH[scope]


def _for_you(action: str, row: Row, reach: Scope, *, without_names: bool) -> Words:
    """Answer "why can't I …?": what the reader's own roles reach, and who may where they do not."""
    if reach is Scope.NO:
        return _("Not with your roles. It is for: %(roles)s.") % {"roles": ", ".join(row.who_may())}
    if reach is Scope.OWN and action in _YOUR_OWN_IS:
        return _YOUR_OWN_IS[action]
    if reach is Scope.OWN:
        return _("For the people you organize, and those of the units that an owner gave you.")
    if reach is Scope.COUNTS:
        return _("Figures, without names; small ones are hidden.")
    return _("Yes, without names of people who have no account.") if without_names else _("Yes")
