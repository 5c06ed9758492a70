"""Whom something is to be done to: those who were ticked, or everyone whom the list shows, by its filter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from members import columns
from members.filters import address, asking
from members.filters.tree import EVERYONE, Group, from_json, to_json
from members.listing import Listing, shown_with
from members.models import Member
from members.models.job import PeopleJob
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from members.state import BY_NAME

# Boxes are ticked by hand; more than this is a filter.
MOST_PICKS = 2_000


class FilterGone(Exception):
    """A filter of the choice is not there any more, so it is not known who was meant."""


@dataclass(frozen=True)
class Chosen:
    """People chosen. `picks` are ids, and the filter is not asked; None: everyone whom the filter keeps."""

    tree: Group = EVERYONE
    sort: str = BY_NAME
    picks: tuple[UUID, ...] | None = None

    def people(self, request: OrgRequest) -> MemberQuerySet:
        """Return those of them whom this right reaches, as they are at this moment."""
        people: MemberQuerySet = Member.objects.people().visible_to(request)
        if self.picks is not None:
            return people.filter(pk__in=self.picks)
        return people.filter(asking.where(self.tree, request))

    def in_order(self, request: OrgRequest) -> list[UUID]:
        """List their ids in the order of the list."""
        name = self.sort.removeprefix("-")
        column = columns.columns_of(request).get(name)
        people = self.people(request).order_by("sorted_as", "pk")
        if column is not None and column.sort is not None:
            first = column.in_order(from_end=self.sort.startswith("-"))
            people = shown_with(people).order_by(first, "sorted_as", "pk")
        elif self.sort == f"-{BY_NAME}":
            people = people.order_by("-sorted_as", "pk")
        return list(people.values_list("pk", flat=True))

    def stored(self) -> dict[str, Any]:
        """Return the columns of a `PeopleJob` that keep this choice."""
        picks = None if self.picks is None else [str(pk) for pk in self.picks]
        return {"picks": picks, "filters": to_json(self.tree), "sort": self.sort}


def of_list(listing: Listing, picked: Sequence[str]) -> Chosen:
    """Choose whoever is ticked, or, when nothing was, everyone on the list. What is no id is nobody, not everyone."""
    if not picked:
        return Chosen(listing.state.tree, listing.order)
    picks = dict.fromkeys(pk for text in picked if (pk := _uuid(text)))
    return Chosen(EVERYONE, listing.order, tuple(picks)[:MOST_PICKS])


def of_request(listing: Listing) -> Chosen | None:
    """Return whom a form of the list is about: who is ticked, or everyone by the filter; None: nobody was chosen."""
    sent, picked = listing.request.POST, listing.request.POST.getlist("pick")
    if listing.request.method == "POST" and "everyone" not in sent and not picked:
        return None
    return of_list(listing, [] if "everyone" in sent else picked)


def of_job(job: PeopleJob, request: OrgRequest) -> Chosen:
    """Return who was chosen when the work was asked for. Raises FilterGone."""
    return of_stored({"picks": job.picks, "filters": job.filters, "sort": job.sort}, request)


def of_stored(stored: Mapping[str, Any], request: OrgRequest) -> Chosen:
    """Return the choice that `Chosen.stored` wrote. Raises FilterGone."""
    misread: list[str] = []
    tree = address.canonical(from_json(stored["filters"])) if stored["filters"] else EVERYONE
    tree = asking.sound(tree, request, misread)
    if misread and stored["picks"] is None:
        # Left out, it would reach more people than were meant.
        raise FilterGone(misread)
    picks = None if stored["picks"] is None else tuple(UUID(pk) for pk in stored["picks"])
    return Chosen(tree, stored["sort"] or BY_NAME, picks)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
