"""The list of people: who is in it, in which order, and what the page around it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import choices, registry, search
from members.filters import FilterField, fields
from members.models import Belonging, ContactPoint, Member
from members.models.person import MemberQuerySet
from members.normal import fold
from members.requests import OrgRequest
from organizations.permissions import Scope

PER_PAGE = 100
# Of an organizer's units so many are named above the list.
NAMED = 3
ORDERS = {"name": "sorted_as", "organizer": "organizer__sorted_as", "unit": "unit_name", "status": "status"}


@dataclass
class Chosen:
    """A filter in use, in words."""

    field: FilterField
    value: str
    label: str


@dataclass
class Listing:
    """One view of the list, by what stands in the address."""

    request: OrgRequest
    chosen: list[Chosen] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)

    @cached_property
    def fields(self) -> list[FilterField]:
        return sorted(fields, key=lambda each: each.order)

    @cached_property
    def options(self) -> dict[str, Sequence[tuple[str, str]]]:
        return {each.name: each.choices(self.request) for each in self.fields}

    @cached_property
    def everyone(self) -> MemberQuerySet:
        people: MemberQuerySet = Member.objects.people().visible_to(self.request)
        return people

    @cached_property
    def words(self) -> str:
        return search.recall(self.request.session, self.request.GET.get("search", ""))

    @cached_property
    def people(self) -> MemberQuerySet:
        """Apply every filter of the address; what means nothing here is left out and said."""
        people = self.everyone
        for each in self.fields:
            if value := self.request.GET.get(each.name, ""):
                people = self._narrow(people, each, value)
        if "search" in self.request.GET and not self.words:
            self.misread.append(_("Search"))
        return search.find(people, self.words) if self.words else people

    def _narrow(self, people: MemberQuerySet, each: FilterField, value: str) -> MemberQuerySet:
        try:
            narrowed = each.apply(people, value, self.request)
        except ValueError:
            self.misread.append(str(each.label))
            return people
        label = dict(self.options[each.name]).get(value, "").strip()
        self.chosen.append(Chosen(each, value, f"{each.label}: {label}" if label else str(each.label)))
        return narrowed

    @cached_property
    def order(self) -> str:
        order = self.request.GET.get("sort", "name")
        return order if order.removeprefix("-") in ORDERS else "name"

    @cached_property
    def n(self) -> dict[str, int]:
        """Count who there is, whom one may see and who is shown, in one statement."""
        people, base = self.people, self.everyone if self._sees_all() else Member.objects.people()
        counts = {"total": Count("pk")}
        if not self._sees_all():
            counts["all"] = Count("pk", filter=Q(pk__in=self.everyone.order_by().values("pk")))
        if self.chosen or self.words:
            counts["shown"] = Count("pk", filter=Q(pk__in=people.order_by().values("pk")))
        n: dict[str, int] = base.order_by().aggregate(**counts)
        seen = n.get("all", n["total"])
        return {"total": n["total"], "all": seen, "shown": n.get("shown", seen)}

    @cached_property
    def page(self) -> Page[Member]:
        column = F(ORDERS[self.order.removeprefix("-")])
        order = column.desc(nulls_last=True) if self.order.startswith("-") else column.asc(nulls_last=True)
        rows = shown_with(self.people).order_by(order, "sorted_as", "pk").fetch_mode(models.FETCH_RAISE)
        paginator = Paginator(rows, PER_PAGE)
        paginator.__dict__["count"] = self.n["shown"]
        page = paginator.get_page(self.request.GET.get("page"))
        page.object_list = list(page.object_list)
        return page

    def columns(self) -> list[tuple[registry.Column, Mapping[UUID, Any]]]:
        ordered = sorted(registry.columns, key=lambda column: column.order)
        return [(column, column.load(list(self.page.object_list))) for column in ordered]

    def rows(self) -> list[dict[str, Any]]:
        """Put each member together with what the registered columns show of them."""
        columns = self.columns()
        return [
            {
                "member": member,
                "cells": [{"column": column, "cell": loaded.get(member.pk)} for column, loaded in columns],
            }
            for member in self.page.object_list
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

    def default_kind(self) -> str:
        return choices.load(self.request).default_kind()


def shown_with(people: MemberQuerySet) -> MemberQuerySet:
    """Add what the list shows of each, in the same statement: organizer, unit, and where to call, text and write.

    Like the buttons of a person's page: what works and was not refused.
    """
    unit = Belonging.objects.filter(member=OuterRef("pk"), kind__is_default=True).values("unit__name")[:1]
    points = ContactPoint.objects.filter(member=OuterRef("pk"), standing=ContactPoint.Standing.GOOD)
    mobile_first = models.Case(models.When(label="mobile", then=0), default=1)
    phones = points.filter(kind="phone").order_by(mobile_first, "created_at", "pk").values("normal")
    emails = points.filter(kind="email").order_by("created_at", "pk").values("value")
    no = ContactPoint.Consent.NO
    shown: MemberQuerySet = people.select_related("organizer").annotate(
        unit_name=Subquery(unit),
        phone=Subquery(phones.exclude(may_call=no)[:1]),
        text_to=Subquery(phones.exclude(may_text=no).exclude(normal__contains=";ext=")[:1]),
        email=Subquery(emails.exclude(may_mail=no)[:1]),
    )
    return shown
