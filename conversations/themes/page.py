"""What the pages of themes show."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.columns import columns
from conversations.models import Quote, Theme
from conversations.themes import counting
from conversations.themes.counting import Tally
from conversations.themes.periods import CHOICES, Period
from conversations.themes.reach import may_edit
from members.requests import OrgRequest

# Fewer talks than this make no finding.
_ENOUGH = 5


class Line(NamedTuple):
    """A theme of the list: in how many talks, how that compares with the span before, and its part of the longest."""

    theme: Theme
    n: int
    says: str
    part: float


def of_all(request: OrgRequest, period: Period) -> dict[str, Any]:
    """Gather the list: themes in use by how often they came up, those that were put away, and pairs."""
    themes = {theme.pk: theme for theme in Theme.objects.filter(merged_into=None).by_name()}
    tallies, n_talks = counting.tallies(request, period), counting.n_talks(request, period)
    used = [theme for theme in themes.values() if theme.put_away_at is None]
    lines = _lines(used, tallies, period)
    pairs = counting.together(request, period)
    return {
        "lines": lines,
        "gone": [(theme, may_edit(request, theme)) for theme in themes.values() if theme.put_away_at],
        "pairs": [{"one": themes[pair.one], "other": themes[pair.other], "n": pair.n} for pair in pairs],
        "n_talks": n_talks,
        "first": lines[0] if lines and lines[0].n and n_talks >= _ENOUGH else None,
        **of_period(period),
    }


def of_one(request: OrgRequest, theme: Theme, family: Iterable[Theme], period: Period) -> dict[str, Any]:
    """Gather the page of one theme."""
    tally, by_month = counting.over_time(request, theme.pk, period)
    return {
        "theme": theme,
        "others": [(each, may_edit(request, each)) for each in family],
        "is_mine": may_edit(request, theme),
        "n": tally.n,
        "list_url": list_url(request, theme, period),
        "compared": _compared(tally, period),
        "pairs": counting.together(request, period, theme.pk),
        "chart": columns(counting.as_columns(by_month), uid="months", title=_("Conversations each month")),
        "headings": [_("Month"), _("Conversations")],
        "rows": [(date_format(day, "F Y"), n) for day, n in by_month],
        "quotes": quotes(theme, period),
        **of_period(period),
    }


def list_url(request: OrgRequest, theme: Theme, period: Period) -> str:
    """Return the address of the conversations that a figure stands for."""
    since = f"&since={period.since:%Y-%m-%d}" if period.since else ""
    return f"{reverse('heard:list', args=[request.organization.slug])}?theme={theme.pk}{since}"


def of_period(period: Period) -> dict[str, Any]:
    return {"period": period, "choices": CHOICES}


def quotes(theme: Theme, period: Period) -> list[Quote]:
    """Return what may be quoted inside the group today."""
    usable = Quote.objects.usable(Quote.Where.INSIDE, period.until).filter(theme=theme)
    return list(usable.select_related("member").order_by("-agreed_on", "-pk"))


def _lines(themes: list[Theme], tallies: dict[Any, Tally], period: Period) -> list[Line]:
    counted = [(theme, tallies.get(theme.pk, Tally(0, 0))) for theme in themes]
    longest = max((tally.n for _theme, tally in counted), default=0) or 1
    # By name already: of those that came up as often, the alphabet decides.
    counted.sort(key=lambda pair: -pair[1].n)
    return [Line(theme, tally.n, _compared(tally, period), 100 * tally.n / longest) for theme, tally in counted]


def _compared(tally: Tally, period: Period) -> str:
    if not period.days:
        return ""
    if not tally.before:
        return _("none in the %(days)d days before") % {"days": period.days}
    says = ngettext("%(n)d in the %(days)d days before", "%(n)d in the %(days)d days before", tally.before)
    return says % {"n": tally.before, "days": period.days}
