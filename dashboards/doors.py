"""Figures as doors: how many people, and the address of the list that holds exactly these."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from members.requests import OrgRequest
from organizations.permissions import PERMISSIONS, Scope


class Figure(NamedTuple):
    """A number of people, and where they are listed; None for a number that is kept back from this reader.

    The template's tag is `figure`. In a drawing the link carries `data-people` too: a test opens every one.
    """

    people: int | None
    url: str = ""


def reach(request: OrgRequest) -> Scope:
    """Say how far the reader's right to people goes, whichever right opened the page."""
    return PERMISSIONS["member.view"].scope(request.roles)


def people_url(request: OrgRequest, **conditions: str | Sequence[str]) -> str:
    """Return the address of the list of people that meet all conditions; empty for who may not open all of them.

    `conditions` are filters of the list by name (an underscore stands for a dash); of several
    values one is enough. A figure about everyone leads
    somewhere only for those who may see everyone: an organizer's list would be shorter than the figure.
    """
    if reach(request) is not Scope.ALL:
        return ""
    query = {name.replace("_", "-"): value for name, value in conditions.items() if value}
    return f"{reverse('members:list', args=[request.organization.slug])}?{urlencode(query, doseq=True)}"
