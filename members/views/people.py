"""The list of people, and the search that leads to it."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from members import search
from members.listing import Listing, with_unit
from members.models import Member
from members.pages import list_context
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment


@require_safe
@allow("member.view")
@vary_on_headers("HX-Request", "HX-Target")
def people_list(request: OrgRequest) -> HttpResponse:
    """Show the people one may see, filtered and sorted by the address, 100 to a page."""
    listing = Listing(request)
    context = list_context(listing)
    reads.note(request, "member.view", n=len(listing.page.object_list))
    more = fragment(request, "members/table.html", "more")
    page = fragment(request, "members/list.html", "people")
    return render(request, more if more.endswith("#more") else page, context)


@require_POST
@allow("member.view")
def find(request: OrgRequest) -> HttpResponse:
    """Keep the words in the session and go to the list; no words, no filter.

    While they are typed, the first few who fit are shown and nothing is kept.
    """
    words = request.POST.get("q", "").strip()
    if request.htmx.target == "found":
        people = search.at_once(with_unit(Member.objects.people().visible_to(request)), words)
        reads.note(request, "member.view", n=len(people))
        return render(request, "members/found.html", {"people": people})
    address = reverse("members:list", args=[request.organization.slug])
    if not words:
        return HttpResponseRedirect(address, status=303)
    return HttpResponseRedirect(
        f"{address}?{urlencode({'search': search.remember(request.session, words)})}", status=303
    )
