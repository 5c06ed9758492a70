"""Whose figures a sign counts: the people of a saved view, of a drawn group, or those who take part."""

from collections.abc import Iterable
from functools import reduce
from hashlib import sha256
from json import dumps
from operator import or_

from django.db.models import Exists, OuterRef, Q

from experiments.models import Assigned, Assignment, Experiment, TakingPart
from members import state
from members.filters import asking
from members.models import Member, SavedView
from members.models.person import MemberQuerySet
from members.requests import OrgRequest


class Gone(Exception):
    """What was to be counted by is not there any more, or asks for something that is not; `str()` names the trouble."""


def of_view(view: SavedView | None, request: OrgRequest) -> MemberQuerySet:
    """Return the people of a view as the owners of the group see them. Raises Gone."""
    return Member.objects.people().filter(_where(view, request))


def of_group(assignment: Assignment | None, group: int) -> MemberQuerySet:
    """Return the people whom the lot put into a group. Raises Gone."""
    if assignment is None:
        raise Gone("groups_gone")
    drawn = Assigned.objects.filter(assignment=assignment, group=group, member=OuterRef("pk"))
    return Member.objects.people().filter(Exists(drawn))


def taking_part(experiment: Experiment, request: OrgRequest) -> MemberQuerySet:
    """Return who takes part: chosen one by one, or by lists. Raises Gone where one of the lists is."""
    return Member.objects.people().filter(where_taking_part(experiment, request))


def where_taking_part(experiment: Experiment, request: OrgRequest) -> Q:
    """Say the same in SQL. Raises Gone."""
    rows = list(TakingPart.objects.filter(experiment=experiment).select_related("view"))
    lists = [_where(row.view, request) for row in rows if row.member_id is None]
    return _any([Q(pk__in=[row.member_id for row in rows if row.member_id]), *lists])


def seal(view: SavedView) -> str:
    """Return a mark of what a view asks for, which is another one when it is edited."""
    return sha256(dumps(view.filters, sort_keys=True).encode()).hexdigest()


def _where(view: SavedView | None, request: OrgRequest) -> Q:
    if view is None or view.deleted_at:
        raise Gone("view_gone")
    misread: list[str] = []
    tree = asking.sound(state.of_view(view).tree, request, misread)
    if misread:
        raise Gone("view_misread")
    # A list without conditions is everybody; an empty condition would vanish among others.
    return asking.where(tree, request) or Q(pk__isnull=False)


def _any(parts: Iterable[Q]) -> Q:
    return reduce(or_, parts)
