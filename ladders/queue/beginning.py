"""What a new queue is about: the people of a list, as its address or its ticks say, on one ladder."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from ladders.models import Ladder
from ladders.queries import counted
from ladders.queue.actions import MOST
from members import choosing, state
from members.filters import asking
from members.filters.tree import Group
from members.listing import Listing
from members.requests import OrgRequest


@dataclass
class Beginning:
    """Read from the address of the list, and from the form that came from it."""

    request: OrgRequest
    listing: Listing

    @cached_property
    def chosen(self) -> choosing.Chosen:
        """Whoever was ticked, else everyone on the list."""
        return choosing.of_request(self.listing) or choosing.of_list(self.listing, [])

    @cached_property
    def ladders(self) -> list[Ladder]:
        return list(Ladder.objects.in_use())

    @cached_property
    def ladder(self) -> Ladder | None:
        """The ladder asked for, else the default one."""
        asked = self.request.POST.get("ladder") or self.request.GET.get("ladder")
        found = next((each for each in self.ladders if str(each.pk) == asked), None)
        return found or next(iter(self.ladders), None)

    @cached_property
    def in_list(self) -> list[UUID]:
        return self.chosen.in_order(self.request)

    @cached_property
    def people(self) -> list[UUID]:
        """Those of the list whom the ladder counts, in the list's order."""
        if self.ladder is None:
            return []
        here = set(counted(self.chosen.people(self.request), self.ladder).order_by().values_list("pk", flat=True))
        return [pk for pk in self.in_list if pk in here]

    @property
    def n_not_counted(self) -> int:
        return len(self.in_list) - len(self.people)

    @property
    def is_misread(self) -> bool:
        """Whether a filter is gone, so that the list is about more people than was meant."""
        return bool(self.listing.state.misread) and self.chosen.picks is None

    @property
    def may_begin(self) -> bool:
        return 0 < len(self.people) <= MOST and not self.is_misread

    @property
    def asked(self) -> str:
        return state.query(self.request, self.listing.state)

    @property
    def title(self) -> str:
        """Name the list by its view or its filters; words that somebody typed stay out."""
        if self.chosen.picks is not None:
            return _("People you ticked")
        shown = self.listing.state
        if shown.view and not shown.is_changed:
            return shown.view.name
        parts = [part for part in shown.tree.parts if not isinstance(part, Group) and part.field != "search"]
        if shown.tree.how != "all" or len(parts) < len(shown.tree.parts):
            return _("People you filtered for")
        return str(get_text_list([asking.says(part, self.request) for part in parts], _("and"))) or _("Everyone")
