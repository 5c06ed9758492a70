"""What of promises needs the reader now: for the bell, and for the mail, which names nobody."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import FollowUp
from conversations.promises import reach
from conversations.reader import Reader
from conversations.registry import Line
from members.models import Member


def promises(reader: Reader) -> Iterator[Line]:
    """Count follow-ups whose day has come, and what people said yes to, in one statement."""
    if not reader.may("follow_up.edit"):
        return
    today, me = reader.organization.today(), reader.member
    due = FollowUp.objects.due(today).filter(owner=me)
    yes = reach.commitments(reader.roles, me).filter(reach.looked_after(me)).to_check(today)
    counted: Any = Member.objects.filter(pk=me.pk).annotate(
        n_due=_number(due.order_by().values("owner")), n_yes=_number(yes.order_by().values("state"))
    )
    n_due, n_yes = counted.values_list("n_due", "n_yes").get()
    url = reader.url("today:today")
    if n_due:
        title = ngettext("%(n)d follow-up is for today.", "%(n)d follow-ups are for today.", n_due)
        yield Line(title % {"n": n_due}, _("What you owe somebody, and its day is here."), url, "clock", n=n_due)
    if n_yes:
        title = ngettext("Ask how %(n)d promise went.", "Ask how %(n)d promises went.", n_yes)
        text = _("The day has come, and nobody has written down yet how it went.")
        yield Line(title % {"n": n_yes}, text, url, "message-circle", n=n_yes)


def _number(grouped: Any) -> Any:
    return Coalesce(Subquery(grouped.annotate(n=Count("pk")).values("n")), 0)
