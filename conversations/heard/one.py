"""One conversation: what its page shows, and who may put it right."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import AuditEvent
from conversations.heard.lines import visible
from conversations.models import Conversation, Participant, PromptAnswer
from members.models import Member
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import Scope, row_of

# What an event of a change names, as a page says it.
FIELDS = {
    "story": gettext_lazy("the story"),
    "on": gettext_lazy("the day"),
    "kind": gettext_lazy("the kind"),
    "read_by": gettext_lazy("who can read it"),
}
MOST_CHANGES = 20


class Change(NamedTuple):
    """Who put it right, when and what of it. What stood there before is not kept."""

    text: str
    at: datetime


def may_edit(request: OrgRequest, conversation: Conversation) -> bool:
    """Whether this person may put it right: who wrote it down, and who answers for everybody's and may read it."""
    if not may(request, "conversation.log"):
        return False
    if conversation.author_id == request.member.pk:
        return True
    reaches_all = row_of("conversation.log").scope(request.roles) is Scope.ALL
    return reaches_all and bool(getattr(conversation, "is_readable", False))


def page(request: OrgRequest, conversation: Conversation) -> dict[str, Any]:
    """Return the context of `conversations/conversation.html`; what may not be read is not in it."""
    readable = bool(getattr(conversation, "is_readable", False))
    people, n_others = people_of(request, conversation)
    return {
        "conversation": conversation,
        "is_readable": readable,
        "words": conversation.words,
        "people": people,
        "n_others": n_others,
        "themes": getattr(conversation, "themes", []) if readable else [],
        "answers": answers_of([conversation.pk]).get(conversation.pk, []) if readable else [],
        "promised": _promised(request, conversation) if readable else [],
        "owed": _owed(request, conversation, readable=readable),
        "changes": changes_of(conversation),
        "may_edit": may_edit(request, conversation),
        "may_draw": may(request, "theme.edit") and _is_for_figures(conversation, people),
        "on_list": may(request, "note.view.organizers"),
    }


def people_of(request: OrgRequest, conversation: Conversation) -> tuple[list[Member], int]:
    """Return who took part and may be seen, and how many others did."""
    here = Participant.objects.filter(conversation=conversation, member__merged_into=None)
    seen = here.annotate(is_seen=Subquery(visible(request).filter(pk=OuterRef("member")).values("pk")[:1]))
    rows = list(seen.select_related("member").order_by("member__sorted_as", "member_id"))
    people = [row.member for row in rows if row.is_seen]
    return people, len(rows) - len(people)


def _is_for_figures(conversation: Conversation, people: list[Member]) -> bool:
    """Whether themes are drawn out of it, as `themes.reach.readable` asks: no attempt, and nobody made up."""
    is_practice = any(each.kind == Member.Kind.PRACTICE for each in people)
    return conversation.outcome == Conversation.Outcome.REACHED and not is_practice


def _promised(request: OrgRequest, conversation: Conversation) -> Any:
    return conversation.commitments.filter(member__in=visible(request)).order_by("created_at", "pk")


def _owed(request: OrgRequest, conversation: Conversation, *, readable: bool) -> Any:
    """Return what is owed as far as the note reads; and what the reader is to do of it, who may have it from another."""
    known = Q(member=None) | Q(member__in=visible(request)) if readable else Q(pk=None)
    owed = conversation.follow_ups.filter(Q(owner=request.member) | known)
    return owed.select_related("owner").order_by("created_at", "pk")


def answers_of(talks: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """Return what was answered in talks that the reader may read, with its question."""
    found = PromptAnswer.objects.filter(conversation__in=talks).select_related("prompt").defer("searched")
    said: dict[UUID, list[tuple[str, str]]] = {}
    for each in found.order_by("prompt__position", "pk"):
        said.setdefault(each.conversation_id, []).append((each.prompt.text, each.words))
    return said


def changes_of(conversation: Conversation) -> list[Change]:
    """Return who changed it, the latest first, in one statement."""
    who = Member.objects.filter(pk=OuterRef("actor_id"))
    events = AuditEvent.objects.filter(object_id=conversation.pk, action="conversation.edit")
    named = events.annotate(who=Subquery(who.values("name")[:1]))[:MOST_CHANGES]
    return [Change(_said(event), event.at) for event in named]


def _said(event: Any) -> str:
    who = event.who or _("Someone no longer here")
    if event.fields == ["back"]:
        return _("%s brought it back") % who
    what = get_text_list([str(label) for name, label in FIELDS.items() if name in event.fields], _("and"))
    return _("%(who)s changed %(what)s") % {"who": who, "what": what}
