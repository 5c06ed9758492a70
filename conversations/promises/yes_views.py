"""What people said yes to: the list, writing one down, kept, not kept or changed, and back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.models import Commitment
from conversations.promises import actions, pages, reach
from conversations.promises.actions import PromiseRefused
from conversations.promises.forms import ChangeForm, Refusable, SettleForm, YesForm
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow

LIST, RIGHT, UNDO = "commitments:list", "commitment.edit", "commitments:unsettle"


@require_safe
@allow(RIGHT)
def commitments(request: OrgRequest) -> HttpResponse:
    """Show what people said yes to, and how it went."""
    return render(request, "conversations/commitments.html", pages.commitments(request))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def add(request: OrgRequest, member: UUID) -> HttpResponse:
    """Ask what somebody said yes to, and by when."""
    person = get_object_or_404(Member.objects.opened_by(request), pk=member)
    form = YesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.write_down(person, by=request.member, **form.cleaned_data)
        pages.say(request, _("Kept. Today asks how it went when its day has come."))
        return pages.back(request, LIST, member)
    context = {"form": form, "member": person, "doing": _("They said yes"), "back": request.GET.get("back", "")}
    return render(request, "conversations/commitment_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def settle(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say in one tap, or with a note, whether it was kept; the message takes it back."""
    found = _or_404(request, pk)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if actions.settle(found, by=request.member, **form.cleaned_data):
            kept = form.cleaned_data["state"] == Commitment.State.KEPT
            says = _("Kept: %s. Thank them.") if kept else _("Not kept: %s. Ask what got in the way.")
            pages.say(request, says % found.what, UNDO, pk)
        else:
            messages.info(request, _("Somebody has said already how it went."))
        return pages.back(request, LIST, found.member_id)
    return _show(request, found, form, _("How it went"))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def change(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask what it became."""
    found = _or_404(request, pk)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial={"what": found.what})
    if form.is_valid():
        try:
            actions.change(found, by=request.member, **form.cleaned_data)
        except PromiseRefused as refusal:
            form.refuse(refusal)
        else:
            pages.say(request, _("Changed. What they said first stays to be read."), UNDO, pk)
            return pages.back(request, LIST, found.member_id)
    return _show(request, found, form, _("Something else now"))


@require_POST
@allow(RIGHT)
def unsettle(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take back what was said of it."""
    found = _or_404(request, pk)
    if actions.unsettle(found, by=request.member):
        pages.say(request, _("It is open again."))
    else:
        messages.info(request, _("There is nothing to take back any more."))
    return pages.back(request, LIST, found.member_id)


def _show(request: OrgRequest, found: Commitment, form: Refusable, title: str) -> HttpResponse:
    context = {"form": form, "commitment": found, "member": found.member, "doing": title}
    context["back"] = request.GET.get("back", "")
    return render(request, "conversations/commitment_form.html", context, status=422 if form.errors else 200)


def _or_404(request: OrgRequest, pk: UUID) -> Commitment:
    found: Commitment = get_object_or_404(reach.commitments(request.roles, request.member), pk=pk)
    return found
