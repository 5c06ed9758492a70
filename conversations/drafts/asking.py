"""What the pages of drafts show: what was typed, whom it could be about, what else is asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from conversations.drafts.forms import WhomForm
from conversations.drafts.typed import Typed, as_form, first
from conversations.logging import offers, standing
from conversations.logging.forms import LogForm
from conversations.models import Conversation, Draft
from members.models import Member
from members.requests import OrgRequest

_PROMISES = (("said_yes", _("Said yes to")), ("owe", _("You owe")))
_MOST_SENTENCES = 12
_ASKED = ("theme", "theme_other", "level_of", "level_word", "level_was", "level", "sentence", "evidence", "look_on")
_KINDS = dict(Conversation.Kind.choices)


def told(typed: Typed) -> dict[str, Any]:
    """Read what was typed, for its owner's eyes."""
    promises = [
        (label, first(typed, name), _day(first(typed, f"{name}_by"))) for name, label in _PROMISES if first(typed, name)
    ]
    kind = _KINDS.get(first(typed, "kind"), _KINDS["in_person"])
    said = {"person": first(typed, "person") or first(typed, "given_name"), "story": first(typed, "story")}
    return {"typed": typed and {**said, "kind": kind, "on": _day(first(typed, "on"))}, "promises": promises}


def say_why(form: WhomForm, log: LogForm) -> None:
    """Put into the form what the log's own form says; and whom it offers, as perhaps the same person."""
    for name, errors in log.errors.items():
        for error in errors:
            form.add_error(name if name in form.fields else "who", str(error))
    if log.which:
        form.offer(list(log.which))


def rows(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """Say of each what is still to be said, with as many statements for a hundred as for one."""
    people: dict[Any, list[str]] = {}
    kept = [draft.conversation_id for draft in drafts if draft.conversation_id]
    parts = Member.objects.filter(took_part__conversation__in=kept).values_list("took_part__conversation", "name")
    for conversation, name in parts.order_by("sorted_as", "pk"):
        people.setdefault(conversation, []).append(name)
    return [_row(draft, people.get(draft.conversation_id, [])) for draft in drafts]


def conversation_of(request: OrgRequest, draft: Draft) -> Conversation:
    """Read the conversation a draft became, as far as this person may."""
    seen = Conversation.objects.seen_by([*map(str, request.roles)], request.member)
    return get_object_or_404(seen, pk=draft.conversation_id)


def form_of(request: OrgRequest, conversation: Conversation, members: Sequence[Member]) -> LogForm:
    """Give the form of the log what it knows already, with what is said now of themes and a level."""
    keys = [str(member.pk) for member in members]
    # Words that were let go since, or cannot be opened, are no reason to refuse a theme.
    story = conversation.words or "…"
    if request.method != "POST":
        return LogForm(request=request)
    known = {"member": keys, "on": [conversation.on.isoformat()], "read_by": [conversation.read_by], "story": [story]}
    said = {name: [str(each) for each in request.POST.getlist(name)] for name in _ASKED if name in request.POST}
    return as_form({**known, **said}, request)


def about(form: LogForm, conversation: Conversation, members: Sequence[Member]) -> dict[str, Any]:
    """Return what the page shows: with whom it was, the themes, and where somebody stands if it was one alone."""
    on = {str(key) for key in form["theme"].value() or []}
    return {
        "form": form,
        "conversation": conversation,
        "members": members,
        "themes": [(theme, str(theme.pk) in on) for theme in form.themes],
        "line": standing.line_of(members[0]) if len(members) == 1 else None,
        "sentences": offers.sentences(conversation.words)[:_MOST_SENTENCES],
    }


def members_of(conversation: Conversation) -> list[Member]:
    return list(Member.objects.filter(took_part__conversation=conversation).by_name())


def _row(draft: Draft, names: list[str]) -> dict[str, Any]:
    if draft.conversation:
        return {"draft": draft, "who": ", ".join(names), "on": draft.conversation.on, "typed": None}
    said = told(draft.typed)["typed"]
    return {"draft": draft, "who": said and said["person"], "on": said and said["on"], "typed": said}


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
