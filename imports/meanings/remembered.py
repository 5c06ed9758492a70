"""What people said of words so far, as a page shows it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from imports.models import ImportMeaning
from ladders.models import Level
from members.models import Member, Unit, UnitKind

A_PAGE = 50
Does = ImportMeaning.Does


class Line(NamedTuple):
    """A word, where it stands in lists, and what it means."""

    meaning: ImportMeaning
    about: str
    means: str


def page(number: str | None) -> "Page[ImportMeaning]":
    """Return one page of words, by what they are about."""
    return Paginator(ImportMeaning.objects.select_related("by").order_by("about", "word"), A_PAGE).get_page(number)


def lines(page: "Page[ImportMeaning]") -> list[Line]:
    """Name what each word means; a statement for each kind of thing that words name."""
    shown = list(page.object_list)
    named = _named(shown)
    kinds = {f"unit:{pk}": name for pk, name in UnitKind.objects.values_list("pk", "name")}
    return [Line(each, _about(each, kinds), _means(each, named)) for each in shown]


def _named(meanings: Iterable[ImportMeaning]) -> dict[str, str]:
    ids: dict[str, set[UUID]] = defaultdict(set)
    for each in meanings:
        what = each.about.partition(":")[0]
        if each.does == Does.IS and what in _MODELS:
            ids[what].add(UUID(each.means))
    return {str(row.pk): str(row) for what, pks in ids.items() for row in _MODELS[what].objects.filter(pk__in=pks)}


_MODELS: dict[str, Any] = {"unit": Unit, "level": Level, "organizer": Member}


def _about(meaning: ImportMeaning, kinds: dict[str, str]) -> str:
    what = meaning.about.partition(":")[0]
    fixed = {
        "level": _("Level"), "organizer": _("Organizer"), "status": _("Status"), "consent": _("May we reach them"),
        "tag": _("Tag, yes or no"),
    }  # fmt: skip
    return kinds.get(meaning.about) or fixed.get(what, what)


def _means(meaning: ImportMeaning, named: dict[str, str]) -> str:
    if meaning.does == Does.EMPTY:
        return _("left empty")
    if meaning.about.partition(":")[0] in _MODELS and meaning.does == Does.IS:
        return named.get(meaning.means, _("something that is gone"))
    words = {"optedin": _("Yes"), "optedout": _("No"), "yes": _("Yes"), "no": _("No")}
    statuses = {status.value: str(status.label) for status in Member.Status}
    return words.get(meaning.means) or statuses.get(meaning.means, meaning.means)
