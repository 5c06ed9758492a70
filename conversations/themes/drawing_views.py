"""Drawing themes out of one conversation: which came up, and in which sentence."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit import reads
from conversations.models import Conversation, ConversationTheme
from conversations.themes import actions
from conversations.themes.actions import ThemesRefused
from conversations.themes.forms import DrawForm
from conversations.themes.reach import readable
from conversations.themes.sentences import apart, known
from members.requests import OrgRequest
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("theme.edit")
def draw(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show a story sentence by sentence, and keep under which theme one stands."""
    conversation = get_object_or_404(readable(request).annotate(known=known(request, "pk")), pk=pk)
    form = DrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            raised, before = _draw_out(request, conversation, form)
        except ThemesRefused as why:
            form.add_error({"name": "new"}.get(why.field or "", why.field), str(why))
        else:
            said = _("It stands under “%s” now.") % raised.theme
            if before and before != raised.sentence:
                said += " " + _("It has the place of: “%s”") % before
            messages.success(request, said)
            return redirect("themes:draw", request.organization.slug, pk)
    reads.note(request, "note.view.organizers", of=pk)
    # A note for its author alone has no sentence anywhere but in itself.
    is_own = conversation.read_by == Conversation.ReadBy.AUTHOR
    context = {
        "form": form,
        "conversation": conversation,
        "words": conversation.words,
        "sentences": [] if is_own else apart(conversation.story),
        "is_own": is_own,
        "drawn": conversation.themed.shown().select_related("theme").order_by("theme__folded"),
    }
    return render(request, "conversations/themes/draw.html", context, status=422 if form.errors else 200)


@require_POST
@allow("theme.edit")
def let_go(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a theme off a conversation again."""
    mine = readable(request).order_by().values("pk")
    raised = get_object_or_404(
        ConversationTheme.objects.filter(conversation__in=mine).select_related("conversation", "theme"), pk=pk
    )
    actions.let_go(raised, by=request.member)
    messages.success(request, _("“%s” is off this conversation.") % raised.theme)
    return redirect("themes:draw", request.organization.slug, raised.conversation_id)


@transaction.atomic
def _draw_out(request: OrgRequest, conversation: Conversation, form: DrawForm) -> tuple[ConversationTheme, str]:
    """Keep it, with a new theme where none of the name is there: both, or neither. And say what stood there before."""
    data = form.cleaned_data
    theme = data["theme"] or actions.make(name=data["new"], by=request.member)
    before = conversation.themed.filter(theme=theme).values_list("sentence", flat=True).first()
    raised = actions.draw_out(conversation, theme=theme, sentence=data["sentence"], by=request.member)
    return raised, before or ""
