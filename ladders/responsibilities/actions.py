"""What changes responsibilities and who carries them. A person is asked, says yes or not now, and gives it back."""

from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from ladders.models import Holding, Level, Responsibility
from members import normal
from members.models import Member, Team
from members.taken import refusing


class NotNow(Exception):
    """It cannot be done as things stand; the sentence says why. `field` is the one it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


def fold(name: str) -> str:
    """Return a name as it is compared with others."""
    return normal.fold(name)[:120] or name


@action
def make(
    *, name: str, takes: str, team: Team | None, level: Level | None, places: int, by_on: date | None, by: Member
) -> Responsibility:
    """Write down something to carry."""
    _refuse_second(name, team)
    said: dict[str, Any] = {"takes": takes, "team": team, "level": level, "places": places, "by_on": by_on}
    _refuse_level(level)
    with _named_once():
        made: Responsibility = Responsibility.objects.create(name=name, folded=fold(name), added_by=by, **said)
    record("responsibility.edit", of=made, by=by, fields=["name"])
    return made


@action
def edit(
    responsibility: Responsibility,
    *,
    name: str,
    takes: str,
    team: Team | None,
    level: Level | None,
    places: int,
    by_on: date | None,
    by: Member,
) -> Responsibility:
    """Say anew what it is and takes. Raises NotNow for fewer places than people carry it."""
    _lock(responsibility)
    _refuse_second(name, team, but=responsibility)
    if level and level.pk != responsibility.level_id:
        _refuse_level(level)
    if (n := _n_held(responsibility)) > places:
        raise NotNow(_("%d people carry it. Let somebody give it back first.") % n, "places")
    responsibility.name, responsibility.folded = name, fold(name)
    responsibility.takes, responsibility.team, responsibility.level = takes, team, level
    if places != responsibility.places:
        responsibility.places_before = None
    responsibility.places, responsibility.by_on = places, by_on
    columns = ["name", "folded", "takes", "team", "level", "places", "places_before", "by_on"]
    with _named_once():
        responsibility.save(update_fields=columns)
    record("responsibility.edit", of=responsibility, by=by, fields=["name"])
    return responsibility


@action
def put_away(responsibility: Responsibility, *, by: Member) -> bool:
    """Take it out of every list; who carried it, and when, is kept."""
    if not Responsibility.objects.active().filter(pk=responsibility.pk).update(put_away_at=Now()):
        return False
    record("responsibility.edit", of=responsibility, by=by, fields=["put away"])
    return True


@action
def bring_back(responsibility: Responsibility, *, by: Member) -> bool:
    """Let it stand in the lists again. Raises NotNow when its name is taken."""
    _refuse_second(responsibility.name, responsibility.team, but=responsibility)
    gone = Responsibility.objects.exclude(put_away_at=None).filter(pk=responsibility.pk)
    with _named_once():
        back = gone.update(put_away_at=None)
    if not back:
        return False
    record("responsibility.edit", of=responsibility, by=by, fields=["brought back"])
    return True


@action
def ask(responsibility: Responsibility, *, member: Member, on: date, by: Member) -> Holding:
    """Note that somebody was asked to carry it. Raises NotNow when they were already, or there is no room."""
    _lock(responsibility)
    if responsibility.holdings.current().filter(member=member).exists():
        raise NotNow(_("%s was asked already, or carries it.") % member)
    _refuse_full(responsibility)
    made: Holding = Holding.objects.create(responsibility=responsibility, member=member, asked_on=on, given_by=by)
    _write_down(made, by)
    return made


@action
def accept(holding: Holding, *, words: str, on: date, by: Member) -> bool:
    """Note that somebody said yes, and carries it from this day on. Raises NotNow when there is no room any more."""
    _lock(holding.responsibility)
    if holding.responsibility.holdings.held().filter(member=holding.member_id).exclude(pk=holding.pk).exists():
        raise NotNow(_("%s carries it already. Choose “Not now” to let the question go.") % holding.member)
    _refuse_full(holding.responsibility)
    return _turn(holding, by, Holding.objects.waiting(), since=on, words=words)


@action
def decline(holding: Holding, *, words: str, on: date, by: Member) -> bool:
    """Note that somebody said not now: that is an answer, and no blame."""
    return _turn(holding, by, Holding.objects.waiting(), until=on, words=words)


@action
def hand_back(holding: Holding, *, words: str, on: date, by: Member) -> bool:
    """Note that somebody gives it back, and how it went."""
    # What began after this day, by another clock, ends on the day it began.
    day = max(holding.since or on, on)
    return _turn(holding, by, Holding.objects.held(), until=day, how_it_went=words)


@action
def undo(holding: Holding, *, step: str, by: Member) -> bool:
    """Take this step back: that it ended, that somebody said yes, or that they were asked at all.

    Raises NotNow when somebody has gone on from there, or there is no room for somebody who gave it back.
    """
    _lock(holding.responsibility)
    holding.refresh_from_db()
    if holding.step != step:
        raise NotNow(_("It has gone on since then, so nothing was taken back. Here is how it stands now."))
    rows = Holding.objects.filter(pk=holding.pk)
    if holding.until is None:
        if holding.since and holding.asked_on:
            if holding.responsibility.holdings.waiting().filter(member=holding.member_id).exists():
                raise NotNow(_("%s was asked anew since. Write down that answer first.") % holding.member)
            return _turn(holding, by, rows, since=None, words="")
        _write_down(holding, by)
        return bool(rows.delete()[0])
    if holding.responsibility.holdings.current().filter(member=holding.member_id).exists():
        return False
    if holding.since is None:
        return _turn(holding, by, rows, until=None, words="")
    _refuse_full(holding.responsibility)
    return _turn(holding, by, rows, until=None, how_it_went="")


def _turn(holding: Holding, by: Member, rows: Any, **columns: Any) -> bool:
    """Write one step, unless somebody was quicker."""
    if not rows.filter(pk=holding.pk).update(**columns):
        return False
    _write_down(holding, by)
    return True


def _write_down(holding: Holding, by: Member) -> None:
    record("member.edit", of=holding.member, by=by, fields=["responsibilities"])


def _refuse_full(responsibility: Responsibility) -> None:
    if _n_held(responsibility) >= responsibility.places:
        raise NotNow(_("There is no room any more: it is carried by as many as are wanted."))


def _n_held(responsibility: Responsibility) -> int:
    """Count those whom pages show: who was archived, or is one with somebody else, takes no place."""
    people = Member.objects.people().order_by().values("pk")
    return responsibility.holdings.held().filter(member__in=people).count()


def _refuse_level(level: Level | None) -> None:
    if level and not Level.objects.active().filter(pk=level.pk, ladder__put_away_at=None).exists():
        raise NotNow(_("This level is no longer in use. Choose another."), "level")


def _named_once() -> AbstractContextManager[None]:
    """Refuse the later of two who give one name at the same moment."""
    return refusing(
        "ladders_responsibility_name_once", NotNow(_("There is a responsibility of this name already."), "name")
    )


def _refuse_second(name: str, team: Team | None, but: Responsibility | None = None) -> None:
    others = Responsibility.objects.active().filter(folded=fold(name), team=team)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise NotNow(_("There is a responsibility of this name already."), "name")


def _lock(responsibility: Responsibility) -> None:
    """Of two who take the last place at once, one comes too late."""
    Responsibility.objects.select_for_update(no_key=True, of=("self",)).get(pk=responsibility.pk)
