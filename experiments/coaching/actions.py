"""Reviews and the answers to them, notes of coaching, and how far a coach has looked."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models.functions import Now

from audit.recording import action, record
from conversations import notices
from experiments import names
from experiments.coaching import summing
from experiments.models import AtCoaching, CoachingNote, CoachReview, Experiment, LastLook, Remark, Sign
from members.models import Member

REVIEW, COMMENT = "experiment.review", "experiment.comment"
# Marks of names take room, too.
MOST_CALLED = 600
REVIEWED, ANSWERED = "experiments.reviewed", "experiments.answered"


class Said(NamedTuple):
    """A remark as it was written: of a sign, of the hunch, or of the whole."""

    about: Remark.About
    text: str
    sign: Sign | None = None


@action
def review(
    experiment: Experiment,
    told: Mapping[str, Any],
    remarks: Sequence[Said],
    *,
    ready: list[str],
    today: date,
    by: Member,
) -> CoachReview:
    """Send a review; who answers for the experiment and its team are told."""
    about = [each.sign.text[:MOST_CALLED] if each.sign else "" for each in remarks]
    words = [told.get("text", ""), told.get("question", ""), *(each.text for each in remarks), *about]
    text, question, *marked = names.mark(*words)
    said = zip(remarks, marked, marked[len(remarks) :], strict=False)
    made: CoachReview = CoachReview.objects.create(
        experiment=experiment, by=by, on=today, ready=ready, advice=told["advice"], next_on=told.get("next_on"),
        text=text, question=question,
    )  # fmt: skip
    Remark.objects.bulk_create(
        Remark(review=made, about=each.about, sign=each.sign, called=called, text=words) for each, words, called in said
    )
    team = {each.member_id for each in experiment.team.all()} | {experiment.accountable_id}
    notices.tell(to={key for key in team if key}, kind=REVIEWED, by=by, about=experiment.pk)
    summing.reviewed(experiment)
    record(REVIEW, of=made, by=by, fields=["added"])
    return made


@action
def answer(review: CoachReview, *, text: str, today: date, by: Member) -> None:
    """Answer the question of a review; whoever asked is told. A later answer takes the place of the first."""
    (marked,) = names.mark(text)
    CoachReview.objects.filter(pk=review.pk).update(answer=marked, answered_by=by, answered_on=today)
    if review.by:
        notices.tell(to=review.by, kind=ANSWERED, by=by, about=review.experiment_id)
    summing.changed(review.experiment)
    record("experiment.log", of=review, by=by, fields=["answer"])


@action
def keep_note(*, on: date, agreed: str, next_on: date | None, there: Collection[Member], by: Member) -> CoachingNote:
    """Write down what was agreed; who was there reads it."""
    note: CoachingNote = CoachingNote.objects.create(coach=by, on=on, agreed=agreed, next_on=next_on)
    AtCoaching.objects.bulk_create(AtCoaching(note=note, member=member) for member in there if member != by)
    record(REVIEW, of=note, by=by, fields=["added"])
    return note


@action
def look(*, by: Member) -> None:
    """Say that everything up to now was seen."""
    LastLook.objects.update_or_create(member=by, defaults={"at": Now()})
    record(REVIEW, of=by, by=by, fields=["looked"])
