"""Contact people of a unit: `settings/units/<id>/contacts/`."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit import reads
from members import unit_contacts
from members.forms.unit_contacts import ContactForm
from members.models import Member, Unit, UnitContact
from members.requests import OrgRequest
from members.unit_contacts import AlreadyThere
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("chapter.edit")
def contacts(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show whom to write to about a unit, and add somebody."""
    unit = get_object_or_404(Unit.objects.select_related("kind"), pk=pk)
    form = _form(request)
    if form.is_valid() and _add(request, unit, form):
        return _to_page(request, unit)
    listed = list(unit.contacts.select_related("member"))
    reads.note(request, "member.view", n=max(len(listed), 1))
    context = {"form": form, "unit": unit, "contacts": listed}
    return render(request, "members/unit_contacts.html", context, status=422 if form.is_bound else 200)


@require_POST
@allow("chapter.edit")
def find(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show, while somebody types, who fits; nothing is kept of what was typed."""
    get_object_or_404(Unit, pk=pk)
    form = _form(request)
    form.look(request.POST.get("words", ""))
    reads.note(request, "member.view", n=max(len(form.found), 1))
    return render(request, "members/relationship_found.html", {"form": form})


@require_POST
@allow("chapter.edit")
def name(request: OrgRequest, pk: UUID, contact: UUID) -> HttpResponse:
    """Keep that somebody agreed to be named, or that they take it back."""
    found = _one(pk, contact)
    unit_contacts.name(found, is_named=not found.is_named, by=request.member)
    messages.success(request, _("Saved. Reports for the partner ask this again each time they are shown."))
    return _to_page(request, found.unit)


@require_POST
@allow("chapter.edit")
def take_off(request: OrgRequest, pk: UUID, contact: UUID) -> HttpResponse:
    """Let somebody be a contact no more."""
    found = _one(pk, contact)
    unit_contacts.take_off(found, by=request.member)
    messages.success(request, _("%s is no contact any more. Add them again if that was a slip.") % found.member)
    return _to_page(request, found.unit)


def _form(request: OrgRequest) -> ContactForm:
    people = Member.objects.people().visible_to(request)
    return ContactForm(request.POST if request.method == "POST" else None, people=people)


def _add(request: OrgRequest, unit: Unit, form: ContactForm) -> bool:
    said = form.cleaned_data
    try:
        unit_contacts.add(unit, said["other"], part=said["part"], is_named=said["is_named"], by=request.member)
    except AlreadyThere as why:
        form.add_error("words", str(why))
        return False
    messages.success(request, _("%s is a contact now.") % said["other"])
    return True


def _one(pk: UUID, contact: UUID) -> UnitContact:
    return get_object_or_404(UnitContact.objects.select_related("unit", "member"), unit=pk, pk=contact)


def _to_page(request: OrgRequest, unit: Unit) -> HttpResponse:
    return HttpResponseRedirect(reverse("units:contacts", args=[request.organization.slug, unit.pk]), status=303)
