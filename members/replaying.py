"""Erasing again, after a backup was put back, who had been erased since it was made."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from members import erasing
from members.models import Member
from organizations import ledger
from organizations.actions import delete_organization
from organizations.models import Organization
from stpnet.in_org import in_org


class Refused(NamedTuple):
    """Somebody who is back and could not be erased, with what to do."""

    slug: str
    pk: UUID
    why: str


class Replayed(NamedTuple):
    """What it came to: ids of people erased, addresses of groups deleted, and what was refused."""

    people: list[UUID]
    groups: list[str]
    refused: list[Refused]


def replay(lines: Iterable[ledger.Gone]) -> Replayed:
    """Do again what the list says; who is erased or gone already is left. As a login that may delete groups."""
    lines = list(lines)
    people: dict[UUID, list[UUID]] = {}
    for gone in lines:
        if gone.kind == ledger.PERSON:
            people.setdefault(gone.organization, []).append(gone.pk)
    done = Replayed([], [], [])
    back = Organization.objects.filter(pk__in={gone.organization for gone in lines if gone.kind == ledger.GROUP})
    for organization in back.order_by("slug"):
        if ledger.is_gone(organization.pk, organization.created_at, lines):
            delete_organization(organization)
            done.groups.append(organization.slug)
    for organization in Organization.objects.filter(pk__in=people).order_by("slug"):
        with in_org(organization, though_closed=True):
            _replay_people(organization.slug, people[organization.pk], done)
    return done


def _replay_people(slug: str, pks: list[UUID], done: Replayed) -> None:
    back = Member.objects.filter(pk__in=pks, erased_at=None, merged_into=None)
    for member in back.order_by("pk"):
        try:
            erasing.erase(member, by=None)
        except erasing.NotNow as refusal:
            done.refused.append(Refused(slug, member.pk, str(refusal)))
        else:
            done.people.append(member.pk)
