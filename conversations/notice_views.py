"""The bell and its page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from conversations import notices as actions
from conversations import shown
from conversations.models import Notice
from conversations.needs import what_needs
from conversations.reader import Reader
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment
from organizations.permissions import EVERYONE

_PAGE = "conversations/notices.html"


@require_safe
@allow(EVERYONE)
@vary_on_headers("HX-Request", "HX-Target")
def notices(request: OrgRequest) -> HttpResponse:
    """Show what needs the reader and what happened; the bell of every page asks here for its number."""
    reader = Reader.of(request)
    if (part := fragment(request, _PAGE, "bell")) != _PAGE:
        return render(request, part, {"number": shown.number(reader)})
    needs, told = what_needs(reader), shown.happened(reader)
    context = {
        "needs": needs,
        "n_needs": sum(line.n for line in needs),
        "told": told,
        "has_new": any(each.notice.read_at is None for each in told),
        "just_marked": shown.just_marked(told),
    }
    return render(request, _PAGE, context)


@require_POST
@allow(EVERYONE)
def read_all(request: OrgRequest) -> HttpResponse:
    """Mark everything as read; the page offers to take it back."""
    actions.mark_all_read(request.member)
    return redirect("notices:list", request.organization.slug)


@require_POST
@allow(EVERYONE)
def read(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Mark one as read; one that was read already stays so. Somebody else's is not there."""
    if not actions.mark_read(request.member, pk=pk):
        get_object_or_404(Notice, to=request.member, pk=pk)
    return redirect("notices:list", request.organization.slug)


@require_POST
@allow(EVERYONE)
def take_back(request: OrgRequest) -> HttpResponse:
    """Make new again what was marked as read at the moment that the form names."""
    try:
        moment = parse_datetime(request.POST.get("read_at", ""))
    except ValueError:
        moment = None
    n = actions.take_back(request.member, read_at=moment) if moment and moment.tzinfo else 0
    if n:
        said = ngettext("%(n)d notice is new again.", "%(n)d notices are new again.", n)
        messages.success(request, said % {"n": n})
    else:
        messages.error(request, _("There was nothing to take back."))
    return redirect("notices:list", request.organization.slug)
