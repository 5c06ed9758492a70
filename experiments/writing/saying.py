"""What is said of an experiment as it goes on: steps done, signs seen, what was learned, decided and left open."""

from datetime import date

from django.utils.translation import gettext as _

from audit.recording import action, record
from experiments.coaching import summing
from experiments.models import Decision, Experiment, ExperimentStep, Learning, OpenQuestion, Sign
from members.models import Member

LOG = "experiment.log"
LEARN = "learning.edit"
# What can be said of a sign, by its kind.
VERDICTS = {
    Sign.Kind.SUCCESS: (Sign.Verdict.MET, Sign.Verdict.WITHIN_REACH, Sign.Verdict.BEHIND, Sign.Verdict.NOT_MEASURED),
    Sign.Kind.FAILURE: (
        *(Sign.Verdict.NOT_HAPPENING, Sign.Verdict.CLOSE, Sign.Verdict.HAPPENING),
        Sign.Verdict.NOT_MEASURED,
    ),
}


class VerdictRefused(Exception):
    """Why this cannot be said of a sign, in a sentence a member could read."""


@action
def tick(step: ExperimentStep, *, today: date, by: Member) -> None:
    """Say that a step is done; who said so first stays."""
    if ExperimentStep.objects.filter(pk=step.pk, done_on=None).update(done_on=today, done_by=by):
        summing.changed(step.experiment)
        record(LOG, of=step, by=by, fields=["done"])


@action
def untick(step: ExperimentStep, *, by: Member) -> None:
    """Take back that it is done."""
    if ExperimentStep.objects.filter(pk=step.pk).exclude(done_on=None).update(done_on=None, done_by=None):
        summing.changed(step.experiment)
        record(LOG, of=step, by=by, fields=["not done"])


@action
def say(sign: Sign, *, verdict: Sign.Verdict, words: str, today: date, by: Member) -> None:
    """Say what became of a sign, and what shows it. Raises VerdictRefused for a verdict of the other kind."""
    if verdict not in VERDICTS[Sign.Kind(sign.kind)]:
        raise VerdictRefused(_("A sign of success is met, within reach or behind; one of failure happens or not."))
    is_said = verdict != Sign.Verdict.NOT_MEASURED
    sign.verdict, sign.verdict_words = verdict, words
    sign.said_by, sign.said_on = (by, today) if is_said else (None, None)
    sign.save(update_fields=["verdict", "verdict_words", "said_by", "said_on"])
    record(LOG, of=sign, by=by, fields=["verdict"])


@action
def learn(*, text: str, on: date, by: Member, experiment: Experiment | None = None) -> Learning:
    """Keep a learning, of an experiment or of none."""
    learning = Learning.objects.create(experiment=experiment, text=text, on=on, made_by=by)
    record(LEARN, of=learning, by=by, fields=["added"])
    return learning


@action
def decide(experiment: Experiment, *, text: str, on: date, by: Member, kind: str = "") -> Decision:
    """Keep what was decided at the end."""
    decision = Decision.objects.create(experiment=experiment, kind=kind, text=text, on=on, made_by=by)
    record(LEARN, of=decision, by=by, fields=["added"])
    return decision


@action
def leave_open(experiment: Experiment, *, text: str, by: Member) -> OpenQuestion:
    """Keep a question that it left open."""
    left = OpenQuestion.objects.create(experiment=experiment, text=text, made_by=by)
    record(LEARN, of=left, by=by, fields=["added"])
    return left
