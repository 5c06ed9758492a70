"""The reader's own one-to-ones of this week, and the number they set themselves. Nobody else sees either."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce

from audit.recording import action, record
from conversations.models import Conversation, OwnNumber
from members.models import Member
from members.requests import OrgRequest
from organizations.models import Organization


class Week(NamedTuple):
    """How many there were since the first day of the week, and how many were meant."""

    first_day: date
    n: int
    own_number: int | None


def first_day(organization: Organization) -> date:
    """Return the day on which this week began, by the group's calendar."""
    today = organization.today()
    return today - timedelta(days=(today.isoweekday() - organization.week_start) % 7)


def parts(request: OrgRequest) -> dict[str, Any]:
    """Return parts of the statement of Today."""
    had = Conversation.objects.kept().in_earnest().one_to_ones()
    had = had.filter(author=request.member, on__gte=first_day(request.organization))
    counted = had.order_by().values("author").annotate(n=Count("pk")).values("n")
    own = OwnNumber.objects.filter(member=request.member).values("n")
    return {"week_n": Coalesce(Subquery(counted), 0), "week_own": Subquery(own)}


def read(request: OrgRequest, row: Any) -> Week:
    """Read what `parts` found."""
    return Week(first_day(request.organization), row.week_n, row.week_own)


@action
def set_number(member: Member, *, n: int | None) -> None:
    """Keep the number that somebody sets themselves; None takes it away."""
    if n is None:
        OwnNumber.objects.filter(member=member).delete()
    else:
        OwnNumber.objects.update_or_create(member=member, defaults={"n": n})
    record("own_number.set", of=member, by=member, fields=["n"])
