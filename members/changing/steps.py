"""What can be taken back and done again: kept in the session, so that the page of the list knows without asking."""

from typing import NamedTuple

from members.models import ChangeSet, Member
from members.requests import OrgRequest

_KEY = "typed"
_MOST = 200


class Steps(NamedTuple):
    """The set that undo takes back next, and the one that redo does again; empty where there is none."""

    undo: str = ""
    redo: str = ""


def kept(request: OrgRequest) -> Steps:
    """Return what was possible after the last change of this session."""
    undo, redo = request.session.get(_KEY, {}).get(str(request.organization.pk), ("", ""))
    return Steps(undo, redo)


def keep(request: OrgRequest) -> Steps:
    """Look what is possible now, and keep it."""
    steps = look(request.member)
    request.session[_KEY] = {**request.session.get(_KEY, {}), str(request.organization.pk): list(steps)}
    return steps


def look(member: Member) -> Steps:
    """Undo takes the latest set that stands; redo the first that was taken back after it.

    What was taken back before something new was typed is out of reach for both, as in a spreadsheet.
    """
    sets = list(ChangeSet.objects.typed_by(member).reverse().values_list("pk", "created_at", "undone_at")[:_MOST])
    redo = ""
    for pk, _created_at, undone_at in sets:
        if undone_at is None:
            return Steps(str(pk), redo)
        # The newest of all, not the next newer: that one may be older than this undo.
        if undone_at > sets[0][1]:
            redo = str(pk)
    return Steps("", redo)
