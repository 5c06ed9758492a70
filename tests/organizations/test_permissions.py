"""Who may do what: the table as people read it, cell by cell, against the one that the software reads."""

import pytest

from organizations.models import Role
from organizations.permissions import PERMISSIONS, Scope

# A all, O own or within reach, C figures only, - no. Then: ! asks to sign in again, * is recorded.
TABLE = """
                                                     owner director organizer data_lead coach viewer
organization.settings                                  A      -        -         -        -     -
people.manage safety.settings api_token.make        !* A      -        -         -        -     -
feed.make organization.take_out organization.delete !* A      -        -         -        -     -
audit.view                                           * A      -        -         -        -     -
safety.view                                            A      A        -         -        -     -
ladder.edit goal.edit prompt.edit                      A      A        -         -        -     -
ladder.view dashboard.view                             A      A        A         A        C     C
member.view member.contact.view                      * A      A        O         A        -     -
member.edit                                            A      A        O         A        -     -
member.bulk_edit member.archive                      * A      A        O         A        -     -
member.merge import.run import.undo                  * A      A        -         A        -     -
field.edit tag.edit chapter.edit                       A      A        -         A        -     -
member.export                                       !* A      A        -         A        -     -
member.rights_file                                  !* A      A        -         -        -     -
member.erase                                        !* A      -        -         -        -     -
view.save view.share                                   A      A        A         A        -     -
conversation.log theme.edit                            A      A        O         -        -     -
commitment.edit follow_up.edit                         A      A        O         -        -     -
note.view.organizers                                 * A      A        O         -        -     -
note.view.directors                                  * A      A        -         -        -     -
note.view.author                                       O      O        O         O        O     O
assessment.make assessment.confirm                     A      A        O         -        -     -
proposal.decide plan.edit                              A      A        O         -        -     -
assessment.void                                      * A      A        O         -        -     -
team.edit responsibility.edit                          A      A        O         -        -     -
activity.edit activity.check_in                        A      A        A         -        -     -
experiment.view question.view learning.view            A      A        A         A        A     A
experiment.write experiment.log                        A      A        A         A        -     -
question.edit learning.edit                            A      A        A         A        -     -
experiment.comment                                     A      A        A         A        A     -
experiment.review                                      A      A        -         -        A     -
report.build                                           A      A        O         -        -     -
report.schedule                                        A      A        -         -        -     -
share_link.make                                      * A      A        -         -        -     -
report.view                                            O      O        O         O        O     O
"""
SCOPES = {"A": Scope.ALL, "O": Scope.OWN, "C": Scope.COUNTS, "-": Scope.NO}


def read(line):
    """One line of the table: its actions, their marks, the scope of each role."""
    *words, owner, director, organizer, data_lead, coach, viewer = line.split()
    marks = words.pop() if not words[-1].isidentifier() and "." not in words[-1] else ""
    letters = (owner, director, organizer, data_lead, coach, viewer)
    return words, marks, dict(zip(Role.values, (SCOPES[letter] for letter in letters), strict=True))


LINES = [read(line) for line in TABLE.strip().splitlines()[1:]]
CELLS = [(action, role, scope) for actions, _, row in LINES for action in actions for role, scope in row.items()]
MARKS = [(action, marks) for actions, marks, _ in LINES for action in actions]


def test_columns_are_the_roles():
    assert TABLE.split("\n")[1].split() == Role.values


def test_table_holds_every_action_once():
    written = [action for actions, _, _ in LINES for action in actions]

    assert sorted(written) == sorted(PERMISSIONS)
    assert len(CELLS) == len(PERMISSIONS) * len(Role)


@pytest.mark.parametrize(("action", "role", "scope"), CELLS)
def test_cell(action, role, scope):
    assert PERMISSIONS[action].scope([role]) is scope


@pytest.mark.parametrize(("action", "marks"), MARKS)
def test_marks(action, marks):
    permission = PERMISSIONS[action]

    assert (permission.step_up, permission.logged) == ("!" in marks, "*" in marks)


@pytest.mark.parametrize("action", PERMISSIONS)
def test_nobody_without_a_role_has_any_right(action):
    assert PERMISSIONS[action].scope([]) is Scope.NO


def test_of_several_roles_the_widest_wins():
    assert PERMISSIONS["member.view"].scope([Role.VIEWER, Role.ORGANIZER]) is Scope.OWN
    assert PERMISSIONS["member.view"].scope([Role.ORGANIZER, Role.DATA_LEAD]) is Scope.ALL


def test_scopes_grow():
    assert Scope.NO < Scope.COUNTS < Scope.OWN < Scope.ALL


def test_roles_that_may_are_named_as_pages_show_them():
    assert PERMISSIONS["member.export"].who_may() == ["Owner", "Director", "Data lead"]


@pytest.mark.parametrize("action", ["experiment.view", "question.view", "learning.view"])
def test_readers_of_experiments_see_no_names(action):
    assert PERMISSIONS[action].names_hidden
