"""Contact and consent: how somebody is reached and what they agreed to, each changed in its place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import reads
from members import actions, consents, households
from members import contacts as kept
from members.about import About, about_or_404, read_or_404
from members.forms.one_contact import OneContactForm
from members.models import ContactPoint, Member, RemovedContact
from members.person_page import around, contacts_of
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("member.contact.view")
def contacts(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show who may be called, texted and written to, since when and how that is known."""
    about = read_or_404(request, pk, said=consents.beside)
    reads.note(request, "member.contact.view", of=pk)
    return _page(request, about)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.edit")
def add(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Add a phone, an e-mail or an address."""
    return _change(request, about_or_404(request, pk, said=consents.beside), None)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.edit")
def edit(request: OrgRequest, pk: UUID, point: UUID) -> HttpResponse:
    """Change one contact in its place."""
    about = about_or_404(request, pk, said=consents.beside)
    found = next((each for each in about.points if each.pk == point), None)
    if found is None:
        messages.info(request, _("This contact was taken off meanwhile."))
        return _to_tab(request, pk)
    return _change(request, about, found)


@require_POST
@allow("member.edit")
def take_off(request: OrgRequest, pk: UUID, point: UUID) -> HttpResponse:
    """Take a contact off; for a month it can be brought back."""
    member = about_or_404(request, pk).member
    if _save(request, member, removed=[point]):
        undo = reverse("members:contact_back", args=[request.organization.slug, pk, point])
        messages.success(request, _("Taken off. It can be brought back for 30 days."), extra_tags=undo)
    return _to_tab(request, pk)


@require_POST
@allow("member.edit")
def bring_back(request: OrgRequest, pk: UUID, point: UUID) -> HttpResponse:
    """Bring back a contact that was taken off."""
    member = get_object_or_404(Member.objects.opened_by(request), pk=pk)
    removed = RemovedContact.objects.filter(member=member, point=point).first()
    if removed and kept.bring_back(removed, by=request.member):
        messages.success(request, _("It is back, as before."))
    else:
        messages.info(request, _("There is nothing to bring back: it stands there already, or its 30 days are over."))
    return _to_tab(request, pk)


def _change(request: OrgRequest, about: About, point: ContactPoint | None) -> HttpResponse:
    """Ask and save; what somebody else wrote meanwhile is shown before it is overwritten."""
    data = request.POST if request.method == "POST" else None
    form = OneContactForm(data, group=request.organization, points=about.points, point=point)
    is_late = False
    if form.is_valid():
        is_late = form.is_late() or not _save(request, about.member, contacts=[form.point()])
        if not is_late:
            messages.success(request, _("Saved."))
            return _to_tab(request, about.member.pk)
        form.meet()
    return _page(request, about, form=form, point=point, is_late=is_late)


def _save(request: OrgRequest, member: Member, **changes: Any) -> bool:
    """Save, unless somebody else saved this person since this request has read them."""
    try:
        actions.edit_member(member, by=request.member, seen_at=member.changed_at, columns={}, **changes)
    except actions.ChangedMeanwhile:
        return False
    return True


def _page(request: OrgRequest, about: About, **form: Any) -> HttpResponse:
    removed = RemovedContact.objects.filter(member=about.member).select_related("removed_by")
    gone = [(each, kept.as_it_was(each)) for each in removed]
    context = {
        **consents.told(getattr(about.member, "said", []), contacts_of(request, about)),
        "removed": gone,
        "shares": households.few(about.shares),
        **around(request, about, "members:contacts"),
        **form,
    }
    is_bound = "form" in form and form["form"].is_bound
    return render(request, "members/contacts.html", context, status=422 if is_bound else 200)


def _to_tab(request: OrgRequest, pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("members:contacts", args=[request.organization.slug, pk]), status=303)
