"""What is asked about a conversation that came in from a phone: whom, then themes and where they stand."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.drafts import actions
from conversations.drafts.actions import Received
from conversations.models import Conversation, Draft, Theme
from ladders.models import Ladder, Standing
from members.models import Member
from members.requests import OrgRequest

_PROMISES = (("said_yes", gettext_lazy("Said yes to")), ("owe", gettext_lazy("You owe")))
_N_LEVELS = Count("levels", filter=Q(levels__retired_at=None))


class ThemesForm(forms.Form):
    """What it was about, in the group's own words."""

    themes = forms.ModelMultipleChoiceField(
        label=gettext_lazy("What it was about"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("One of these themes was put away. Choose again.")},
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        themes = self.fields["themes"]
        assert isinstance(themes, forms.ModelMultipleChoiceField)  # noqa: S101 - tells the type checker
        themes.queryset = Theme.objects.active().by_name()


def answer(request: OrgRequest, received: Received) -> dict[str, str]:
    """Tell the phone what became of what it sent, and where to go on. Names stay out: it knows what was typed."""
    slug = request.organization.slug
    if draft := received.draft:
        url = reverse("drafts:one", args=[slug, draft.pk])
        title = _("Add themes and a level: %s") if draft.conversation_id else _("Which %s?")
        return {"state": "kept" if draft.conversation_id else "asks", "url": url, "title": title}
    return {"state": "kept", "url": reverse("drafts:waiting", args=[slug]), "title": ""}


def told(draft: Draft) -> dict[str, Any]:
    """Read what was typed, for its owner's eyes."""
    typed = draft.typed
    if not typed:
        return {"typed": None}
    kind = Conversation.Kind(typed["kind"]).label
    promises = [(label, *typed[name]) for name, label in _PROMISES if typed[name]]
    days = [(label, what, date.fromisoformat(by) if by else None) for label, what, by in promises]
    return {"typed": {**typed, "kind": kind, "on": date.fromisoformat(typed["on"])}, "promises": days}


def rows(request: OrgRequest, drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """Say of each what is still to be said, with as many statements for a hundred as for one."""
    people: dict[Any, list[str]] = {}
    kept = [draft.conversation_id for draft in drafts if draft.conversation_id]
    parts = Member.objects.filter(took_part__conversation__in=kept).values_list("took_part__conversation", "name")
    for conversation, name in parts.order_by("sorted_as", "pk"):
        people.setdefault(conversation, []).append(name)
    return [_row(draft, people.get(draft.conversation_id, [])) for draft in drafts]


def what_else(request: OrgRequest, draft: Draft) -> HttpResponse:
    """Ask for themes and a level, both optional; an answer, also an empty one, ends the asking."""
    seen = Conversation.objects.seen_by([*request.roles], request.member)
    conversation = get_object_or_404(seen, pk=draft.conversation_id)
    form = ThemesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.finish(draft, themes=form.cleaned_data["themes"], by=request.member)
        messages.success(request, _("Saved."))
        return redirect("drafts:waiting", request.organization.slug)
    members = list(Member.objects.filter(took_part__conversation=conversation).by_name())
    standings = Standing.objects.filter(member__in=members, ladder__is_default=True).select_related("level", "ladder")
    stands = {standing.member_id: standing for standing in standings}
    context = {
        "draft": draft,
        "conversation": conversation,
        "form": form,
        "members": [(each, stands.get(each.pk)) for each in members],
        "ladder": Ladder.objects.filter(is_default=True).annotate(n_levels=_N_LEVELS).first(),
    }
    return render(request, "conversations/drafts/what_else.html", context, status=422 if form.is_bound else 200)


def _row(draft: Draft, names: list[str]) -> dict[str, Any]:
    if draft.conversation:
        return {"draft": draft, "who": ", ".join(names), "on": draft.conversation.on, "typed": None}
    typed = draft.typed
    on = date.fromisoformat(typed["on"]) if typed else None
    return {"draft": draft, "who": typed.get("person", ""), "on": on, "typed": typed}
