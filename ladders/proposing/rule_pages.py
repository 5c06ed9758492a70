"""A rule put together: its filter, whom it would propose, and whether that is everyone."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ladders.models import Ladder, Level, LevelRule
from ladders.proposing import due, rules
from ladders.queries import counted
from members import state
from members.filters.editing import drawn
from members.models import Member, SavedView
from members.models.person import MemberQuerySet
from members.queries import count_each
from members.requests import OrgRequest

# So many of those whom a rule would propose are named before it is saved.
NAMED = 60
QUIET = "quiet"
# Where the pages of filters lead back to: see `members.filters.pages`.
PAGES = {
    "rule": lambda slug, about: reverse("ladders:rule", args=[slug, about]),
    "newrule": lambda slug, about: reverse("ladders:add_rule", args=[slug, *about.split("_")]),
}


def wanted(ladder: Ladder, where: str) -> Level | None:
    """Return the level that an address names; None for gone quiet. Raises Http404 for what is neither."""
    if where == QUIET:
        return None
    try:
        pk = UUID(where)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(Level.objects.active(), pk=pk, ladder=ladder)


@dataclass
class Draft:
    """A rule with the filter that stands in the address; nothing of it is saved."""

    request: OrgRequest
    rule: LevelRule

    @cached_property
    def views(self) -> list[SavedView]:
        return list(SavedView.objects.open_to(self.request.member))

    @cached_property
    def asked(self) -> state.State:
        return state.read(self.request, self.views)

    @property
    def view(self) -> SavedView | None:
        """Return the view that the rule would go by: a shared one, as it is. One's own is copied."""
        view = self.asked.view
        return view if view and view.is_shared and not self.asked.is_changed else None

    @cached_property
    def filled(self) -> LevelRule:
        """Return the rule as it would be saved."""
        self.rule.goes_by_view, self.rule.view = self.view is not None, self.view
        self.rule.filters = {} if self.view else state.stored(self.asked)["filters"]
        return self.rule

    @cached_property
    def people(self) -> MemberQuerySet:
        found = rules.kept_by(self.filled, self.request)
        # What means nothing was left out when the address was read.
        return Member.objects.none() if found is None else found

    @cached_property
    def n(self) -> dict[str, int]:
        """Count who is counted, whom the filter keeps of them and whom it would propose, in one statement."""
        ladder = self.rule.ladder
        return count_each(
            {
                "all": counted(Member.objects.people(), ladder),
                "kept": counted(self.people, ladder),
                "due": due.by_rule(self.filled, self.people),
            }
        )

    @property
    def is_everyone(self) -> bool:
        return self.n["kept"] == self.n["all"] > 0

    def context(self) -> dict[str, Any]:
        """Return what the page shows beside its form."""
        go = f"newrule-{self.rule.ladder_id}_{self.where}" if self.is_new else f"rule-{self.rule.pk}"
        found = due.by_rule(self.filled, self.people).by_name()[:NAMED]
        return {
            "ladder": self.rule.ladder,
            "rule": self.filled,
            "n_levels": sum(not level.retired_at for level in self.rule.ladder.levels.all()),
            "drawn": drawn(self.request, self.asked, go),
            "address": self.request.get_full_path(),
            "go": go,
            "people_url": f"{reverse('members:list', args=[self.slug])}?{state.query(self.request, self.asked)}",
            "n": self.n,
            "named": list(found),
            "n_more": max(self.n["due"] - NAMED, 0),
            "is_everyone": self.is_everyone,
            "views": [view for view in self.views if view.is_shared],
            "view": self.view,
            "misread": [name for name in self.asked.misread if name],
        }

    @property
    def where(self) -> str:
        return str(self.rule.level_id or QUIET)

    @property
    def is_new(self) -> bool:
        return self.rule._state.adding  # noqa: SLF001 - before it is saved the key is only the promise of one

    @property
    def slug(self) -> str:
        return self.request.organization.slug
