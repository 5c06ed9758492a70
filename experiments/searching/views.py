"""Searching everything, and what is near to an experiment that somebody is writing."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from experiments.searching import everything, nearest
from experiments.telling import told
from members import search as kept
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment

SEARCH = "search"


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.view")
def search(request: OrgRequest) -> HttpResponse:
    """Keep the words in the session, as they may be names, and show what has them."""
    if request.method == "POST":
        address = reverse("experiments:search", args=[request.organization.slug])
        words = request.POST.get("q", "").strip()
        asked = urlencode({SEARCH: kept.remember(request.session, words)}) if words else ""
        return HttpResponseRedirect(f"{address}?{asked}" if asked else address, status=303)
    words = kept.recall(request.session, request.GET.get(SEARCH, ""))
    context = {"words": words, "found": everything.search(request, words) if words else None}
    return render(request, "experiments/searching/search.html", context)


@require_POST
@allow("experiment.write")
def tried_before(request: OrgRequest) -> HttpResponse:
    """Say what was tried that is near to a title and a hunch; nothing of them is kept. `but`: the one being written."""
    title, hunch = (request.POST.get(name, "").replace("\0", " ").strip() for name in ("title", "hypothesis"))
    but = _key(request.POST.get("but", ""))
    context = {
        "experiments": told(request, nearest.experiments(title, hunch, but=but)),
        "learnings": told(request, nearest.learnings(title, hunch)),
        "is_asked": bool(title or hunch),
    }
    return render(request, fragment(request, "experiments/searching/tried.html", "tried"), context)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
