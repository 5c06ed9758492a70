"""What needs somebody of the rooms to the left, which know nothing of notices."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min, Q, Subquery, TextField, Window
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.reader import Reader
from conversations.registry import Line, counted, needs
from ladders import unsure
from ladders.models import Assessment, CalibrationAssessor, Proposal
from members.models import Member
from organizations.models import Invitation, Membership
from organizations.permissions import Scope
from stpnet.in_org import on_public_side

# Each on a line of its own; what is beyond stands in one more.
SHOWN = 5
SOON = timedelta(days=14)


def what_needs(reader: Reader) -> list[Line]:
    """Gather what needs this reader now, from every room."""
    return [*_counted(reader), *(line for look in needs for line in look(reader))]


def _counted(reader: Reader) -> Iterator[Line]:
    """Read in one statement what is told by its number."""
    parts = {f"n_{each.name}": part for each in counted if (part := each.part(reader)) is not None}
    if not parts:
        return
    row = Member.objects.filter(pk=reader.member.pk).annotate(**parts).values(*parts).get()
    for each in counted:
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


def look_again(reader: Reader) -> Iterator[Line]:
    """People whom the reader was not sure of, or organizes, and whose day to look again has come.

    Who sees everyone is told also of those whom nobody organizes: nobody else would be.
    """
    if not reader.may("assessment.make"):
        return
    scope, today = reader.scope("assessment.make"), reader.organization.today()
    mine = Q(assessment__assessed_by=reader.member) | Q(member__organizer=reader.member)
    whose = mine | Q(member__organizer=None) if scope is Scope.ALL else mine
    found = unsure.standing(scope, reader.member).filter(whose, unsure.due(today))
    # Someone may be open on two ladders. The list is of one: of the default one, where somebody is open there.
    here, other = Count("pk", filter=Q(ladder__is_default=True)), Min(Cast("ladder", TextField()))
    seen = found.aggregate(n=Count("member", distinct=True), here=here, other=other)
    if n := seen["n"]:
        title = ngettext("It is time to look at %(n)d person again.", "It is time to look at %(n)d people again.", n)
        text = _("Nobody was sure yet where they stand, and their day has come.")
        asked = "" if seen["here"] else f"?ladder={seen['other']}"
        yield Line(title % {"n": n}, text, reader.url("ladders:unsure") + asked, "eye", n=n)


def rounds(reader: Reader) -> Iterator[Line]:
    """Rounds of calibration in which the reader has still to place people."""
    if not reader.may("assessment.make"):
        return
    seats = CalibrationAssessor.objects.awaited().filter(assessor=reader.member).select_related("calibration")
    for seat in seats.order_by("calibration__created_at")[:SHOWN]:
        title = _("Place a few people by yourself, for “%(round)s”.") % {"round": seat.calibration.name}
        text = _("The others do the same. Then you see side by side where you differ.")
        yield Line(title, text, reader.url("ladders:calibration_place", seat.calibration_id), "users")


def proposals(reader: Reader) -> Iterator[Line]:
    """What rules propose for people on whose place the reader decides.

    Who sees everyone is told of their own people, and of those whom nobody organizes: nobody else would be.
    """
    if not reader.may("proposal.decide"):
        return
    scope, mine = reader.scope("proposal.decide"), Q(member__organizer=reader.member)
    people = Member.objects.people().within(scope, reader.member).order_by().values("pk")
    found = Proposal.objects.open().filter(
        mine | Q(member__organizer=None), member__in=people, ladder__put_away_at=None
    )
    # The page is of one ladder: of the default one, where anything waits there.
    here, other = Count("pk", filter=Q(ladder__is_default=True)), Min(Cast("ladder", TextField()))
    seen = found.order_by().aggregate(n=Count("member", distinct=True), here=here, other=other)
    if n := seen["n"]:
        title = ngettext(
            "A rule proposes another place for %(n)d person.", "Rules propose another place for %(n)d people.", n
        )
        text = _("You know them: accept it with what you saw, or say why not.")
        url = (
            reader.url("ladders:default_proposals") if seen["here"] else reader.url("ladders:proposals", seen["other"])
        )
        yield Line(title % {"n": n}, text, url, "ladder")


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
