"""Where drafts take part in what other rooms do."""

from collections.abc import Iterator

from django.db.models import Count, Min
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
    registry.needs.append(waiting)
    people.on_erase.append(letting_go.erase)
    organizations.on_leave.append(letting_go.leave)
    organizations.clearers.append(letting_go.clear)
    organizations.resealers.append(letting_go.reseal)


def waiting(reader: Reader) -> Iterator[Line]:
    """Conversations from one's phone of which nobody knows yet with whom they were."""
    if not reader.may("conversation.log"):
        return
    mine = Draft.objects.of(reader.member).unsettled().aggregate(n=Count("pk"), first=Min("received_at"))
    if n := mine["n"]:
        title = ngettext(
            "%(n)d conversation from your phone: say who it was with.",
            "%(n)d conversations from your phone: say who they were with.",
            n,
        )
        text = _("Only you can read them until then. The first one goes on %(on)s.")
        until = date_format(mine["first"] + KEPT, "F j")
        yield Line(title % {"n": n}, text % {"on": until}, reader.url("drafts:waiting"), "smartphone", n=n)
