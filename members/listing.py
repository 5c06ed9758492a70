"""The list of people: who is in it, in which order, and how many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import models
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import choices, columns, state
from members.changing.cells import version_of
from members.filters import asking, fields_of
from members.filters.tree import conditions
from members.models import Member, SavedView
from members.models.person import MemberQuerySet
from members.normal import fold
from members.queries import count_each
from members.readers import ME, Reader, reader_of
from members.registry import Column
from members.requests import OrgRequest
from members.state import BY_NAME, State
from organizations.permissions import Scope
from stpnet.db.compiled import compiled

PER_PAGE = 100
# As the index has it.
_ALPHABET = ("sorted_as", "pk")
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
        people = {"total": Member.objects.people()}
        if not self._sees_all():
            people["all"] = self.everyone
        if self.state.tree.parts:
            people["shown"] = self.people
        if self._looks_back():
            people["gone"] = Member.objects.erased().filter(asking.where(self.state.tree, self.request))
        n = count_each(people)
        seen = n.get("all", n["total"])
        return {"total": n["total"], "all": seen, "shown": n.get("shown", seen), "gone": n.get("gone", 0)}

    def _looks_back(self) -> bool:
        """Whether somebody erased since may be in a figure that leads here; nobody is told of those of others."""
        fields = fields_of(self.request)
        named = (fields[each.field] for each in conditions(self.state.tree) if each.field in fields)
        return self._sees_all() and any(field.is_of_the_past for field in named)

    @cached_property
    def page(self) -> Page[Member]:
        in_order = self.people.order_by(*self._sorting())
        paginator = Paginator(in_order, PER_PAGE)
        paginator.__dict__["count"] = self.n["shown"]
        page = paginator.get_page(self.request.GET.get("page"))
        if self._is_usual() and page.number == 1:
            page.object_list = _first_page(reader_of(self.request)).rows({ME: self.request.member.pk})
        else:
            page.object_list = list(_shown(in_order, PER_PAGE * (page.number - 1), self._sorting()))
        return page

    def _is_usual(self) -> bool:
        """Whether it is the list that the menu opens: everybody whom one may see, by name."""
        return not self.state.tree.parts and self.order == BY_NAME

    def _sorting(self) -> Sequence[Any]:
        name, from_end = self.order.removeprefix("-"), self.order.startswith("-")
        if name == BY_NAME:
            return ("-sorted_as", "-pk") if from_end else _ALPHABET
        return columns.columns_of(self.request)[name].in_order(from_end=from_end), "sorted_as", "pk"

    def rows(self, members: Sequence[Member] | None = None) -> list[dict[str, Any]]:
        """Put each member together with what the columns show of them; without members, those of the page."""
        members = list(self.page.object_list) if members is None else members
        shown = [_drawn(column, column.load(self.request, members)) for column in self.columns]
        url = columns.person_page(self.request)
        return [
            {
                "member": member,
                "url": url.replace("{id}", str(member.pk)),
                "version": version_of(member.changed_at),
                "cells": [(label, cells.get(member.pk, "")) for label, cells in shown],
            }
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


@compiled
def _first_page(reader: Reader) -> MemberQuerySet:
    people = Member.objects.people().visible_to(reader.as_request())
    return _shown(people.order_by(*_ALPHABET), 0, _ALPHABET)


def _shown(in_order: MemberQuerySet, first: int, sorting: Sequence[Any]) -> MemberQuerySet:
    """Return a page of them with what the list shows of each.

    Whose page it is comes first: what is shown of each would be read for all who stand before it, too.
    """
    here = Member.objects.filter(pk__in=in_order.values("pk")[first : first + PER_PAGE])
    shown: MemberQuerySet = shown_with(here).order_by(*sorting).fetch_mode(models.FETCH_RAISE)
    return shown


def _drawn(column: Column, cells: Mapping[UUID, Any]) -> tuple[str, Mapping[UUID, Any]]:
    """Return the label beside each cell on a phone's card, and what stands in the cells of a column."""
    label = "" if column.is_bare else str(column.label)
    draw = column.draw or (lambda cell: cell)
    return label, {pk: draw(cell) for pk, cell in cells.items() if cell}


def shown_with(people: MemberQuerySet) -> MemberQuerySet:
    """Add what the list shows of each, in the same statement: organizer, unit, and where to call, text and write."""
    shown: MemberQuerySet = (
        with_unit(people)
        .select_related("organizer")
        .annotate(
            phone=columns.to_call(),
            text_to=columns.to_text(),
            email=columns.to_write(),
        )
    )
    return shown


def with_unit(people: MemberQuerySet) -> MemberQuerySet:
    """Add the name of the unit of the default kind, in the same statement."""
    named: MemberQuerySet = people.annotate(unit_name=columns.default_unit())
    return named
