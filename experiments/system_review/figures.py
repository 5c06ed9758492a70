"""How much the network was really used in a period, whatever anybody says of it."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from audit.models import AuditEvent
from conversations.models import Conversation
from experiments.models import LogPost, Measurement, SystemReview
from members.requests import OrgRequest
from organizations.models import Membership
from stpnet.in_org import on_public_side

# A first look has no earlier one to count from.
FIRST_PERIOD = timedelta(days=90)


class Line(NamedTuple):
    says: str
    n: int


class Used(NamedTuple):
    """Plain numbers of a period, as they are kept with the answers."""

    since: str
    until: str
    posts: int
    figures: int
    conversations: int
    signed_in: int
    changed: int
    accounts: int


def period(review: SystemReview, today: date) -> tuple[date, date]:
    """Return the days that a look is about: from the answers before to the day it was set for, or to today."""
    earlier = SystemReview.objects.exclude(pk=review.pk).filter(due__lt=review.due, answered_on__isnull=False)
    last = earlier.order_by("-answered_on").values_list("answered_on", flat=True).first()
    until = max(today, review.due) if review.due <= today else today
    return last or until - FIRST_PERIOD, until


def used(request: OrgRequest, since: date, until: date) -> Used:
    """Count what was done between two days, both included."""
    zone = request.organization.zone
    first = datetime.combine(since, time.min, tzinfo=zone)
    end = datetime.combine(until + timedelta(days=1), time.min, tzinfo=zone)
    days, moments = {"on__range": (since, until)}, {"gte": first, "lt": end}
    posts = LogPost.objects.filter(thread=None, removed_at=None, **_between("created_at", moments))
    by_hand = Measurement.objects.filter(is_counted=False, **_between("made_at", moments))
    talks = Conversation.objects.kept().filter(**days)
    did = AuditEvent.objects.filter(**_between("at", moments)).exclude(actor_id=None).order_by()
    accounts, came = _who_signs_in(request, first)
    return Used(
        since=since.isoformat(),
        until=until.isoformat(),
        posts=posts.count(),
        figures=by_hand.count(),
        conversations=talks.count(),
        signed_in=came,
        changed=did.aggregate(n=Count("actor_id", distinct=True))["n"],
        accounts=accounts,
    )


def lines(kept: dict[str, Any]) -> list[Line]:
    """Say the numbers of a period."""
    says = {
        "posts": _("posts in the logs of experiments"),
        "figures": _("figures written down by hand"),
        "conversations": _("conversations logged"),
        "signed_in": _("people were here"),
        "changed": _("people changed something"),
        "accounts": _("people can sign in"),
    }
    return [Line(says[name], kept[name]) for name in says if name in kept]


def _between(column: str, moments: dict[str, datetime]) -> dict[str, datetime]:
    return {f"{column}__{how}": moment for how, moment in moments.items()}


def _who_signs_in(request: OrgRequest, since: datetime) -> tuple[int, int]:
    """Count who has an account here, and who of them was here since then: the public side knows."""
    with on_public_side():
        here = Membership.objects.current().of_the_group().filter(organization=request.organization)
        # Who has only just come is noted a little later, and reads this page all the same.
        came = Q(last_used_at__gte=since) | Q(user_id=request.member.user_id)
        return here.count(), here.filter(came).count()
