"""Who is asked and who hosts: put down together, taken back, and one person at a time."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from activities import inviting
from activities.models import Activity, Participation
from activities.people_forms import HOST, OnePersonForm, PeopleForm, SlipForm
from activities.queries import people_of
from activities.views import one, to
from audit import reads
from members.requests import OrgRequest
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("activity.edit")
def people(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Find people and put all who are ticked down at once: as invited, as coming, or as hosts."""
    activity = one(pk)
    form = PeopleForm(request, activity)
    if form.is_valid() and not form.finds:
        answer = form.cleaned_data["answer"] or Participation.Answer.INVITED
        made = inviting.invite(activity, form.chosen, answer=answer, host=answer == HOST, by=request.member)
        said = ngettext("%d person stands there now.", "%d people stand there now.", len(form.chosen))
        messages.success(request, said % len(form.chosen), extra_tags=_undo(request, activity, made))
        return to(request, "activities:activity", activity)
    reads.note(request, "member.view", n=len(form.found) + len(form.chosen))
    context = {"form": form, "activity": activity}
    return render(request, "activities/people.html", context, status=422 if form.errors else 200)


@require_POST
@allow("activity.edit")
def find(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show, while somebody types, who fits, below those who are ticked; nothing is kept of what was typed."""
    form = PeopleForm(request, one(pk), finds=True)
    form.full_clean()
    reads.note(request, "member.view", n=len(form.found) + len(form.chosen))
    return render(request, "activities/people_found.html", {"form": form})


@require_POST
@allow("activity.edit")
def take_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Undo that one put people down just now."""
    activity = one(pk)
    form = SlipForm(request, activity)
    n = inviting.take_back(activity, form.cleaned_data["row"], by=request.member) if form.is_valid() else 0
    if n:
        messages.success(request, ngettext("Undone: %d person.", "Undone: %d people.", n) % n)
    else:
        messages.info(request, _("There was nothing to undo any more."))
    return to(request, "activities:activity", activity)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("activity.edit")
def person(request: OrgRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Say what one person answered, whether they came, and what they did there."""
    activity = one(pk)
    found = row_or_404(request, activity, row)
    is_to_come = activity.on > request.organization.today()
    form = OnePersonForm(request.POST if request.method == "POST" else None, instance=found, is_to_come=is_to_come)
    if form.is_valid():
        said = {"outcome": "", **form.cleaned_data}
        inviting.say(found, **said, by=request.member)
        messages.success(request, _("Saved."))
        return to(request, "activities:activity", activity)
    context = {"form": form, "activity": activity, "row": found}
    return render(request, "activities/person.html", context, status=422 if form.errors else 200)


def row_or_404(request: OrgRequest, activity: Activity, row: UUID) -> Participation:
    found: Participation = get_object_or_404(people_of(request, activity).select_related("activity"), pk=row)
    return found


def _undo(request: OrgRequest, activity: Activity, made: list[Participation]) -> str:
    if not made:
        return ""
    address = reverse("activities:take_back", args=[request.organization.slug, activity.pk])
    return f"{address}?{urlencode([('row', row.pk) for row in made])}"
