"""Saving what was filled in, with the question that was asked anew; and keeping what is not saved yet."""

from uuid import UUID

from django.db.models.functions import Now

from audit.recording import action
from experiments.models import Experiment, Question, Unsaved
from experiments.questions import actions as questions
from experiments.writing import actions
from experiments.writing.content import Content
from experiments.writing.form.form import ExperimentForm
from experiments.writing.form.typed import Typed
from members.models import Member


@action
def write(form: ExperimentForm, *, by: Member) -> Experiment:
    """Write a new experiment down from its form."""
    made = actions.write(_with_new_question(form, form.content(), by), by=by)
    drop(None, by=by)
    return made


@action
def edit(experiment: Experiment, form: ExperimentForm, content: Content, *, since: int, by: Member) -> list[str]:
    """Change an experiment from its form. Raises ChangedMeanwhile, and then nothing is kept, nor the new question."""
    changed = actions.edit(experiment, _with_new_question(form, content, by), since=since, by=by)
    drop(experiment, by=by)
    return changed


def _with_new_question(form: ExperimentForm, content: Content, by: Member) -> Content:
    text, under = form.cleaned_data["new_question"].strip(), form.cleaned_data["new_question_under"]
    if not text:
        return content
    parent = Question.objects.get(pk=UUID(under)) if under else None
    made = questions.make(text=text, parent=parent, by=by)
    return content | {"questions": [*content["questions"], str(made.pk)]}


def unsaved(experiment: Experiment | None, *, by: Member) -> Unsaved | None:
    return Unsaved.objects.filter(writer=by, experiment=experiment).first()


def keep(experiment: Experiment | None, typed: Typed, *, by: Member) -> None:
    """Keep what somebody is typing. It is theirs alone until they save, so it is no event of the record."""
    Unsaved.objects.update_or_create(writer=by, experiment=experiment, defaults={"typed": typed, "saved_at": Now()})


def drop(experiment: Experiment | None, *, by: Member) -> None:
    Unsaved.objects.filter(writer=by, experiment=experiment).delete()
