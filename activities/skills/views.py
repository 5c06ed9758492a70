"""Skills of the group, and those of one person beside what they came to."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from activities.models import HasSkill, Participation, Skill
from activities.skills import actions, queries
from audit import reads
from members.about import About, about_or_404, read_or_404
from members.person_page import around
from members.requests import OrgRequest
from organizations.access import allow, may

_A_PAGE = 50


class SkillForm(forms.Form):
    """What somebody can do already."""

    name = forms.CharField(
        label=gettext_lazy("Something they can do already"),
        max_length=80,
        error_messages={"required": gettext_lazy("Write what they can do.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "skills-known"}),
    )


@require_safe
@allow("member.view")
def skills(request: OrgRequest) -> HttpResponse:
    """List every skill, who has it and how many trainings give it."""
    context = {"skills": queries.listed(), "may_edit": may(request, actions.RIGHT)}
    return render(request, "activities/skills.html", context)


@require_POST
@allow("activity.edit")
def rename(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Call a skill by another name; the name of another makes one of two."""
    skill = get_object_or_404(Skill, pk=pk)
    form = SkillForm(request.POST)
    if form.is_valid():
        now = actions.rename(skill, name=form.cleaned_data["name"], by=request.member)
        said = _("Renamed.") if now.pk == pk else _("The two are one skill now, with everyone who has it.")
        messages.success(request, said)
    else:
        messages.error(request, _("Write what the skill is called."))
    return HttpResponseRedirect(reverse("activities:skills", args=[request.organization.slug]), status=303)


@require_safe
@allow("member.view")
def of_person(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show what somebody was asked to and came to, and what they can do."""
    about = read_or_404(request, pk)
    reads.note(request, "member.view", of=pk)
    return _page(request, about, SkillForm())


@require_POST
@allow("member.edit")
def say(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Write down something that somebody can do already."""
    about, form = about_or_404(request, pk), SkillForm(request.POST)
    if not form.is_valid():
        return _page(request, about, form)
    today = request.organization.today()
    actions.say(about.member, name=form.cleaned_data["name"], on=today, by=request.member)
    messages.success(request, _("Written down."))
    return redirect("activities:of_person", request.organization.slug, pk)


@require_POST
@allow("member.edit")
def take_off(request: OrgRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Take such a word back."""
    member = about_or_404(request, pk).member
    found = get_object_or_404(HasSkill.objects.select_related("member"), pk=row, member=member)
    if actions.take_back(found, by=request.member):
        messages.success(request, _("Taken off."))
    return redirect("activities:of_person", request.organization.slug, pk)


def _page(request: OrgRequest, about: About, form: SkillForm) -> HttpResponse:
    theirs = Participation.objects.filter(member=about.member).select_related("activity")
    page: Any = Paginator(theirs.order_by("-activity__on", "pk"), _A_PAGE).get_page(request.GET.get("page"))
    is_on_file = about.member.archived_at is None
    context = {
        **around(request, about, "activities:of_person", panels=()),
        "page": page,
        "rows": list(page),
        "n_came": theirs.filter(outcome=Participation.Outcome.CAME).count(),
        "skills": queries.of_person(about.member.pk),
        "known": list(Skill.objects.values_list("name", flat=True)),
        "may_say": may(request, "member.edit") and is_on_file,
        "form": form,
    }
    return render(request, "activities/of_person.html", context, status=422 if form.errors else 200)
