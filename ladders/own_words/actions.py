"""Keeping what a member says of their own place."""

from datetime import date

from django.db.models.functions import Now

from audit.recording import action, record
from ladders.models import Ladder, Level, OwnWord
from members.models import Member


@action
def write_down(member: Member, *, ladder: Ladder, words: str, level: Level | None, on: date, by: Member) -> OwnWord:
    """Keep what a member says of their own place."""
    made: OwnWord = OwnWord.objects.create(
        member=member, ladder=ladder, words=words.strip(), level=level, on=on, written_by=by
    )
    record("assessment.own_words", of=made, by=by, fields=["words", "level", "on"])
    return made


@action
def set_aside(word: OwnWord, *, by: Member, back: bool = False) -> bool:
    """Take words away, or bring them back; whether anything changed."""
    found = OwnWord.objects.filter(pk=word.pk, removed_at__isnull=not back)
    changed = bool(found.update(removed_at=None if back else Now()))
    if changed:
        record("assessment.own_words", of=word, by=by, fields=["brought back" if back else "taken away"])
    return changed
