"""Sentences: a story taken apart into them, and those that were drawn out of stories under a theme."""

import re
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Value
from django.db.models.functions import Concat, JSONObject, Trim

from conversations.models import Conversation, ConversationTheme, Participant
from conversations.themes.actions import LONGEST_SENTENCE
from conversations.themes.reach import readable
from members.models import Member
from members.requests import OrgRequest
from organizations.permissions import row_of

# An end of a sentence with room behind it, or a new line; the full stops of Chinese and Japanese have no room.
_END = re.compile(r"(?<=[.!?…؟।])[\"'”’»)\]]*\s+|(?<=[。！？])|\s*\n+\s*")


def apart(story: str) -> list[str]:
    """Take a story apart, each sentence as it stands there; one that is too long is cut where a word ends."""
    found: list[str] = []
    at = 0
    for end in [*_END.finditer(story), None]:
        # What closes a quotation belongs to the sentence before.
        stop = len(story) if end is None else end.end()
        found += _cut(story[at:stop].strip())
        at = stop
    return list(dict.fromkeys(found))


def _cut(sentence: str) -> list[str]:
    pieces = []
    while len(sentence) > LONGEST_SENTENCE:
        stop = sentence.rfind(" ", 1, LONGEST_SENTENCE)
        stop = stop if stop > 0 else LONGEST_SENTENCE
        pieces.append(sentence[:stop])
        sentence = sentence[stop:].lstrip()
    return [*pieces, sentence] if sentence else pieces


def drawn_out(request: OrgRequest, *themes: UUID, to_paper: bool = False) -> Any:
    """Return the sentences under these themes that the reader may read, the latest first, with who is known of them.

    `to_paper`: only what every organizer may read; a note for directors is for no meeting.
    """
    talks = readable(request).order_by()
    if to_paper:
        talks = talks.filter(read_by=Conversation.ReadBy.ORGANIZERS)
    # A talk in which both of two came up that are one now has its sentence at either.
    here = Q(theme__in=themes) | Q(theme__merged_into__in=themes)
    rows = ConversationTheme.objects.filter(here, conversation__in=talks.values("pk")).exclude(sentence="")
    latest = rows.order_by("-conversation__on", "-conversation__created_at", "-pk")
    return latest.select_related("conversation__author").annotate(known=known(request, "conversation"))


def known(request: OrgRequest, conversation: str) -> ArraySubquery:
    """Return a part of a query: who took part of those whom the reader may see, by `pk` and `name`."""
    seen = Member.objects.people().within(row_of("member.view").scope(request.roles), request.member)
    here = Participant.objects.filter(conversation=OuterRef(conversation), member__in=seen.order_by().values("pk"))
    name = Trim(Concat("member__given_name", Value(" "), "member__family_name"))
    people = here.order_by("member__sorted_as", "member_id").values(json=JSONObject(pk=F("member_id"), name=name))
    return ArraySubquery(people)
