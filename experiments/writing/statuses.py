"""From an idea to what was learned. Pausing moves the days that are still to come, and is no failure."""

from datetime import date, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from audit.recording import action, record
from experiments.coaching import summing
from experiments.counting import refreshing
from experiments.models import Experiment
from experiments.models.experiment import Status
from experiments.writing import content
from experiments.writing.actions import RIGHT, keep
from members.models import Member

# Where one can go from each. A finished one can be taken up again; nothing goes back to before it started.
NEXT: dict[str, tuple[Status, ...]] = {
    Status.IDEA: (Status.PLANNED, Status.RUNNING, Status.NOT_RUN),
    Status.PLANNED: (Status.IDEA, Status.RUNNING, Status.NOT_RUN),
    Status.RUNNING: (Status.PAUSED, Status.FINISHED),
    Status.PAUSED: (Status.RUNNING, Status.FINISHED),
    Status.FINISHED: (Status.RUNNING,),
    Status.NOT_RUN: (Status.IDEA, Status.PLANNED),
}


class StatusRefused(Exception):
    """Why it cannot go there, in a sentence a member could read."""


@action
def change(experiment: Experiment, *, to: Status, today: date, by: Member, cause: str = "") -> None:
    """Take an experiment on to another status. Raises StatusRefused; pausing needs a cause."""
    held = Experiment.objects.select_for_update().get(pk=experiment.pk)
    if to == held.status:
        experiment.refresh_from_db()
        return
    if to not in NEXT[held.status]:
        raise StatusRefused(
            _("“%(from)s” does not lead to “%(to)s”.") % {"from": held.get_status_display(), "to": to.label}
        )
    if to == Status.PAUSED and not cause.strip():
        raise StatusRefused(_("Say why it rests. Pausing is no failure."))
    _go(held, to, today, cause.strip(), by)
    summing.changed(held)
    record(RIGHT, of=held, by=by, fields=["status"])
    experiment.refresh_from_db()


def _go(held: Experiment, to: Status, today: date, cause: str, by: Member) -> None:
    rested = today - held.paused_on if held.paused_on and to == Status.RUNNING else timedelta(0)
    held.starts_on = held.starts_on or (today if to in (Status.RUNNING, Status.FINISHED) else None)
    if held.starts_on and held.ends_on and held.starts_on > held.ends_on:
        raise StatusRefused(_("Its last day was before today. Choose a new one first."))
    held.status = to
    held.paused_on, held.pause_cause = (today, cause) if to == Status.PAUSED else (None, "")
    if rested and held.ends_on:
        held.ends_on += rested
        held.rested_days += rested.days
    held.save(update_fields=["status", "starts_on", "ends_on", "paused_on", "pause_cause", "rested_days"])
    if to == Status.FINISHED:
        refreshing.freeze(held, today)
    if to == Status.RUNNING:
        refreshing.again(held)
    if rested:
        held.steps.filter(done_on=None, due__isnull=False).update(due=F("due") + rested)
    if content.of(held) != held.revisions.get(number=held.version).content:
        keep(held, by)
