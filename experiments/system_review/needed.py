"""On its day a look at the network waits for whoever may answer: at the bell, among what needs them, and in their mail."""

from datetime import date
from typing import Any

from django.db.models import Min, Subquery
from django.db.models.expressions import Combinable
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from conversations.reader import Reader
from conversations.registry import Counted, Line, counted
from experiments.models import SystemReview
from experiments.system_review.actions import RIGHT


def _due(reader: Reader) -> Combinable | None:
    """Find the day of the look that waits longest."""
    if not reader.may(RIGHT):
        return None
    waiting = SystemReview.objects.filter(answered_on=None, due__lte=reader.organization.today()).order_by()
    return Subquery(waiting.values("answered_on").annotate(first=Min("due")).values("first"))


def _say(reader: Reader, due: Any) -> Line | None:
    if not isinstance(due, date):
        return None
    is_today = due == reader.organization.today()
    day = date_format(due, "F j")
    title = (
        _("Today is the day to look at the network.") if is_today else _("A look at the network waits since %s.") % day
    )
    text = _("Is all the data where it should be? Is it useful, is it embraced? Three questions for the team.")
    return Line(title, text, reader.url("experiments:looks"), "eye", "" if is_today else "warn")


def register() -> None:
    """Called once, from `AppConfig.ready`."""
    counted.append(Counted("looks", _due, _say))
