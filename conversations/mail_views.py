"""Mail to you: when it comes, what it would say, and the link that stops it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from conversations import digests, mail_choice
from conversations.mail_form import MailForm
from conversations.models import MailChoice
from conversations.reader import Reader
from members.requests import OrgRequest
from organizations import outbox
from organizations.access import allow
from organizations.models import Organization
from organizations.permissions import EVERYONE
from stpnet.in_org import in_org, on_public_side

ONE_CLICK = "One-Click"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(EVERYONE)
def mail(request: OrgRequest) -> HttpResponse:
    """Ask when somebody wants mail, and show what it would say now; invalid: 422 with the same form."""
    here, choice = request.organization, mail_choice.of(request.member)
    stopped_at = choice.stopped_at
    form = MailForm(request.POST if request.method == "POST" else None, instance=choice, organization=here)
    if form.is_valid():
        kept = mail_choice.choose(form.save(commit=False), organization=here, by=request.member)
        messages.success(request, _said(kept, here))
        return redirect("notices:mail", here.slug)
    example = digests.write(Reader(here, request.member, request.roles, by_mail=True))
    context = {"form": form, "example": example, "stopped_at": stopped_at, "address": request.user.email}
    return render(request, "conversations/mail.html", context, status=422 if form.errors else 200)


def _said(choice: MailChoice, organization: Organization) -> str:
    if choice.due_at is None:
        return _("Kept: you get no mail about notices.")
    with timezone.override(choice.zone_name(organization)):
        return _("Kept. The first one comes on %s, if there is anything to say.") % date_format(
            timezone.localtime(choice.due_at), "l, F j, g:i a"
        )


@csrf_exempt  # A mail program that stops mail in one click has no cookie of ours: the signed address is the right.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, organization: UUID, token: str) -> HttpResponse:
    """Stop the mail with notices, without signing in. Opening the link only asks: mail scanners open links too."""
    here = Organization.objects.filter(pk=organization).first()
    if here is None:
        raise Http404
    with in_org(here), translation.override(here.language):
        if (member := mail_choice.whose(here, token)) is None:
            raise Http404
        if request.method == "POST" and "again" in request.POST:
            mail_choice.start_again(member, organization=here)
        elif request.method == "POST" and mail_choice.stop(member):
            with on_public_side():
                outbox.take_back(f"digest {member.pk} ")
        choice = mail_choice.of(member)
    if request.POST.get("List-Unsubscribe") == ONE_CLICK:
        return HttpResponse(_("Stopped."), content_type="text/plain; charset=utf-8")
    if request.method == "POST":
        return redirect(request.path)
    context = {"name": here.name, "is_wanted": choice.is_wanted, "can_start": choice.stopped_at is not None}
    return render(request, "conversations/stop.html", context)
