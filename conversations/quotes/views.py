"""Quotes: what may be quoted, whose yes ends, writing a yes down, saying it anew, taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit import reads
from conversations.models import Conversation, ConversationTheme, Quote
from conversations.quotes import actions
from conversations.quotes.ending import SOON
from conversations.quotes.forms import ConsentForm, QuoteForm
from conversations.quotes.reach import changes
from conversations.quotes.reach import reads as readable_quotes
from conversations.themes.reach import readable
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow

_A_PAGE = 50
_READS = "note.view.organizers"


@require_safe
@allow(_READS)
def quote_list(request: OrgRequest) -> HttpResponse:
    """Show what may be quoted, by where, and what may no more unless somebody says yes again."""
    today, where = request.organization.today(), request.GET.get("where", "")
    where = where if where in Quote.Where else Quote.Where.INSIDE
    rows = readable_quotes(request).select_related("member", "theme")
    over = request.GET.get("ended") == "yes"
    shown = rows.filter(until__lt=today) if over else rows.usable(where, today)
    page = Paginator(shown.order_by("-agreed_on", "-pk"), _A_PAGE).get_page(request.GET.get("page"))
    reads.note(request, _READS, n=len(page.object_list))
    context = {
        "page": page,
        "mine": set(changes(request).filter(pk__in=[each.pk for each in page]).values_list("pk", flat=True)),
        "where": where,
        "places": Quote.Where.choices,
        "over": over,
        "soon": today + SOON,
    }
    return render(request, "conversations/quotes/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("theme.edit")
def add(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Write down what somebody agreed to be quoted with; `?drawn=` names the sentence it begins with."""
    member = get_object_or_404(Member.objects.people().visible_to(request), pk=pk)
    drawn = _drawn(request, member)
    begin = {"words": drawn.sentence, "theme": drawn.theme_id} if drawn else {}
    form = QuoteForm(
        request, instance=Quote(member=member), initial={"agreed_on": request.organization.today(), **begin}
    )
    if form.is_valid():
        actions.keep(
            member=member,
            words=form.cleaned_data["words"].strip(),
            consent=form.consent(),
            theme=form.cleaned_data["theme"],
            conversation=drawn.conversation if drawn else None,
            by=request.member,
        )
        messages.success(request, _("Kept. %(name)s can take the yes back at any time.") % {"name": member})
        return redirect("quotes:list", request.organization.slug)
    return _page(request, form, member=member)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("theme.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Write down what they agree to now; the words stay."""
    quote = get_object_or_404(changes(request).select_related("member"), pk=pk)
    member, words = quote.member, quote.words
    form = ConsentForm(request, instance=quote)
    if form.is_valid():
        if actions.agree_anew(quote, consent=form.consent(), theme=form.cleaned_data["theme"], by=request.member):
            messages.success(request, _("Saved: this is what holds from now on."))
        else:
            messages.error(request, _("The yes was taken back meanwhile, so nothing was saved."))
        return redirect("quotes:list", request.organization.slug)
    return _page(request, form, member=member, quote=quote, words=words)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("theme.edit")
def withdraw(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take the yes back for somebody, after one more look: the words cannot be brought back."""
    quote = get_object_or_404(changes(request).select_related("member"), pk=pk)
    if request.method == "POST":
        actions.withdraw(quote, by=request.member)
        messages.success(request, _("Taken back. The words are on no page any more, and come into no report."))
        return redirect("quotes:list", request.organization.slug)
    return render(request, "conversations/quotes/withdraw.html", {"quote": quote})


def _drawn(request: OrgRequest, member: Member) -> ConversationTheme | None:
    """Find the sentence that a quote begins with: one that the reader may read, of a talk with this person."""
    try:
        asked = UUID(request.GET.get("drawn", ""))
    except ValueError:
        return None
    talks = readable(request).filter(Q(participants__member=member), ~Q(read_by=Conversation.ReadBy.AUTHOR))
    here = ConversationTheme.objects.filter(pk=asked, conversation__in=talks.order_by().values("pk"))
    return here.select_related("conversation").first()


def _page(request: OrgRequest, form: ConsentForm, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "conversations/quotes/form.html", {"form": form, **context}, status=status)
