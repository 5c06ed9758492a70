"""What of people's places on ladders needs the reader, told by its number and read with all else of the kind."""

from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.reader import Reader
from conversations.registry import Counted, Line
from ladders import unsure
from ladders.models import Proposal
from members.models import Member
from organizations.permissions import Scope


def _look_again(reader: Reader) -> Subquery | None:
    """People whom the reader was not sure of, or organizes, and whose day to look again has come.

    Who sees everyone is told also of those whom nobody organizes: nobody else would be.
    """
    if not reader.may("assessment.make"):
        return None
    scope, today = reader.scope("assessment.make"), reader.organization.today()
    mine = Q(assessment__assessed_by=reader.member) | Q(member__organizer=reader.member)
    whose = mine | Q(member__organizer=None) if scope is Scope.ALL else mine
    return _gathered(unsure.standing(scope, reader.member).filter(whose, unsure.due(today)))


def _say_look_again(reader: Reader, seen: dict[str, Any] | None) -> Line | None:
    if not seen or not (n := seen["n"]):
        return None
    title = ngettext("It is time to look at %(n)d person again.", "It is time to look at %(n)d people again.", n)
    text = _("Nobody was sure yet where they stand, and their day has come.")
    asked = "" if seen["here"] else f"?ladder={seen['other']}"
    return Line(title % {"n": n}, text, reader.url("ladders:unsure") + asked, "eye", n=n)


def _proposals(reader: Reader) -> Subquery | None:
    """What rules propose for people on whose place the reader decides.

    Who sees everyone is told of their own people, and of those whom nobody organizes: nobody else would be.
    """
    if not reader.may("proposal.decide"):
        return None
    scope, mine = reader.scope("proposal.decide"), Q(member__organizer=reader.member)
    people = Member.objects.people().within(scope, reader.member).order_by().values("pk")
    return _gathered(
        Proposal.objects.open().filter(mine | Q(member__organizer=None), member__in=people, ladder__put_away_at=None)
    )


def _say_proposals(reader: Reader, seen: dict[str, Any] | None) -> Line | None:
    if not seen or not (n := seen["n"]):
        return None
    title = ngettext(
        "A rule proposes another place for %(n)d person.", "Rules propose another place for %(n)d people.", n
    )
    text = _("You know them: accept it with what you saw, or say why not.")
    here, other = reader.url("ladders:default_proposals"), seen["other"]
    url = here if seen["here"] else reader.url("ladders:proposals", other)
    return Line(title % {"n": n}, text, url, "ladder")


def _gathered(found: QuerySet[Any, Any]) -> Subquery:
    """Count people, and say of which ladder a page should be: of the default one, where any of them are open there."""
    here, other = Count("pk", filter=Q(ladder__is_default=True)), Min(Cast("ladder", TextField()))
    told = JSONObject(n=Count("member", distinct=True), here=here, other=other)
    return Subquery(found.order_by().annotate(all=Value(1)).values("all").annotate(told=told).values("told"))


LOOK_AGAIN = Counted("look_again", _look_again, _say_look_again)
PROPOSALS = Counted("proposals", _proposals, _say_proposals)
