"""Today, and the number that somebody sets themselves."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from conversations.models import OwnNumber
from conversations.today import week
from conversations.today.forms import NumberForm
from conversations.today.registry import doors_for, sections_for
from members.models import Member
from members.readers import ME, Calendar, Reader, reader_of
from members.requests import OrgRequest
from organizations.access import allow
from stpnet.db.compiled import compiled


@require_safe
@allow("follow_up.edit")
def today(request: OrgRequest) -> HttpResponse:
    """Show what the reader may do next, of every room, read in one statement."""
    row = _statement(reader_of(request), Calendar.of(request.organization)).rows({ME: request.member.pk})[0]
    found = [(each, each.show(request, getattr(row, f"section_{each.name}"))) for each in sections_for(request)]
    context = {
        "sections": [shown for _section, shown in found if shown],
        "n": sum(shown.n for section, shown in found if shown and section.is_dated),
        "week": week.read(request, row),
        "today": request.organization.today(),
    }
    return render(request, "conversations/today.html", context | _doors(request))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("follow_up.edit")
def own_number(request: OrgRequest) -> HttpResponse:
    """Ask how many one-to-ones a week somebody wants to have."""
    now = OwnNumber.objects.filter(member=request.member).values_list("n", flat=True).first()
    form = NumberForm(request.POST if request.method == "POST" else None, initial={"n": now})
    if form.is_valid():
        week.set_number(request.member, n=form.cleaned_data["n"])
        messages.success(request, _("Kept. Only you see it."))
        return HttpResponseRedirect(reverse("today:today", args=[request.organization.slug]), status=303)
    return render(request, "conversations/own_number.html", {"form": form}, status=422 if form.errors else 200)


@compiled
def _statement(reader: Reader, calendar: Calendar) -> QuerySet[Any]:
    request = reader.as_request(calendar)
    parts = {f"section_{each.name}": each.part(request) for each in sections_for(request)} | week.parts(request)
    return Member.objects.filter(pk=ME).annotate(**parts)


def _doors(request: OrgRequest) -> dict[str, Any]:
    """Say where Today leads; one of the pages is its green button."""
    doors = [
        {"label": door.label, "icon": door.icon, "is_main": door.is_main, "url": reverse(door.url_name, args=[slug])}
        for slug in [request.organization.slug]
        for door in doors_for(request)
    ]
    main = next((door for door in doors if door["is_main"]), None)
    return {"main": main, "doors": [door for door in doors if door is not main]}
