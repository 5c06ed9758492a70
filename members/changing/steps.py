"""What can be taken back and done again: kept in the session, so that the page of the list knows without asking."""

from typing import NamedTuple
from uuid import UUID

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
    """Undo takes the latest set that stands; redo the first that was taken back after it."""
    sets: list[tuple[UUID, bool]] = [
        (pk, undone_at is not None)
        for pk, undone_at in ChangeSet.objects.typed_by(member).reverse().values_list("pk", "undone_at")[:_MOST]
    ]
    redo = ""
    for pk, is_undone in sets:
        if not is_undone:
            return Steps(str(pk), redo)
        redo = str(pk)
    return Steps("", redo)
