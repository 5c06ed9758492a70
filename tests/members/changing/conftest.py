"""Cells typed into the list by someone signed in."""

from types import SimpleNamespace

import pytest

from members.changing.actions import Wanted, change_cells
from members.changing.cells import version_of
from members.changing.reading import Reader
from members.models import Member
from organizations.permissions import row_of


@pytest.fixture
def typing(north, person):
    """`typing("director")`: what the signed-in person's request says of them."""

    def request(role):
        scope = row_of("member.edit").scope([role])
        return SimpleNamespace(
            method="POST", POST={}, GET={}, organization=north, member=person(role), scope=scope, roles=[role]
        )

    return request


@pytest.fixture
def change(typing):
    """`change((dolores, "status", "member"), by="director")`: the cells as the director sees them now."""

    def changed(*cells, by="director", version=None):
        request = typing(by)
        now = {row.pk: version_of(row.changed_at) for row in Member.objects.filter(pk__in=[c[0].pk for c in cells])}
        wanted = [Wanted(member.pk, field, text, version or now[member.pk]) for member, field, text in cells]
        people = Member.objects.people().visible_to(request)
        return change_cells(wanted, reader=Reader(request), people=people, by=request.member)

    return changed
