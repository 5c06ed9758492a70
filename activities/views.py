"""Activities: what is coming and what was, one of them, and writing it down."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities import actions, shown
from activities.forms import ActivityForm, CancelForm
from activities.listing import Listing
from activities.models import Activity
from audit import reads
from members.requests import OrgRequest
from organizations.access import allow, may

_A_PAGE = 50


@require_safe
@allow("member.view")
def activity_list(request: OrgRequest) -> HttpResponse:
    """Show what is coming, or what was, of one kind or place or of all."""
    listing = Listing(request)
    page = Paginator(listing.activities(), _A_PAGE).get_page(request.GET.get("page"))
    today = request.organization.today()
    context = {"page": page, "rows": shown.lines(page, today), "listing": listing}
    return render(request, "activities/list.html", context | {"may_edit": may(request, actions.RIGHT)})


@require_safe
@allow("member.view")
def activity(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show one activity: who was asked, who came, who is new, and what comes next."""
    found = one(pk)
    context = shown.page(request, found)
    reads.note(request, "member.view", n=len(context["people"]))
    return render(request, "activities/activity.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("activity.edit")
def add(request: OrgRequest) -> HttpResponse:
    """Write down something to come, or that was; once or again and again."""
    form = ActivityForm(request)
    if form.is_valid():
        every, until = form.cleaned_data["every"], form.cleaned_data["until"]
        said, today = form.said(by=request.member), request.organization.today()
        try:
            made = actions.make(said=said, every=every, until=until, today=today, by=request.member)
        except actions.Refused as why:
            form.add_error(why.field, str(why))
        else:
            messages.success(request, _("It stands there now. Who is invited?"))
            return to(request, "activities:activity", made)
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("activity.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say anew what it is, when and where."""
    found, today = one(pk), request.organization.today()
    name, day = found.name, found.on
    form = ActivityForm(request, found)
    if form.is_valid():
        said, after = form.said(by=request.member), form.cleaned_data.get("those_after", False)
        try:
            actions.edit(found, said=said, those_after=after, today=today, by=request.member)
        except actions.Refused as why:
            form.add_error(why.field, str(why))
        else:
            messages.success(request, _saved(found, day))
            return to(request, "activities:activity", found)
    found.name = name
    return _form(request, form, found)


def _saved(found: Activity, day: date) -> str:
    """Say that it is saved, and what moving it means for those who were asked."""
    n = found.people.filter(answer="yes").count() if found.on != day else 0
    told = ngettext(
        "%d person had said yes for the other day: ask them again.",
        "%d people had said yes for the other day: ask them again.",
        n,
    )
    return f"{_('Saved.')} {told % n}" if n else _("Saved.")


def _form(request: OrgRequest, form: ActivityForm, found: Activity | None) -> HttpResponse:
    context = {"form": form, "activity": found}
    return render(request, "activities/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("activity.edit")
def cancel(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask why it does not take place, and say what becomes of who was invited or is checked in."""
    found = one(pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        n = actions.cancel(found, because=form.cleaned_data["because"].strip(), by=request.member)
        if n is not None:
            undo = reverse("activities:bring_back", args=[request.organization.slug, pk])
            messages.success(request, _cancelled(n), extra_tags=undo)
        return to(request, "activities:activity", found)
    context = {"form": form, "activity": found, "n_here": found.people.came().count()}
    return render(request, "activities/cancel.html", context, status=422 if form.errors else 200)


def _cancelled(n: int) -> str:
    here = ngettext(
        "%d person was checked in already. They were there, and that still counts.",
        "%d people were checked in already. They were there, and that still counts.",
        n,
    )
    return f"{_('Cancelled.')} {here % n}" if n else _("Cancelled. Who was invited stands there still, to be told.")


@require_POST
@allow("activity.edit")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let it take place after all."""
    found = one(pk)
    if actions.bring_back(found, by=request.member):
        messages.success(request, _("It takes place after all."))
    return to(request, "activities:activity", found)


@require_POST
@allow("activity.edit")
def end_series(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let no more of them come."""
    found = one(pk)
    if found.series:
        n = actions.end_series(found, today=request.organization.today(), by=request.member)
        gone = ngettext("%d to come, with nobody invited, is gone.", "%d to come, with nobody invited, are gone.", n)
        messages.success(request, f"{_('No more of them are made.')} {gone % n if n else ''}".strip())
    return to(request, "activities:activity", found)


def one(pk: UUID) -> Activity:
    """Find an activity: every one is open to whoever may open this room."""
    rows = Activity.objects.select_related("unit", "team", "series", "skill", "made_by")
    found: Activity = get_object_or_404(rows, pk=pk)
    return found


def to(request: OrgRequest, name: str, activity: Activity) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[request.organization.slug, activity.pk]), status=303)
