"""The record, for owners: who did what and who read whom. Looking into it is written down as well."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit import reads
from members.models import Member
from members.record.asked import PER_PAGE, RecordForm
from members.record.lines import lines
from members.requests import OrgRequest
from organizations.access import allow

RIGHT = "audit.view"


@require_safe
@allow(RIGHT)
def record(request: OrgRequest) -> HttpResponse:
    """Show the latest of what was asked for; `before` goes on from the last one shown."""
    form = RecordForm(request)
    form.is_valid()
    found = list(form.found(before=request.GET.get("before", ""))[: PER_PAGE + 1])
    shown = lines(found[:PER_PAGE])
    about = Member.objects.filter(pk=form.cleaned_data["of"]).first() if form.cleaned_data.get("of") else None
    reads.note(request, RIGHT, of=request.organization.pk)
    older = form.key_of(shown[-1].event) if len(found) > PER_PAGE else None
    context = {"form": form, "lines": shown, "older": older, "about": about, "is_narrow": bool(request.GET)}
    return render(request, "members/record.html", context)
