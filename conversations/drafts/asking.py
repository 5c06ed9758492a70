"""What the pages of drafts show: what was typed, whom it could be about, what else is asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from conversations.drafts.forms import WhomForm
from conversations.drafts.typed import Typed, first
from conversations.logging.forms import LogForm
from conversations.models import Conversation, Draft
from ladders.models import Ladder, Standing
from members.models import Member
from members.requests import OrgRequest

_PROMISES = (("said_yes", _("Said yes to")), ("owe", _("You owe")))
_N_LEVELS = Count("levels", filter=Q(levels__retired_at=None))
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


def about(request: OrgRequest, draft: Draft) -> dict[str, Any]:
    """Read the conversation a draft became, and where its people stand."""
    seen = Conversation.objects.seen_by([*map(str, request.roles)], request.member)
    conversation = get_object_or_404(seen, pk=draft.conversation_id)
    members = list(Member.objects.filter(took_part__conversation=conversation).by_name())
    standings = Standing.objects.filter(member__in=members, ladder__is_default=True).select_related("level")
    stands = {standing.member_id: standing for standing in standings}
    return {
        "conversation": conversation,
        "members": [(each, stands.get(each.pk)) for each in members],
        "ladder": Ladder.objects.filter(is_default=True).annotate(n_levels=_N_LEVELS).first(),
    }


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
