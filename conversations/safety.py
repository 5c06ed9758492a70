"""What this room sees for the group's self-check, and what it holds about people."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import Conversation
from organizations.registry import Finding, Holding, Looked
from organizations.requests import OrganizationRequest

# As long as the settings suggest.
OLD = timedelta(days=731)
TOLD = ~Q(story="") | ~Q(sealed="")


def look(looked: Looked) -> Iterator[Finding]:
    """Whether stories are kept that are older than most groups need them."""
    here = looked.request.organization
    n = Conversation.objects.filter(TOLD, on__lt=here.today() - OLD).count()
    said = ngettext("%(n)d story is older.", "%(n)d stories are older.", n) % {"n": n}
    yield Finding(
        _("Are stories from conversations younger than two years?"),
        said if n else _("Yes, all of them."),
        not n,
        _("Settings, what is written down: choose how long stories are kept. That you talked stays; the words go."),
        reverse("organizations:settings", args=[here.slug]),
    )


def held(request: OrganizationRequest) -> Iterator[Holding]:
    """Stories that people told."""
    said = Conversation.objects.filter(TOLD).aggregate(n=Count("pk"), since=Min("on"))
    months = request.organization.note_retention_months
    goes = _("Nobody has said yet") if months is None else _("When somebody deletes them")
    if months:
        goes = _("After %(n)d months") % {"n": months}
    yield Holding(_("Stories from conversations"), said["n"], said["since"], goes, 20)
