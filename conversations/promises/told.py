"""That somebody was handed a follow-up, and that it was done: how it reads."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from conversations.models import FollowUp, Notice
from conversations.promises import passing_on
from conversations.promises.actions import DONE, HANDED
from conversations.reader import Reader
from conversations.registry import Line, add_kind

GIVEN = "follow_ups.given"


def say_handed(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    """Say what it is on a page; in a mail only that there is something.

    A notice stays, and what it is about goes on: once somebody else has it, its words are theirs.
    """
    rows = FollowUp.objects.annotate(taken_back=F("conversation__removed_at"))
    found: dict[UUID | None, Any] = rows.in_bulk([each.about for each in notices])
    lines = {}
    for each in notices:
        if (follow_up := found.get(each.about)) is None:
            continue
        title = _("%(who)s handed you a follow-up.") % {"who": each.who}
        is_told = follow_up.owner_id == reader.member.pk and not follow_up.taken_back and not reader.by_mail
        text = " ".join(part for part in (follow_up.what, follow_up.handed_note) if part) if is_told else ""
        lines[each.pk] = Line(title, text, reader.url("follow_ups:list"), "hand-helping")
    return lines


def say_done(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    found = FollowUp.objects.in_bulk([each.about for each in notices])
    lines = {}
    for each in notices:
        if (follow_up := found.get(each.about)) is None:
            continue
        title = _("%(who)s did what you handed over.") % {"who": each.who}
        text = "" if reader.by_mail else " ".join(part for part in (follow_up.what, follow_up.note) if part)
        url = reader.url("follow_ups:list") + "?whose=all&which=done"
        lines[each.pk] = Line(title, text, url, "check", "ok")
    return lines


def say_given(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    """Say once that somebody gave follow-ups about several people."""
    text, url = _("They stand on your list, and on Today when their day has come."), reader.url("follow_ups:list")
    title = _("%(who)s gave you follow-ups about several people.")
    return {each.pk: Line(title % {"who": each.who}, text, url, "hand-helping") for each in notices}


def register() -> None:
    """Called once, when the application is ready."""
    add_kind(HANDED, say_handed)
    add_kind(DONE, say_done)
    add_kind(GIVEN, say_given)
    add_kind(passing_on.PASSED_ON, passing_on.say_passed_on)
