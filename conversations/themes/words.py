"""The group's own words for themes: by which names one is found, also those it had before."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from conversations.models import Theme
from members.normal import fold


class Word(NamedTuple):
    """A name as it is compared, and the theme it means now."""

    folded: str
    theme: Theme


def words() -> list[Word]:
    """List every name that leads to a theme in use, the longest first: "rent strike" is found before "rent"."""
    names = Theme.objects.filter(put_away_at=None).select_related("merged_into")
    found = [Word(theme.folded, theme.merged_into or theme) for theme in names]
    return sorted(
        (word for word in found if word.theme.put_away_at is None), key=lambda word: (-len(word.folded), word.folded)
    )


def named(name: str) -> Theme | None:
    """Find the theme in use that has this name, or had it before it was put into another one."""
    asked = (fold(name) or name)[:60]
    rows = Theme.objects.filter(folded=asked, put_away_at=None).select_related("merged_into")
    found = [theme.merged_into or theme for theme in rows.order_by("merged_into_id")]
    return next((theme for theme in found if theme.put_away_at is None), None)


def now(ids: Collection[UUID]) -> dict[UUID, Theme]:
    """Return the theme that each of these means today, held so that none is merged before the caller is done.

    One that was put away since a form was opened still counts: it was chosen in earnest. What is gone is left out.
    """
    meant = {pk: pk for pk in ids}
    while True:
        wanted = Theme.objects.filter(pk__in=set(meant.values())).order_by("pk")
        rows = wanted.select_for_update(of=("self",), no_key=True).in_bulk()
        into = {pk: theme.merged_into_id for pk, theme in rows.items() if theme.merged_into_id}
        if not into:
            return {asked: rows[pk] for asked, pk in meant.items() if pk in rows}
        meant = {asked: into.get(pk, pk) for asked, pk in meant.items()}
