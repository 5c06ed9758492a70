"""What Today shows of what the reader’s phone sent: whom it was about, and else what themes and level it had."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.models import Draft
from conversations.today.parts import lines, n_of
from conversations.today.registry import Item, Press, Section, Shown
from members.requests import OrgRequest

type Rows = list[dict[str, Any]]


def drafts_part(request: OrgRequest) -> ArraySubquery:
    """Look for what was sent, first that of which nobody knows yet whom it is about."""
    mine = Draft.objects.of(request.member)
    in_order = mine.order_by(F("conversation").asc(nulls_first=True), "received_at", "pk")
    return lines(in_order, pk=F("pk"), kept=F("conversation"))


def drafts(request: OrgRequest, rows: Rows) -> Shown | None:
    if not rows:
        return None
    slug = request.organization.slug
    items = [
        Item(
            _("A conversation from your phone"),
            _("It is kept. Say what it was about, and where they stand, if you like.") if row["kept"] else "",
            [
                Press(
                    _("Add themes") if row["kept"] else _("Say who it was"),
                    reverse("drafts:one", args=[slug, row["pk"]]),
                )
            ],
        )
        for row in rows
    ]
    text = _("What you wrote without signal. Only you can read it until you have said with whom it was.")
    return Shown(_("Sent from your phone"), text, items, n_of(rows), reverse("drafts:waiting", args=[slug]))


SECTIONS = (Section("drafts", "conversation.log", 5, drafts_part, drafts),)
