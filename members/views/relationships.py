"""Who somebody has to do with: written down, taken away and brought back."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit import reads
from members.about import about_or_404
from members.models import Member, Relationship
from members.relationships import actions
from members.relationships.forms import form_for
from members.relationships.shown import lines, taken_away
from members.requests import OrgRequest
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.edit")
def relationships(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show all of somebody's relationships, and write one down."""
    about = about_or_404(request, pk)
    if about.member.is_made_up:
        raise Http404
    form = form_for(request, about.member)
    if form.is_valid():
        other, note = form.cleaned_data["other"], form.cleaned_data["note"]
        try:
            actions.relate(about.member, other=other, side=form.chosen(), note=note, by=request.member)
        except actions.NotNow as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Written down, on the page of %s too.") % other)
            return _to_page(request, pk)
    context = {
        "form": form,
        "member": about.member,
        "lines": lines(about.member, about.related),
        "gone": _gone(request, about.member),
    }
    return render(request, "members/relationships.html", context, status=422 if form.is_bound else 200)


@require_POST
@allow("member.edit")
def find(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show, while somebody types, who fits; nothing is kept of what was typed."""
    member = get_object_or_404(Member.objects.people().visible_to(request), pk=pk)
    form = form_for(request, member)
    form.look(request.POST.get("words", ""))
    reads.note(request, "member.view", n=max(len(form.found), 1))
    return render(request, "members/relationship_found.html", {"form": form})


@require_POST
@allow("member.edit")
def take_away(request: OrgRequest, pk: UUID, relationship: UUID) -> HttpResponse:
    """Take a relationship away; the message brings it back, and so does this page for a month."""
    found = _one(request, pk, relationship)
    if actions.take_away(found, by=request.member):
        undo = reverse("members:relationship_back", args=[request.organization.slug, pk, relationship])
        messages.success(request, _("Taken away. It can be brought back for 30 days."), extra_tags=undo)
    return _to_page(request, pk)


@require_POST
@allow("member.edit")
def bring_back(request: OrgRequest, pk: UUID, relationship: UUID) -> HttpResponse:
    """Bring back what was taken away."""
    try:
        is_back = actions.bring_back(_one(request, pk, relationship), by=request.member)
    except actions.NotNow as why:
        messages.error(request, str(why))
    else:
        said = _("It is back, as before.") if is_back else _("It stands there already.")
        messages.add_message(request, messages.SUCCESS if is_back else messages.INFO, said)
    return _to_page(request, pk)


def _one(request: OrgRequest, pk: UUID, relationship: UUID) -> Relationship:
    """Find a relationship of somebody with somebody else, both of whom the reader may see."""
    people = Member.objects.people().visible_to(request)
    member = get_object_or_404(people, pk=pk)
    ends = Q(member=member, other__in=people) | Q(other=member, member__in=people)
    return get_object_or_404(Relationship.objects.select_related("member", "other").filter(ends), pk=relationship)


def _gone(request: OrgRequest, member: Member) -> list[tuple[Relationship, Member]]:
    """List what was taken away, with who is at the other end."""
    return [
        (each, each.other if each.member_id == member.pk else each.member) for each in taken_away(request, member.pk)
    ]


def _to_page(request: OrgRequest, pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("members:relationships", args=[request.organization.slug, pk]), status=303)
