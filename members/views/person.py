"""One person's page, adding one and editing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import reads
from members import actions
from members.about import about_or_404, read_or_404
from members.forms import WholeForm
from members.forms.carried import carried
from members.merging.survivors import stands_for
from members.models import Member
from members.person_page import page
from members.requests import OrgRequest
from organizations.access import allow, may


@require_safe
@allow("member.view")
def detail(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show who someone is, how to reach them, where they stand and what was changed lately."""
    try:
        about = read_or_404(request, pk)
    except Http404:
        if (survivor := stands_for(request, pk)) is None:
            raise
        messages.info(request, _("This row was put together with %s, whose page this is.") % survivor)
        return HttpResponseRedirect(reverse("members:detail", args=[request.organization.slug, survivor.pk]))
    reads.note(request, "member.view", of=pk)
    return render(request, "members/detail.html", page(request, about))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.edit")
def add(request: OrgRequest) -> HttpResponse:
    """Ask who it is; someone who is reached in the same way is shown before a second row is made."""
    form = WholeForm(request)
    if form.is_valid() and form.is_someone_new():
        member = actions.add_member(by=request.member, **form.given())
        return _done(request, member, _("Added: %s.") % member)
    return _form(request, form, {})


@require_POST
@allow("member.edit")
def alike(request: OrgRequest) -> HttpResponse:
    """Show, while somebody is being written down, who may be here already; nothing is kept of what was typed."""
    form = WholeForm(request)
    form.look_around()
    return render(request, "members/same.html", {"form": form, "typing": True})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Change what is known; what others changed meanwhile is shown before it is overwritten."""
    try:
        about = about_or_404(request, pk)
    except Http404:
        return _edit_survivor(request, pk)
    name = str(about.member)
    form = WholeForm(request, about)
    if form.is_valid():
        try:
            fields = actions.edit_member(about.member, by=request.member, **form.given())
        except actions.ChangedMeanwhile as late:
            form.meet(late.at)
        else:
            said = _("Saved: %s.") if fields else _("Nothing was different, so nothing was saved: %s.")
            return _done(request, about.member, said % about.member)
    return _form(request, form, {"member": about.member, "name": name})


def _edit_survivor(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Go on with the one who stands for both by now; what was typed about the other is in the form."""
    if (survivor := stands_for(request, pk)) is None:
        raise Http404
    if request.method != "POST":
        messages.info(request, _("This row was put together with %s, whose page this is.") % survivor)
        return HttpResponseRedirect(reverse("members:edit", args=[request.organization.slug, survivor.pk]))
    about, merged = about_or_404(request, survivor.pk), Member.objects.get(pk=pk)
    form = carried(request, merged, about)
    context = {"form": form, "member": about.member, "name": str(about.member), "merged": merged}
    context["may_edit_words"] = may(request, "chapter.edit")
    return render(request, "members/form.html", context, status=422)


def _form(request: OrgRequest, form: WholeForm, context: dict[str, Any]) -> HttpResponse:
    context |= {"form": form, "may_edit_words": may(request, "chapter.edit")}
    return render(request, "members/form.html", context, status=422 if form.is_bound else 200)


def _done(request: OrgRequest, member: Member, said: str) -> HttpResponse:
    """Go to the person; to the list when the one who saved may not see them any more."""
    messages.success(request, said)
    slug = request.organization.slug
    if Member.objects.opened_by(request).filter(pk=member.pk).exists():
        return HttpResponseRedirect(reverse("members:detail", args=[slug, member.pk]), status=303)
    return HttpResponseRedirect(reverse("members:list", args=[slug]), status=303)
