"""What Today shows of what the reader’s phone sent, and of which nobody knows yet whom it is about."""

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
    return lines(Draft.objects.of(request.member).unsettled().order_by("received_at", "pk"), pk=F("pk"))


def drafts(request: OrgRequest, rows: Rows) -> Shown | None:
    if not rows:
        return None
    slug = request.organization.slug
    items = [
        Item(
            _("A conversation from your phone"),
            "",
            [Press(_("Say who it was"), reverse("drafts:one", args=[slug, row["pk"]]))],
        )
        for row in rows
    ]
    text = _("Only you can read them until you have said with whom they were.")
    return Shown(_("Sent from your phone"), text, items, n_of(rows), reverse("drafts:waiting", args=[slug]))


SECTIONS = (Section("drafts", "conversation.log", 5, drafts_part, drafts),)
