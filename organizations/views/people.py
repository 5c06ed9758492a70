"""Who belongs to the organization: `settings/people/`.

The table's mark for asking again who one is stands on the whole right, so these pages ask once they are opened: what
is typed on them can then be sent for the next five minutes, and a form that comes later waits meanwhile.
"""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations import invitations, people
from organizations.access import allow
from organizations.forms import InviteForm, ProposeForm, RolesForm
from organizations.models import Invitation, Membership, Role
from organizations.people import Refused
from organizations.registry import PageAbout, organizer_pages
from organizations.requests import OrganizationRequest
from organizations.signing_in import lost
from organizations.signing_in.required import with_second_step
from stpnet.in_org import on_public_side

_LIST = "organizations:people"
_RANK = {role: position for position, role in enumerate(Role)}


@require_safe
@allow("people.manage")
def people_list(request: OrganizationRequest) -> HttpResponse:
    """Show who belongs, who is invited, and whom organizers propose."""
    here = request.organization
    with on_public_side():
        theirs = (
            Membership.objects.current().of_the_group().with_roles().filter(organization=here).select_related("user")
        )
        belonging = sorted((row for row in theirs if row.held), key=lambda row: (_RANK[row.held[0]], str(row.user)))
        opened = (
            Invitation.objects.with_roles()
            .with_mail()
            .filter(organization=here)
            .select_related("invited_by", "proposed_by")
        )
        sent, proposed = list(opened.sent().order_by("email")), list(opened.proposed().order_by("email"))
    context = {"belonging": belonging, "sent": sent, "proposed": proposed}
    return render(request, "organizations/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("people.manage")
def invite(request: OrganizationRequest) -> HttpResponse:
    """Ask whom to invite as what; invalid: 422 with the same form."""
    here = request.organization
    form = InviteForm(request.POST if request.method == "POST" else None, today=here.today())
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("address", "roles", "ends_on")}
        try:
            made = invitations.invite(here, by=request.user, member_id=form.member_id(), **typed)
        except Refused as refusal:
            form.add_error("address", str(refusal))
        else:
            _say_sent(request, made)
            return redirect(_LIST, here.slug)
    return render(request, "organizations/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@allow("people.manage")
def confirm(request: OrganizationRequest) -> HttpResponse:
    """Send the ticked proposals of organizers."""
    try:
        ids = [UUID(pk) for pk in request.POST.getlist("proposal")]
        sent = invitations.confirm(request.organization, ids=ids, by=request.user)
    except (ValueError, Refused) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, Refused) else _("This is no proposal of ours."))
    else:
        said = ngettext("%(n)d invitation is sent.", "%(n)d invitations are sent.", len(sent))
        messages.success(request, said % {"n": len(sent)} if sent else _("Nothing was ticked, so nothing was sent."))
    return redirect(_LIST, request.organization.slug)


