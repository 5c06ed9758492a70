"""A yes that ends soon is told to whoever asked for it, in time to ask again or to let it end."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import Quote
from conversations.reader import Reader
from conversations.registry import Line
from organizations.permissions import Scope

SOON = timedelta(days=30)


def soon(reader: Reader) -> Iterator[Line]:
    """Say how many end within thirty days; nobody is named, so that it can stand in a mail.

    What was asked by somebody who is gone is told to those who may change everyone's.
    """
    if not reader.may("theme.edit"):
        return
    today = reader.organization.today()
    mine = Q(asked_by=reader.member)
    whose = mine | Q(asked_by=None) if reader.scope("theme.edit") is Scope.ALL else mine
    n = Quote.objects.kept().filter(whose, until__range=(today, today + SOON)).count()
    if n:
        title = ngettext("%(n)d yes to be quoted ends soon.", "%(n)d yeses to be quoted end soon.", n)
        text = _("After its last day the words are in no report. Ask again, or let it end.")
        yield Line(title % {"n": n}, text, reader.url("quotes:list"), "quote", n=n)
