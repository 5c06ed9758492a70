"""The page of what was heard, and the search in it."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit import reads
from conversations.heard.asked import SEARCH, Asked
from conversations.heard.lines import lines, themes
from conversations.heard.one import page
from conversations.heard.paging import Cut
from conversations.models import Conversation
from members import search
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("note.view.organizers")
def conversations(request: OrgRequest) -> HttpResponse:
    """Show what was heard, by whom and when, the latest first."""
    asked, cut = Asked(request), Cut.asked(request.GET.get("page", ""))
    shown = lines(request, asked.found()[cut.rows])
    reads.note(request, "note.view.organizers", n=len(shown))
    context = {"asked": asked, "chips": asked.chips(), **cut.context(shown)}
    return render(request, "conversations/heard.html", context)


@require_POST
@allow("note.view.organizers")
def find(request: OrgRequest) -> HttpResponse:
    """Keep the words in the session, and look for them in what is shown: stories name people."""
    address = reverse("heard:list", args=[request.organization.slug])
    kept = [(key, request.GET[key]) for key in request.GET if key not in (SEARCH, "page")]
    if words := request.POST.get("q", "").strip():
        kept.append((SEARCH, search.remember(request.session, words)))
    return HttpResponseRedirect(f"{address}?{urlencode(kept)}" if kept else address, status=303)


@require_safe
@allow("member.view")
def conversation(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show one conversation with all that came of it."""
    seen = Conversation.objects.seen_by(request.roles, request.member).select_related("author", "assessment__level")
    found = get_object_or_404(seen.defer("searched").annotate(themes=themes()), pk=pk)
    reads.note(request, f"note.view.{found.read_by}" if found.is_readable else "member.view", of=pk)  # type: ignore[attr-defined]
    return render(request, "conversations/conversation.html", page(request, found))
