"""How it reads that a link was closed by itself."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from conversations.models import Notice
from conversations.reader import Reader
from conversations.registry import Line
from dashboards.models import ShareLink


def say_closed(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    found = ShareLink.objects.in_bulk([each.about for each in notices if each.about])
    return {
        notice.pk: Line(
            _("The link for “%(whom)s” is closed.") % {"whom": found[notice.about].whom},
            _("Whoever made it may not show anything outside any more. Make a new one, if it is still needed."),
            reader.url("reports:all_links") if reader.may("share_link.make") else "",
            "triangle-alert",
            "warn",
        )
        for notice in notices
        if notice.about in found
    }