@require_POST
@allow("people.manage")
def resend(request: OrganizationRequest, pk: UUID) -> HttpResponse:
    """Send an invitation again, with a new link."""
    found = _invitation(request, pk)
    try:
        _say_sent(request, invitations.resend(found, by=request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_LIST, request.organization.slug)


@require_POST
@allow("people.manage")
def withdraw(request: OrganizationRequest, pk: UUID) -> HttpResponse:
    """Make an invitation, or a proposal, void."""
    found = _invitation(request, pk)
    done = _("Withdrawn: the link sent to %(address)s opens nothing any more.") % {"address": found.email}
    _do(request, lambda: invitations.withdraw(found, by=request.user), done)
    return redirect(_LIST, request.organization.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("people.manage")
def person(request: OrganizationRequest, pk: UUID) -> HttpResponse:
    """Show what someone may do and until when, and change it."""
    found = _membership(request, pk)
    now = {"roles": [role.value for role in found.held], "ends_on": found.ends_on}
    form = RolesForm(
        request.POST if request.method == "POST" else None, initial=now, today=request.organization.today()
    )
    if form.is_valid():
        try:
            people.change_roles(found, roles=form.cleaned_data["roles"], by=request.user)
            people.set_end(found, ends_on=form.cleaned_data["ends_on"], by=request.user)
        except Refused as refusal:
            form.add_error("roles" if Role.OWNER in found.held else None, str(refusal))
        else:
            messages.success(request, _("Saved. It holds from the next page that %(name)s opens.") % _name(found))
            return redirect(_LIST, request.organization.slug)
    pages = [(page.label, reverse(page.url_name, args=[request.organization.slug, pk])) for page in _pages(found)]
    context = {"membership": found, "form": form, "pages": pages}
    return render(request, "organizations/person.html", context, status=422 if form.errors else 200)


@require_POST
@allow("people.manage")
def sign_out(request: OrganizationRequest, pk: UUID) -> HttpResponse:
    """Sign someone out on every device, as for a lost phone."""
    found = _membership(request, pk)
    done = _("%(name)s is signed out everywhere, and can sign in again with the password.") % _name(found)
    _do(request, lambda: people.sign_out_everywhere(found, by=request.user), done)
    return redirect("organizations:person", request.organization.slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("people.manage")
def lost_second_step(request: OrganizationRequest, pk: UUID) -> HttpResponse:
    """Say what will happen and whether other groups have to agree, and take off a second step that is lost."""
    found = _membership(request, pk)
    if request.method != "POST":
        with on_public_side():
            others = [each for each in lost.missing(found.user) if each != found.organization]
            waits = any(not people.is_owner(each, request.user) for each in others)
        return render(request, "organizations/lost_second_step.html", {"membership": found, "waits": waits})
    try:
        is_off = lost.agree(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("The second step of %(name)s is off. They are signed out, and told by mail.")
        if not is_off:
            said = _("You agreed. Once another group agrees too, it is off; %(name)s is told by mail whom to ask.")
        messages.success(request, said % _name(found))
    return redirect("organizations:person", request.organization.slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("people.manage")
def remove(request: OrganizationRequest, pk: UUID) -> HttpResponse:
    """Say what will happen and what stays, and take someone out."""
    found = _membership(request, pk)
    if request.method != "POST":
        return render(request, "organizations/remove.html", {"membership": found})
    done = _("%(name)s is out. Whoever comes back needs a new invitation.") % _name(found)
    left = _do(request, lambda: people.remove(found, by=request.user), done) and found.user_id == request.user.pk
    return redirect("organizations:choose") if left else redirect(_LIST, request.organization.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("responsibility.edit")
def propose(request: OrganizationRequest) -> HttpResponse:
    """Let an organizer ask the owners to bring someone in, who then sees their own people."""
    here = request.organization
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            invitations.propose(here, address=form.cleaned_data["address"], roles=[Role.ORGANIZER], by=request.user)
        except (Refused, ValidationError) as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, _("The owners see it now. Nothing is sent before one of them confirms."))
            return redirect(here)
    return render(request, "organizations/propose.html", {"form": form}, status=422 if form.errors else 200)


def _pages(membership: Membership) -> list[PageAbout]:
    return organizer_pages if Role.ORGANIZER in membership.held else []


def _membership(request: OrganizationRequest, pk: UUID) -> Membership:
    """Find someone who belongs here; 404 for everybody else, whether they exist or not."""
    with on_public_side():
        rows = Membership.objects.current().of_the_group().with_roles().filter(organization=request.organization, pk=pk)
        found: Membership | None = with_second_step(rows).select_related("user", "organization").first()
    if found is None:
        raise Http404
    return found


def _invitation(request: OrganizationRequest, pk: UUID) -> Invitation:
    with on_public_side():
        mine = Invitation.objects.filter(organization=request.organization, pk=pk)
        found: Invitation | None = mine.select_related("organization").first()
    if found is None:
        raise Http404
    return found


def _do(request: OrganizationRequest, work: Callable[[], None], done: str) -> bool:
    """Say what came of it, and whether it was done."""
    try:
        work()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def _say_sent(request: OrganizationRequest, made: Invitation) -> None:
    messages.success(request, _("The invitation is on its way to %(address)s.") % {"address": made.email})


def _name(membership: Membership) -> dict[str, str]:
    return {"name": str(membership.user)}
