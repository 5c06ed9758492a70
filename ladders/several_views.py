"""Pages on which owners and directors make another ladder, choose the default one, and put one away."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ladders import levels as level_actions
from ladders import several
from ladders.level_views import PAGE, load
from ladders.levels import LevelsRefused
from ladders.models import Ladder
from ladders.queries import with_n_people
from ladders.ready import READY
from ladders.several_forms import OWN, ColorsForm, NewLadderForm
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow

LIST = "ladders:list"


@require_safe
@allow("ladder.edit")
def ladders(request: OrgRequest) -> HttpResponse:
    """Show all ladders: those in use with how many stand on them, and those put away."""
    found = list(with_n_people(Ladder.objects.prefetch_related("levels")).order_by("-is_default", "name"))
    context = {
        "in_use": [each for each in found if not each.put_away_at],
        "put_away": [each for each in found if each.put_away_at],
    }
    return render(request, "ladders/ladders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
def new(request: OrgRequest) -> HttpResponse:
    """Ask what another ladder is called and where its levels come from; invalid: 422 with what was typed."""
    form = NewLadderForm(request.POST if request.method == "POST" else None, initial={"start": OWN})
    if form.is_valid():
        try:
            made = several.make(form.cleaned_data["name"], levels=form.levels(), by=request.member)
        except LevelsRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            is_own = form.cleaned_data["start"] == OWN
            said = _("Its levels are named. Now say what people do on each.") if is_own else _("Change every word.")
            messages.success(request, _("“%(name)s” is there. %(next)s") % {"name": made.name, "next": said})
            return redirect("ladders:write" if is_own else PAGE, request.organization.slug, made.pk)
    context = {"form": form, "ready": READY.values()}
    return render(request, "ladders/ladder_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
def colors(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask for the color of each level, or spread them evenly again."""
    ladder, active = load(pk)
    form = ColorsForm(request.POST if request.method == "POST" else None, ladder=ladder, levels=active)
    is_even = "even" in request.POST
    if request.method == "POST" and (form.is_valid() or (is_even and "version" in form.cleaned_data)):
        seen, chosen = form.cleaned_data["version"], [] if is_even else form.colors()
        try:
            level_actions.color(ladder, seen=seen, colors=chosen, by=request.member)
        except LevelsRefused as late:
            form.meet(ladder, _("%s Press the button again and yours counts.") % late)
        else:
            messages.success(request, _("The colors are spread evenly.") if is_even else _("The colors are saved."))
            return redirect(PAGE, request.organization.slug, pk)
    context = {"ladder": ladder, "form": form, "n_levels": len(active), "is_chosen": any(each.color for each in active)}
    return render(request, "ladders/colors.html", context, status=422 if form.errors else 200)


@require_POST
@allow("ladder.edit")
def make_default(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let this be the ladder that pages are about when none is named."""
    said = _("“%(name)s” is the default ladder now: the list of people and every page that names no ladder show it.")
    return _do(request, pk, several.make_default, said)


@require_POST
@allow("ladder.edit")
def put_away(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a ladder out of use; what was said on it is kept."""
    people = with_n_people(Ladder.objects.filter(pk=pk)).values_list("n_people", flat=True).first() or 0
    kept = ngettext(
        "%d person keeps their place and path on it.", "%d people keep their places and paths on it.", people
    )
    said = _("“%(name)s” is put away.") + (f" {kept % people}" if people else "")
    undo = reverse("ladders:use_again", args=[request.organization.slug, pk])
    return _do(request, pk, several.put_away, said, undo=undo)


@require_POST
@allow("ladder.edit")
def use_again(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a ladder back into use."""
    return _do(request, pk, several.use_again, _("“%(name)s” is in use again, with everyone where they stood."))


def _do(request: OrgRequest, pk: UUID, action: Callable[..., Ladder], said: str, *, undo: str = "") -> HttpResponse:
    """Do it, and say what has happened or why it has not."""
    by: Member = request.member
    ladder = get_object_or_404(Ladder, pk=pk)
    try:
        action(ladder, by=by)
    except LevelsRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said % {"name": ladder.name}, extra_tags=undo)
    return redirect(LIST, request.organization.slug)
