"""What of promises needs the reader now: for the bell, and for the mail, which names nobody."""

from typing import Any

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import FollowUp
from conversations.promises import reach
from conversations.reader import Reader
from conversations.registry import Counted, Line


def _due(reader: Reader) -> Any:
    if not reader.may("follow_up.edit"):
        return None
    due = FollowUp.objects.due(reader.organization.today()).filter(owner=reader.member)
    return _number(due.order_by().values("owner"))


def _say_due(reader: Reader, n: int) -> Line | None:
    title = ngettext("%(n)d follow-up is for today.", "%(n)d follow-ups are for today.", n) % {"n": n}
    text = _("What you owe somebody, and its day is here.")
    return Line(title, text, reader.url("today:today"), "clock", n=n) if n else None


def _said_yes(reader: Reader) -> Any:
    if not reader.may("commitment.edit"):
        return None
    theirs = reach.commitments(reader.roles, reader.member).filter(reach.looked_after(reader.member))
    return _number(theirs.to_check(reader.organization.today()).order_by().values("state"))


def _say_yes(reader: Reader, n: int) -> Line | None:
    title = ngettext("Ask how %(n)d promise went.", "Ask how %(n)d promises went.", n) % {"n": n}
    text = _("The day has come, and nobody has written down yet how it went.")
    return Line(title, text, reader.url("today:today"), "message-circle", n=n) if n else None


def _number(grouped: Any) -> Any:
    return Coalesce(Subquery(grouped.annotate(n=Count("pk")).values("n")), 0)


COUNTED = (Counted("due", _due, _say_due), Counted("said_yes", _said_yes, _say_yes))
