"""Saving what was filled in, with the question that was asked anew; and keeping what is not saved yet.

Every form that is shown has a key of its own, `once`: what is written down from it, or the new revision, gets that key.
So a form that arrives twice, or a draft that arrives after it was saved, is known for what it is.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models.functions import Now

from audit.recording import action
from experiments.models import Experiment, Question, Revision, Unsaved
from experiments.questions import actions as questions
from experiments.writing import actions
from experiments.writing.content import Content
from experiments.writing.form.form import ExperimentForm
from experiments.writing.form.typed import Typed
from members.models import Member

# A draft that was on its way while its form was saved arrives by then.
_ON_ITS_WAY = timedelta(minutes=1)


@action
def write(form: ExperimentForm, *, by: Member) -> Experiment:
    """Write a new experiment down from its form."""
    if there := written_before(form, by=by):
        return there
    is_new = form.once and not Experiment.objects.filter(pk=form.once).exists()
    content = _with_new_question(form, form.content(), by)
    made = actions.write(content, by=by, key=form.once if is_new else None)
    drop(None, by=by)
    return made


def written_before(form: ExperimentForm, *, by: Member) -> Experiment | None:
    """Find what the same form, with the same in it, was written down as: one that is sent twice is one experiment.

    Whoever writes waits here until what they sent before is written.
    """
    _one_at_a_time(by)
    found = Experiment.objects.filter(pk=form.once, made_by=by).first() if form.once else None
    if found is None:
        return None
    first: Content = found.revisions.get(number=1).content
    content, asked = form.content(), form.cleaned_data["new_question"].strip()
    others = [field for field in actions.FIELDS if field != "questions"]
    is_same = actions.reads_the_same(content, first, others) and set(content["questions"]) <= set(first["questions"])
    is_asked = not asked or Question.objects.filter(pk__in=first["questions"], text=asked).exists()
    return found if is_same and is_asked else None


@action
def edit(experiment: Experiment, form: ExperimentForm, content: Content, *, since: int, by: Member) -> list[str]:
    """Change an experiment from its form. Raises ChangedMeanwhile, and then nothing is kept, nor the new question."""
    _one_at_a_time(by)
    is_new = form.once and not Revision.objects.filter(pk=form.once).exists()
    content = _with_new_question(form, content, by)
    changed = actions.edit(experiment, content, since=since, by=by, key=form.once if is_new else None)
    drop(experiment, by=by)
    return changed


def _one_at_a_time(by: Member) -> None:
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)


def _with_new_question(form: ExperimentForm, content: Content, by: Member) -> Content:
    text, under = form.cleaned_data["new_question"].strip(), form.cleaned_data["new_question_under"]
    if not text:
        return content
    parent = Question.objects.get(pk=UUID(under)) if under else None
    made = questions.make(text=text, parent=parent, by=by)
    return content | {"questions": [*content["questions"], str(made.pk)]}


def unsaved(experiment: Experiment | None, *, by: Member) -> Unsaved | None:
    return Unsaved.objects.filter(writer=by, experiment=experiment).first()


@action
def keep(experiment: Experiment | None, typed: Typed, *, once: UUID | None, by: Member) -> None:
    """Keep what somebody is typing. It is theirs alone until they save, so it is no event of the record."""
    _one_at_a_time(by)
    if not (once and _was_saved(once)):
        Unsaved.objects.update_or_create(writer=by, experiment=experiment, defaults={"typed": typed, "saved_at": Now()})


def _was_saved(once: UUID) -> bool:
    since = Now() - _ON_ITS_WAY
    if Experiment.objects.filter(pk=once, created_at__gt=since).exists():
        return True
    return Revision.objects.filter(pk=once, made_at__gt=since).exists()


def drop(experiment: Experiment | None, *, by: Member) -> None:
    Unsaved.objects.filter(writer=by, experiment=experiment).delete()
