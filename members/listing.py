"""The list of people: who is in it, in which order, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import choices, columns, state
from members.filters import asking
from members.models import Belonging, ContactPoint, Member, SavedView
from members.models.person import MemberQuerySet
from members.normal import fold
from members.registry import Column
from members.requests import OrgRequest
from members.state import BY_NAME, State
from organizations.permissions import Scope

PER_PAGE = 100
# Of an organizer's units so many are named above the list.
NAMED = 3


@dataclass
class Listing:
    """One view of the list, by what stands in the address."""

    request: OrgRequest

    @cached_property
    def views(self) -> list[SavedView]:
        return list(SavedView.objects.open_to(self.request.member))

    @cached_property
    def state(self) -> State:
        return state.read(self.request, self.views)

    @cached_property
    def everyone(self) -> MemberQuerySet:
        people: MemberQuerySet = Member.objects.people().visible_to(self.request)
        return people

    @cached_property
    def people(self) -> MemberQuerySet:
        return self.everyone.filter(asking.where(self.state.tree, self.request))

    @cached_property
    def columns(self) -> list[Column]:
        return columns.chosen(self.request, self.state.columns)

    @cached_property
    def order(self) -> str:
        """Return the name of the column it is sorted by, with a minus when from the end."""
        column = columns.columns_of(self.request).get(self.state.sort.removeprefix("-"))
        known = column is not None and column.sort is not None
        return self.state.sort if known or self.state.sort.removeprefix("-") == BY_NAME else BY_NAME

    @cached_property
    def n(self) -> dict[str, int]:
        """Count who there is, whom one may see and who is shown, in one statement."""
        people, base = self.people, self.everyone if self._sees_all() else Member.objects.people()
        counts = {"total": Count("pk")}
        if not self._sees_all():
            counts["all"] = Count("pk", filter=Q(pk__in=self.everyone.order_by().values("pk")))
        if self.state.tree.parts:
            counts["shown"] = Count("pk", filter=Q(pk__in=people.order_by().values("pk")))
        n: dict[str, int] = base.order_by().aggregate(**counts)
        seen = n.get("all", n["total"])
        return {"total": n["total"], "all": seen, "shown": n.get("shown", seen)}

    @cached_property
    def page(self) -> Page[Member]:
        rows = shown_with(self.people).order_by(*self._sorting()).fetch_mode(models.FETCH_RAISE)
        paginator = Paginator(rows, PER_PAGE)
        paginator.__dict__["count"] = self.n["shown"]
        page = paginator.get_page(self.request.GET.get("page"))
        page.object_list = list(page.object_list)
        return page

    def _sorting(self) -> Sequence[Any]:
        name = self.order.removeprefix("-")
        by = F("sorted_as") if name == BY_NAME else columns.columns_of(self.request)[name].sort
        first = by.desc(nulls_last=True) if self.order.startswith("-") else by.asc(nulls_last=True)
        return first, "sorted_as", "pk"

    def rows(self) -> list[dict[str, Any]]:
        """Put each member together with what the columns show of them."""
        members = list(self.page.object_list)
        loaded = [(column, column.load(self.request, members)) for column in self.columns]
        return [
            {"member": member, "cells": [{"column": column, "cell": cells.get(member.pk)} for column, cells in loaded]}
            for member in members
        ]

    def says(self) -> str:
        """Tell an organizer who narrows the list to whom, and how many others there are."""
        if self._sees_all() or self.n["all"] == self.n["total"]:
            return ""
        n = {name: number_format(self.n[name], force_grouping=True) for name in ("all", "total")}
        if units := self._own_units():
            return _("You see %(all)s of %(total)s people: those you organize, and %(units)s.") % {**n, "units": units}
        return _("You see %(all)s of %(total)s people: those you organize.") % n

    def _sees_all(self) -> bool:
        return self.request.scope is Scope.ALL

    def _own_units(self) -> str:
        """Name the topmost units that this organizer was given."""
        units, own = choices.load(self.request).units, set(self.request.member.scoped_units)
        names = sorted((units[pk].name for pk in own if pk in units and units[pk].parent not in own), key=fold)
        more = len(names) - NAMED
        others = [ngettext("%d more unit", "%d more units", more) % more] if more > 0 else []
        return get_text_list([*names[:NAMED], *others], _("and"))


def shown_with(people: MemberQuerySet) -> MemberQuerySet:
    """Add what the list shows of each, in the same statement: organizer, unit, and where to call, text and write.

    Like the buttons of a person's page: what works and was not refused.
    """
    points = ContactPoint.objects.filter(member=OuterRef("pk"), standing=ContactPoint.Standing.GOOD)
    mobile_first = models.Case(models.When(label="mobile", then=0), default=1)
    phones = points.filter(kind="phone").order_by(mobile_first, "created_at", "pk").values("normal")
    emails = points.filter(kind="email").order_by("created_at", "pk").values("value")
    no = ContactPoint.Consent.NO
    shown: MemberQuerySet = (
        with_unit(people)
        .select_related("organizer")
        .annotate(
            phone=Subquery(phones.exclude(may_call=no)[:1]),
            text_to=Subquery(phones.exclude(may_text=no).exclude(normal__contains=";ext=")[:1]),
            email=Subquery(emails.exclude(may_mail=no)[:1]),
        )
    )
    return shown


def with_unit(people: MemberQuerySet) -> MemberQuerySet:
    """Add the name of the unit of the default kind, in the same statement."""
    unit = Belonging.objects.filter(member=OuterRef("pk"), kind__is_default=True).values("unit__name")[:1]
    named: MemberQuerySet = people.annotate(unit_name=Subquery(unit))
    return named
