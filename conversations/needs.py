"""What needs somebody of the rooms to the left, which know nothing of notices."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db.models import Count, Subquery, Window
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.reader import Reader
from conversations.registry import Counted, Line, counted, needs
from ladders.models import Assessment, CalibrationAssessor
from members.models import Member
from organizations.models import Invitation, Membership
from stpnet.in_org import on_public_side

# Each on a line of its own; what is beyond stands in one more.
SHOWN = 5
SOON = timedelta(days=14)


def what_needs(reader: Reader) -> list[Line]:
    """Gather what needs this reader now, from every room."""
    return [*told_by_number(reader, counted), *(line for look in needs for line in look(reader))]


def told_by_number(reader: Reader, asked: Sequence[Counted]) -> Iterator[Line]:
    """Read in one statement what is told by its number."""
    parts = {f"n_{each.name}": part for each in asked if (part := each.part(reader)) is not None}
    if not parts:
        return
    row = Member.objects.filter(pk=reader.member.pk).annotate(**parts).values(*parts).get()
    for each in asked:
        name = f"n_{each.name}"
        if name in row and (line := each.say(reader, row[name])):
            yield line


def agreement(reader: Reader) -> Iterator[Line]:
    """Levels that count once a second person agrees, of people whom the reader may see."""
    if not reader.may("assessment.confirm"):
        return
    people = Member.objects.people().within(reader.scope("assessment.confirm"), reader.member)
    waiting = Assessment.objects.to_agree().filter(member__in=people).exclude(assessed_by=reader.member)
    rows = list(
        waiting.select_related("member").annotate(n_all=Window(Count("pk"))).order_by("created_at", "pk")[:SHOWN]
    )
    n_all = rows[0].n_all if rows else 0  # type: ignore[attr-defined]
    if reader.by_mail:
        if rows:
            yield _many_to_agree(n_all, reader)
        return
    for each in rows:
        title = _("Do you agree with where %(name)s stands?") % {"name": each.member}
        text = _("A new level counts once a second person agrees.")
        yield Line(title, text, reader.url("members:detail", each.member_id), "ladder")
    if n_all > SHOWN:
        yield _many_to_agree(n_all - SHOWN, reader, more=True)


def _many_to_agree(n: int, reader: Reader, *, more: bool = False) -> Line:
    if more:
        title = ngettext("%(n)d more waits for a second person.", "%(n)d more wait for a second person.", n)
    else:
        title = ngettext("%(n)d new level waits for a second person.", "%(n)d new levels wait for a second person.", n)
    text = _("Each counts once somebody else agrees.")
    return Line(title % {"n": n}, text, reader.url("ladders:waiting"), "ladder", n=n)


def rounds(reader: Reader) -> Iterator[Line]:
    """Rounds of calibration in which the reader has still to place people."""
    if not reader.may("assessment.make"):
        return
    seats = CalibrationAssessor.objects.awaited().filter(assessor=reader.member).select_related("calibration")
    for seat in seats.order_by("calibration__created_at")[:SHOWN]:
        title = _("Place a few people by yourself, for “%(round)s”.") % {"round": seat.calibration.name}
        text = _("The others do the same. Then you see side by side where you differ.")
        yield Line(title, text, reader.url("ladders:calibration_place", seat.calibration_id), "users")


def belonging(reader: Reader) -> Iterator[Line]:
    """People proposed whom an owner may confirm, and the reader's own last day here."""
    with on_public_side():
        mine = Membership.objects.filter(organization=reader.organization, user_id=reader.member.user_id or "")
        proposed = Invitation.objects.proposed().filter(organization=reader.organization)
        n_proposed = proposed.order_by().values("organization").annotate(n=Count("pk")).values("n")
        ends_on, n = mine.annotate(n=Subquery(n_proposed)).values_list("ends_on", "n").first() or (None, None)
    if n and reader.may("people.manage"):
        title = ngettext("%(n)d person is proposed to come in.", "%(n)d people are proposed to come in.", n)
        text = _("Nothing is sent until an owner confirms.")
        yield Line(title % {"n": n}, text, reader.url("organizations:people"), "user-plus", n=n)
    if ends_on and ends_on - reader.organization.today() <= SOON:
        title = _("Your access here ends on %s.") % date_format(ends_on, "F j")
        yield Line(title, _("If that is too early, ask an owner for a later day."), "", "calendar-clock", "warn")
