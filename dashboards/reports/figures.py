"""Figures and days as reports say them, in the language of the report."""

from datetime import date, timedelta
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# What stands where a figure is kept back.
KEPT_BACK = "\N{EN DASH}"


def figure(n: int | None) -> str:
    return KEPT_BACK if n is None else str(formats.number_format(n, force_grouping=True))


def day(when: date) -> str:
    """Say a day with its year, as the language does."""
    here = (get_language() or "en").split("-")[0]
    return str(formats.date_format(when, "F j, Y" if here == "en" else "DATE_FORMAT"))


def day_of(year: int, when: date) -> str:
    """Say a day, with its year where that is another one."""
    return str(formats.date_format(when, "MONTH_DAY_FORMAT")) if when.year == year else day(when)


def change(before: int | None, now: int | None) -> str:
    """Say what became of a figure; nothing where one of both is kept back."""
    if before is None or now is None:
        return ""
    if now == before:
        return _("as before")
    says = _("up %s") if now > before else _("down %s")
    return says % figure(abs(now - before))


def net(before: int | None, now: int | None) -> str:
    if before is None or now is None:
        return KEPT_BACK
    n = now - before
    return f"+{figure(n)}" if n > 0 else f"\N{MINUS SIGN}{figure(-n)}" if n < 0 else "0"


def is_rtl(language: str) -> bool:
    """Whether a language is written from right to left."""
    info: dict[str, Any] = LANG_INFO.get(language) or LANG_INFO.get(language.split("-", maxsplit=1)[0]) or {}
    return bool(info.get("bidi"))


class Days:
    """The days of a report in words."""

    def __init__(self, found: dict[str, Any]) -> None:
        self.first, self.last, self.counted = (
            date.fromisoformat(found[key]) for key in ("first", "last", "counted_on")
        )
        # What is compared is the end of the first day, so the next one is the first on which something happened.
        self.since_day = min(self.first + timedelta(days=1), self.last)
        self.is_over = self.last < self.counted
        self.since, self.until = day_of(self.counted.year, self.since_day), day_of(self.counted.year, self.last)
        self.counted_on = day_of(self.last.year, self.counted)
        self.both = _("%(since)s to %(last)s") % {
            "since": day_of(self.last.year, self.since_day),
            "last": day(self.last),
        }
        says = _("from %(since)s to %(last)s") if self.is_over else _("since %(since)s")
        self.period = says % {"since": self.since, "last": self.until}
