"""Keeping what was read from an old page, and the page itself beside it: nothing of it is dropped."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from audit.recording import action
from experiments.models import Experiment, Question
from experiments.papers import actions as papers
from experiments.pasting.forms import BesideForm
from experiments.questions import actions as questions
from experiments.reading.writeup import Asked
from experiments.writing import saying
from experiments.writing.form import saving
from experiments.writing.form.form import ExperimentForm
from members.models import Member
from members.normal import fold


@action
def keep(form: ExperimentForm, beside: BesideForm, *, today: date, by: Member) -> Experiment:
    """Write the experiment down with its questions and what came of it; the pasted text stands among its documents."""
    if there := saving.written_before(form, by=by):
        return there
    said = beside.cleaned_data
    form.asked_above = [str(one.pk) for one in _asked(said["chain"], by)]
    experiment = saving.write(form, by=by)
    on = experiment.ends_on or today
    for text in said["learnings"]:
        saying.learn(text=text, on=on, by=by, experiment=experiment)
    for text in said["decisions"]:
        saying.decide(experiment, text=text, on=on, by=by)
    under = experiment.questions.order_by("answering__pk").first()
    for text in said["open_questions"]:
        questions.raise_open(saying.leave_open(experiment, text=text, by=by), under=under, by=by)
    papers.add(experiment, said["text"].encode(), name=_("The old write-up, as it was pasted"), by=by)
    return experiment


def _asked(chain: Sequence[Asked], by: Member) -> list[Question]:
    """Find each question in the tree, or ask it; return those that no other of the chain stands below."""
    way: list[tuple[int, Question]] = []
    innermost: list[Question] = []
    for place, asked in enumerate(chain):
        while way and way[-1][0] >= asked.depth:
            way.pop()
        parent = way[-1][1] if way else None
        known = {fold(one.text): one for one in Question.objects.open().filter(parent=parent)}
        made = known.get(fold(asked.text)) or questions.make(text=asked.text, area=asked.area, parent=parent, by=by)
        way.append((asked.depth, made))
        if place + 1 == len(chain) or chain[place + 1].depth <= asked.depth:
            innermost.append(made)
    return innermost
