"""What an assessment does to a path: since when, until when, and whether where somebody stands today changes."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ladders.models import Assessment, Ladder, Level, Place
from members.models import Member


class Effect(NamedTuple):
    """What has been said already around the day of an assessment; each None where nobody has."""

    before: Assessment | None
    same_day: Assessment | None
    after: Assessment | None
    # What decides where they stand today.
    today: Assessment | None


def around(member: Member, ladder: Ladder, on: date, *, but_not: Assessment | None = None) -> Effect:
    """Look at what counts before, on and after a day: one statement."""
    counting = Assessment.objects.counting().filter(member=member, ladder=ladder).select_related("level", "assessed_by")
    said = [each for each in counting.latest_first() if each != but_not]
    later = [each for each in said if each.on > on]
    # Of several on one day the first here is the one that wins.
    after = next((each for each in said if later and each.on == later[-1].on), None)
    return Effect(
        before=next((each for each in said if each.on <= on), None),
        same_day=next((each for each in said if each.on == on), None),
        after=after,
        today=said[0] if said else None,
    )


def ahead(member: Member, ladder: Ladder, *, on: date, today: date, place: str, level: Level | None) -> list[str]:
    """Say beforehand what a word on this day will do, where it does more than count from now on."""
    found = around(member, ladder, on)
    said = []
    if found.same_day:
        was = _("%s on that day already. Both stay to be read; the later one, yours, counts.")
        said.append(was % _who(found.same_day))
    if _same(found.before, place, level):
        if found.before and on < today:
            said.append(_("They stood there on that day already, so the path stays as it is."))
        return said
    if found.after and found.today:
        says = {"on": _day(on), "until": _day(found.after.on), "now": where(found.today)}
        text = _("This changes the path from %(on)s until %(until)s. Where they stand today stays: %(now)s.")
        said.append(text % says)
    elif on < today:
        said.append(_("This changes the path from %s on.") % _day(on))
    if ladder.needs_review and level:
        said.append(_("It counts once a second person agrees."))
    return said


def without(assessment: Assessment) -> str:
    """Say beforehand what it does to the path when a word is taken back."""
    found = around(assessment.member, assessment.ladder, assessment.on, but_not=assessment)
    later = found.same_day and (found.same_day.created_at, found.same_day.pk) > (assessment.created_at, assessment.pk)
    if assessment.waits or later:
        return _("It decides nothing at present, so the path stays as it is.")
    if found.after and found.today:
        return _("Where they stand today stays: %s. The days before the next word change.") % where(found.today)
    if found.before:
        return _("They will stand again where they stood before: %s.") % where(found.before)
    return _("Nothing else was said of them here, so they will stand on no level.")


def where(assessment: Assessment) -> str:
    """Name the level, or the place that is none."""
    return str(assessment.level or Place(assessment.place).label)


def _same(before: Assessment | None, place: str, level: Level | None) -> bool:
    was = (before.place, before.level_id) if before else (Place.OFF.value, None)
    return was == (place, level.pk if level else None)


def _who(assessment: Assessment) -> str:
    says = {"who": assessment.assessed_by or _("Someone no longer here"), "where": where(assessment)}
    return _("%(who)s said “%(where)s”") % says


def _day(day: date) -> str:
    return date_format(day, "M j, Y")
