"""The page where owners choose who reads small figures."""

from collections.abc import Collection

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.recording import action, record
from dashboards.models import SmallNumbers
from dashboards.reading import chosen_here
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow

RIGHT = "organization.settings"


class SmallForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    class Meta:
        model = SmallNumbers
        fields = ("hides_own_totals", "coaches_see_all")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def small_numbers(request: OrgRequest) -> HttpResponse:
    """Show what is hidden from whom, and keep what an owner chooses."""
    form = SmallForm(request.POST if request.method == "POST" else None, instance=chosen_here())
    if form.is_valid():
        choose(form.save(commit=False), fields=form.changed_data, by=request.member)
        messages.success(request, _("Saved."))
        return redirect("small_numbers", request.organization.slug)
    return render(request, "dashboards/small_numbers.html", {"form": form}, status=422 if form.errors else 200)


@action
def choose(chosen: SmallNumbers, *, fields: Collection[str], by: Member) -> SmallNumbers:
    """Keep what a group chooses about small figures; every page and report made from now on follows it."""
    chosen.save()
    record(RIGHT, of=chosen, by=by, fields=fields)
    return chosen
