"""What stands on the page for a meeting. Names are on it only where somebody agreed to be named there."""

from typing import Any, NamedTuple
from uuid import UUID

from conversations.models import ConversationTheme, Participant, Quote, Theme
from conversations.themes import counting
from conversations.themes.counting import Tally
from conversations.themes.forms import SheetForm
from conversations.themes.no_names import without_names
from conversations.themes.page import of_period
from conversations.themes.periods import Period
from conversations.themes.sentences import drawn_out
from members.requests import OrgRequest

# So many themes are on it at first, and so many sentences of each can be chosen from.
_USUAL = 5
_OFFERED = 6
_MOST = 12
# Outside the group nobody may be worked out from a small figure.
LEAST_OUTSIDE = 5


class Heard(NamedTuple):
    """A sentence without names, and whether it was chosen."""

    pk: UUID
    words: str
    is_chosen: bool


class Part(NamedTuple):
    """One theme on the page."""

    theme: Theme
    n: int
    quotes: list[Quote]
    offered: list[Heard]

    @property
    def chosen(self) -> list[Heard]:
        return [each for each in self.offered if each.is_chosen]


def of(request: OrgRequest, period: Period) -> dict[str, Any]:
    """Gather the page. Where it leaves the group, no sentence goes with it but what was agreed to."""
    form = SheetForm(request.GET)
    form.is_valid()
    data = form.cleaned_data
    where = data.get("where") or Quote.Where.INSIDE
    themes, tallies = list(Theme.objects.active().by_name()), counting.tallies(request, period)
    shown = _shown(themes, tallies, set(data.get("theme") or ()))
    said = _quotes(shown, where, period)
    heard = _heard(request, shown, set(data.get("say") or ())) if where == Quote.Where.INSIDE else {}
    return {
        "themes": [(theme, theme in shown) for theme in themes],
        "parts": [
            Part(theme, tallies.get(theme.pk, Tally(0, 0)).n, said.get(theme.pk, []), heard.get(theme.pk, []))
            for theme in shown
        ],
        "n_talks": counting.n_talks(request, period),
        "where": where,
        "places": Quote.Where.choices,
        "least": 0 if where == Quote.Where.INSIDE else LEAST_OUTSIDE,
        **of_period(period),
    }


def _shown(themes: list[Theme], tallies: dict[UUID, Tally], chosen: set[UUID]) -> list[Theme]:
    """Keep the chosen ones, or at first those that came up most."""
    often = sorted(themes, key=lambda theme: -tallies.get(theme.pk, Tally(0, 0)).n)
    if chosen:
        return [theme for theme in often if theme.pk in chosen][:_MOST]
    return [theme for theme in often if theme.pk in tallies][:_USUAL]


def _quotes(themes: list[Theme], where: str, period: Period) -> dict[UUID, list[Quote]]:
    found: dict[UUID, list[Quote]] = {}
    usable = Quote.objects.usable(where, period.until).filter(theme__in=themes).select_related("member")
    for quote in usable.order_by("-agreed_on", "-pk"):
        found.setdefault(quote.theme_id or quote.pk, []).append(quote)
    return found


def _heard(request: OrgRequest, themes: list[Theme], chosen: set[UUID]) -> dict[UUID, list[Heard]]:
    """Offer the latest sentences of each theme, from notes that every organizer may read."""
    if not themes:
        return {}
    rows: list[ConversationTheme] = list(
        drawn_out(request, *(theme.pk for theme in themes), to_paper=True)
        .select_related("theme")
        .order_by("-conversation__on", "-pk")[: len(themes) * _OFFERED * 3]
    )
    found: dict[UUID, list[Heard]] = {}
    names = _names([row.conversation_id for row in rows])
    said = without_names([row.sentence for row in rows], [names.get(row.conversation_id, set()) for row in rows])
    for row, words in zip(rows, said, strict=True):
        of_theme = found.setdefault(row.theme.merged_into_id or row.theme_id, [])
        if len(of_theme) < _OFFERED or row.pk in chosen:
            of_theme.append(Heard(row.pk, words, row.pk in chosen))
    return found


def _names(talks: list[UUID]) -> dict[UUID, set[str]]:
    """Return for each talk the folded names of who took part, also of those whom the reader does not see."""
    found: dict[UUID, set[str]] = {}
    for talk, folded in Participant.objects.filter(conversation__in=talks).values_list(
        "conversation", "member__folded"
    ):
        found.setdefault(talk, set()).update(folded.split())
    return found
