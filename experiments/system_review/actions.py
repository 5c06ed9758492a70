"""What changes a look at the network: it is set for a day, answered, and taken away while it waits."""

from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from audit.recording import action, record
from experiments.models import SystemReview
from members.models import Member

RIGHT = "experiment.write"


class LookRefused(Exception):
    """Why it cannot be done, in a sentence a member could read."""


@action
def plan(*, due: date, by: Member) -> SystemReview:
    """Set a day; there is one look on a day."""
    made, is_new = SystemReview.objects.get_or_create(due=due, defaults={"set_by": by})
    if not is_new:
        raise LookRefused(_("There is a look on this day already."))
    record(RIGHT, of=made, by=by, fields=["due"])
    return made


@action
def answer(
    review: SystemReview, said: dict[str, Any], *, figures: dict[str, Any], today: date, by: Member
) -> SystemReview:
    """Keep the answers with the figures of that day. Raises LookRefused before its day."""
    held = SystemReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if today < held.due:
        raise LookRefused(_("Its day is still to come. Answer then, when there is something to look back on."))
    for name, value in said.items():
        setattr(held, name, value)
    held.figures, held.answered_on, held.answered_by = figures, today, by
    held.save()
    record(RIGHT, of=held, by=by, fields=["answered"])
    return held


@action
def call_off(review: SystemReview, *, by: Member) -> bool:
    """Take it away while nobody answered; whether it was there to take."""
    gone = SystemReview.objects.filter(pk=review.pk, answered_on=None).delete()[0]
    if gone:
        record(RIGHT, of=review, by=by, fields=["called off"])
    return bool(gone)


def in_order() -> "Any":
    """What waits stands first, the next day on top; then what was answered, the latest first."""
    return SystemReview.objects.select_related("answered_by").order_by(
        F("answered_on").desc(nulls_first=True), "due", "pk"
    )
