"""Pages on which owners and directors put a ladder into their own words, and say how it works."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from activities.skills import queries as skills
from ladders import levels as actions
from ladders.level_forms import AddLevelForm, LadderForm, LevelsForm
from ladders.level_views import PAGE, load
from ladders.levels import ChangedMeanwhile, LevelsRefused
from ladders.models import Ladder, Level
from ladders.queries import distribution
from ladders.ready import READY, Words
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
def write(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask what the levels say, all on one page; invalid, or changed meanwhile: 422 with what was typed."""
    ladder, active = load(pk)
    sent = request.POST if request.method == "POST" else None
    form = LevelsForm(sent, ladder=ladder, levels=active, skills=skills.choices())
    if form.is_valid():
        try:
            texts, named = form.texts(), form.skills()
            n = actions.write(ladder, seen=form.cleaned_data["version"], texts=texts, skills=named, by=request.member)
        except ChangedMeanwhile as late:
            form.meet(ladder, _("%s What it says now stands beside. Press Save again and yours counts.") % late)
        else:
            told = ngettext("Saved: %(n)d level says something new.", "Saved: %(n)d levels say something new.", n)
            messages.success(request, told % {"n": n} if n else _("Kept: the levels stay as they are."))
            return redirect(PAGE, request.organization.slug, pk)
    context = {"ladder": ladder, "form": form, "n_levels": len(active)}
    return render(request, "ladders/levels_write.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
def add(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask for a new level and where it goes; which levels are numbered anew is said."""
    ladder, active = load(pk)
    form = AddLevelForm(request.POST if request.method == "POST" else None, ladder=ladder, levels=active)
    if form.is_valid():
        where = {"seen": form.cleaned_data["version"], "position": form.cleaned_data["position"]}
        try:
            made = actions.add(ladder, **where, text=form.text(), by=request.member)
        except ChangedMeanwhile as late:
            form.meet(ladder, _("%s Look where it goes now, and press the button again.") % late)
        except LevelsRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _added(made, active))
            return redirect(PAGE, request.organization.slug, pk)
    context = {"ladder": ladder, "form": form}
    return render(request, "ladders/level_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
def ready(request: OrgRequest, pk: UUID, key: str) -> HttpResponse:
    """Show a ready ladder whole, and take it over."""
    ladder, active = load(pk)
    if key not in READY:
        raise Http404
    if request.method != "POST":
        context = {"ladder": ladder, "ready": READY[key], "rungs": _rungs(key), "now": active[::-1]}
        return render(request, "ladders/ready.html", context)
    try:
        actions.adopt(ladder, seen=int(request.POST.get("version", "-1")), ready=READY[key], by=request.member)
    except (LevelsRefused, ValueError) as refusal:
        messages.error(request, _("Nothing was changed. %s") % refusal)
    else:
        messages.success(request, _("These are your levels now. Change the words until they are your own."))
    return redirect(PAGE, request.organization.slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
def settings(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask how the ladder works, each with what it does."""
    ladder, _active = load(pk)
    copy, now = get_object_or_404(Ladder, pk=pk), {"version": ladder.version}
    form = LadderForm(request.POST if request.method == "POST" else None, instance=copy, initial=now)
    if form.is_valid():
        try:
            changed = actions.change(ladder, seen=form.cleaned_data["version"], values=form.values(), by=request.member)
        except ChangedMeanwhile as late:
            form.meet(ladder, _("%s Press Save again and yours counts.") % late)
        else:
            messages.success(request, _("Saved.") + _left_unsure(ladder, changed, form.values()))
            return redirect(PAGE, request.organization.slug, pk)
    context = {"ladder": ladder, "form": form}
    return render(request, "ladders/settings.html", context, status=422 if form.errors else 200)


def _left_unsure(ladder: Ladder, changed: Sequence[str], values: Mapping[str, Any]) -> str:
    """Say who stays in the place that is switched off: nobody is moved by a setting."""
    if "has_unsure" not in changed or values["has_unsure"]:
        return ""
    n = distribution(Member.objects.people(), ladder).unsure
    said = ngettext(
        "%(n)d person is “not sure yet” and stays there until someone says where they stand.",
        "%(n)d people are “not sure yet” and stay there until someone says where they stand.",
        n,
    )
    return f" {said % {'n': n}}" if n else ""


def _added(made: Level, before: Sequence[Level]) -> str:
    """Say which number it has, and which levels have another one now."""
    above = [level for level in before if level.position >= made.position]
    said = _("“%(name)s” is level %(position)d now.") % {"name": made.name, "position": made.position}
    if not above:
        return said
    now = ", ".join(f"{level.position + 1} {level.name}" for level in above)
    return f"{said} {_('Numbered anew: %s. Who stands there stays there.') % now}"


def _rungs(key: str) -> list[tuple[Level, Sequence[Words]]]:
    """Put a ready ladder's levels into rows that are not saved, from the top, for their badges."""
    levels = enumerate(READY[key].levels, start=1)
    rows = [(Level(position=at, name=str(each.name), sentence=str(each.sentence)), each.signs) for at, each in levels]
    return rows[::-1]
