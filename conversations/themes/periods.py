"""For which days themes are counted: a quarter, a year, or from the beginning."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.requests import OrgRequest


class Choice(NamedTuple):
    """A span that can be chosen; no days: from the beginning."""

    value: str
    label: str | Promise
    days: int | None


CHOICES = (
    Choice("91", _("3 months"), 91),
    Choice("365", _("A year"), 365),
    Choice("all", _("All"), None),
)


class Period(NamedTuple):
    """The days counted, today with them, and as many days before them."""

    value: str
    days: int | None
    until: date

    @property
    def since(self) -> date | None:
        return self.until - timedelta(days=self.days - 1) if self.days else None

    @property
    def before(self) -> date | None:
        """The first day of the same span before."""
        return self.until - timedelta(days=2 * self.days - 1) if self.days else None

    def within(self, column: str = "on") -> Q:
        """Say in SQL that a day is within it."""
        return Q(**{f"{column}__gte": self.since}) if self.days else Q()

    def before_it(self, column: str = "on") -> Q:
        """Say in SQL that a day is within the span before."""
        return Q(**{f"{column}__gte": self.before, f"{column}__lt": self.since}) if self.days else Q(pk=None)


def asked(request: OrgRequest) -> Period:
    """Read the span from the address; what is none of ours is the first one."""
    given = request.GET.get("days", "")
    choice = next((each for each in CHOICES if each.value == given), CHOICES[0])
    return Period(choice.value, choice.days, request.organization.today())
