"""Where drafts take part in what other rooms do."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Window
from django.db.models.functions import JSONObject
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations import registry
from conversations.drafts import letting_go
from conversations.models import Draft
from conversations.models.draft import KEPT
from conversations.reader import Reader
from conversations.registry import Line
from members import registry as people
from organizations import registry as organizations


def register() -> None:
    """Say it to the registries, once."""
    registry.counted.append(WAITING)
    people.on_erase.append(letting_go.erase)
    organizations.rules.append(letting_go.RULE)
    organizations.resealers.append(letting_go.reseal)


def _waiting(reader: Reader) -> Any:
    if not reader.may("conversation.log"):
        return None
    mine = Draft.objects.of(reader.member).unsettled().order_by("received_at", "pk")
    counted = mine.annotate(n_all=Window(Count("pk")))
    return ArraySubquery(counted.values(json=JSONObject(n=F("n_all"), first=F("received_at")))[:1])


def _say_waiting(reader: Reader, found: list[dict[str, Any]]) -> Line | None:
    """Say how many conversations from one's phone wait to be told with whom they were."""
    if not found:
        return None
    n, first = found[0]["n"], datetime.fromisoformat(found[0]["first"])
    title = ngettext(
        "%(n)d conversation from your phone: say who it was with.",
        "%(n)d conversations from your phone: say who they were with.",
        n,
    )
    text = _("Only you can read them until then. The first one goes on %(on)s.")
    until = date_format(first + KEPT, "F j")
    return Line(title % {"n": n}, text % {"on": until}, reader.url("drafts:waiting"), "smartphone", n=n)


WAITING = registry.Counted("drafts", _waiting, _say_waiting)
