"""What happens to ladders as wholes: another one is made, one becomes the default, one is put away and used again.

Nothing is ever thrown away: a ladder that was put away keeps its levels, and everyone's path on it.
"""

from collections.abc import Sequence

from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from ladders import history, sign_lines
from ladders.levels import LevelsRefused, LevelText
from ladders.models import Ladder, Level
from members.models import Member

# Pages that show them beside each other stay readable; more than two are rare.
MOST_LADDERS = 8


@action
def make(name: str, *, levels: Sequence[LevelText], by: Member) -> Ladder:
    """Make another ladder, its levels from the lowest up. The very first one becomes the default."""
    there = _hold_all()
    _refuse_more(there)
    is_first = not any(each.is_default for each in there)
    ladder: Ladder = Ladder.objects.create(name=name, is_default=is_first, version=1)
    for position, text in enumerate(levels, start=1):
        level = Level.objects.create(ladder=ladder, position=position, name=text.name, sentence=text.sentence)
        sign_lines.write(level, text.signs)
    record("ladder.edit", of=ladder, by=by, fields=["added"])
    return ladder


@action
def make_default(ladder: Ladder, *, by: Member) -> Ladder:
    """Let pages, lists and commands that name no ladder be about this one."""
    _hold_all()
    ladder.refresh_from_db()
    if ladder.put_away_at:
        raise LevelsRefused(_("This ladder is put away. Use it again first."))
    Ladder.objects.filter(is_default=True).exclude(pk=ladder.pk).update(is_default=False)
    Ladder.objects.filter(pk=ladder.pk).update(is_default=True, version=F("version") + 1)
    record("ladder.edit", of=ladder, by=by, fields=["is_default"])
    ladder.refresh_from_db()
    return ladder


@action
def put_away(ladder: Ladder, *, by: Member) -> Ladder:
    """Take a ladder out of use. Nobody is placed on it any more; what was said stays on everyone's page."""
    _hold_all()
    # Whoever assesses at this moment is let finish; whoever comes later is told.
    history.lock(None)
    ladder.refresh_from_db()
    if ladder.is_default:
        raise LevelsRefused(_("Make another ladder the default one before you put this one away."))
    Ladder.objects.in_use().filter(pk=ladder.pk).update(put_away_at=Now(), version=F("version") + 1)
    record("ladder.edit", of=ladder, by=by, fields=["put_away"])
    ladder.refresh_from_db()
    return ladder


@action
def use_again(ladder: Ladder, *, by: Member) -> Ladder:
    """Take a ladder that was put away back into use, with everyone where they stood."""
    _refuse_more(_hold_all())
    Ladder.objects.filter(pk=ladder.pk).update(put_away_at=None, version=F("version") + 1)
    record("ladder.edit", of=ladder, by=by, fields=["put_away"])
    ladder.refresh_from_db()
    return ladder


def _hold_all() -> list[Ladder]:
    """Let nobody else make or switch ladders until the transaction ends: two at once would both be the default."""
    return list(Ladder.objects.select_for_update(no_key=True).order_by("pk"))


def _refuse_more(ladders: Sequence[Ladder]) -> None:
    if sum(not each.put_away_at for each in ladders) >= MOST_LADDERS:
        raise LevelsRefused(_("A group keeps at most %d ladders in use. Put one away first.") % MOST_LADDERS)
