"""What a new round is about: people ticked on the list, or drawn by lot from a view."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ladders.calibrating.assessors import possible
from ladders.calibrating.forms import EVERYONE, MOST_PEOPLE, NewForm
from ladders.models import Ladder
from ladders.queries import counted
from members import choosing
from members.choosing import FilterGone
from members.listing import Listing
from members.models import Member, SavedView
from members.requests import OrgRequest


@dataclass
class Beginning:
    """Read from the form, and from the list of people that it came from."""

    request: OrgRequest

    @cached_property
    def listing(self) -> Listing:
        return Listing(self.request)

    @cached_property
    def picks(self) -> list[UUID]:
        """Whom the list brought, unless they are too many to talk about each: then a lot is offered."""
        return [] if self.brings_too_many else self._brought

    @property
    def brings_too_many(self) -> bool:
        """Whether the list has just brought more than one round is for. Sent again, the form itself refuses them."""
        return "name" not in self.request.POST and len(self._brought) > MOST_PEOPLE

    @cached_property
    def _brought(self) -> list[UUID]:
        chosen = choosing.of_request(self.listing) if self.request.method == "POST" else None
        if chosen is None or (chosen.picks is None and "name" in self.request.POST):
            return []
        # One more than fits says as much as all of them.
        return list(chosen.people(self.request).by_name().values_list("pk", flat=True)[: MOST_PEOPLE + 1])

    @cached_property
    def picked(self) -> list[Member]:
        return list(Member.objects.filter(pk__in=self.picks).by_name())

    @cached_property
    def form(self) -> NewForm:
        today = date_format(self.request.organization.today(), "M j")
        return NewForm(
            self.request.POST if "name" in self.request.POST else None,
            initial={"name": _("Round of %s") % today} | self._drawn_from(),
            ladders=list(Ladder.objects.in_use()),
            views=list(SavedView.objects.open_to(self.request.member)),
            possible=possible(self.request.organization),
            picks=self.picks,
        )

    def _drawn_from(self) -> dict[str, str]:
        """Draw from the view that the list stood on, where it brought too many."""
        state = self.listing.state if self.brings_too_many else None
        return {"view": str(state.view.pk)} if state and state.view and not state.is_changed else {}

    def members(self) -> list[UUID]:
        """Return whom the round is about; adds to the form why there is nobody."""
        given = self.form.cleaned_data
        ladder = self.form.ladders[given["ladder"]]
        if self.picks:
            found = counted(Member.objects.filter(pk__in=self.picks), ladder).by_name()
            return self._enough(list(found.values_list("pk", flat=True)))
        try:
            people = self._of_view(given["view"]).people(self.request)
        except FilterGone:
            self.form.add_error("view", _("A filter of this view is gone. Choose another one."))
            return []
        for each in given["assessors"]:
            people = people.filter(pk__in=each.reach())
        drawn = counted(people, ladder).order_by("?")[: given["n"]]
        return self._enough(list(drawn.values_list("pk", flat=True)))

    def _of_view(self, pk: str) -> choosing.Chosen:
        if pk == EVERYONE:
            return choosing.Chosen()
        filters = self.form.views[pk].filters
        return choosing.of_stored({"picks": None, "filters": filters, "sort": ""}, self.request)

    def _enough(self, pks: list[UUID]) -> list[UUID]:
        if pks:
            return pks
        self.form.add_error(
            None, _("There is nobody whom this ladder counts and all of them can place. Choose others.")
        )
        return []
