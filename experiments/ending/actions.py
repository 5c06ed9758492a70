"""Ending an experiment with all that came of it, in one step; and what was seen at its middle."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from audit.recording import action
from experiments.ending.forms import N_LEARNINGS, N_QUESTIONS, EndForm, SignForm
from experiments.models import Experiment, Sign
from experiments.models.experiment import Status
from experiments.questions import actions as questions
from experiments.writing import actions as writing
from experiments.writing import content as page
from experiments.writing import saying, statuses
from members.models import Member


@action
def say_all(signs: Iterable[SignForm], *, today: date, by: Member) -> int:
    """Say of each sign what was chosen, where that is new; return of how many."""
    n = 0
    for form in signs:
        verdict, words = form.cleaned_data["verdict"], form.cleaned_data["words"].strip()
        if verdict and (verdict, words) != (form.sign.verdict, form.sign.verdict_words):
            saying.say(form.sign, verdict=Sign.Verdict(verdict), words=words, today=today, by=by)
            n += 1
    return n


@action
def end(experiment: Experiment, form: EndForm, *, today: date, by: Member) -> Experiment | None:
    """Finish it, keeping what was learned, decided and left open; return what goes on from it, if something does.

    Raises StatusRefused, and then nothing of it is kept.
    """
    # Sent twice, or once more for a verdict that was missing, it says nothing twice.
    held = Experiment.objects.select_for_update().get(pk=experiment.pk)
    say_all(form.signs, today=today, by=by)
    for text in _new(held.learnings, form.texts("learning", N_LEARNINGS)):
        saying.learn(text=text, on=today, by=by, experiment=experiment)
    decided = dict(held.decisions.values_list("text", "kind"))
    for kind, text in [one for one in form.decided() if decided.get(one[1]) != one[0]]:
        saying.decide(experiment, text=text, kind=kind, on=today, by=by)
    _leave_open(experiment, _new(held.open_questions, form.texts("question", N_QUESTIONS)), by)
    statuses.change(experiment, to=Status.FINISHED, today=today, by=by)
    follow_on = form.cleaned_data["follow_on"].strip()
    return None if held.followed_by.filter(title=follow_on).exists() else follow(experiment, follow_on, by=by)


def _new(rows: Any, texts: list[str]) -> list[str]:
    said = set(rows.values_list("text", flat=True))
    return [text for text in texts if text not in said]


def _leave_open(experiment: Experiment, texts: list[str], by: Member) -> None:
    """A question it leaves open stands below the first one it was to answer."""
    under = experiment.questions.order_by("answering__pk").first() if texts else None
    for text in texts:
        questions.raise_open(saying.leave_open(experiment, text=text, by=by), under=under, by=by)


@action
def follow(experiment: Experiment, title: str, *, by: Member) -> Experiment | None:
    """Write down, as an idea, what goes on from an experiment: under the same questions, on the same level, with the same team."""
    if not title:
        return None
    before = page.of(experiment)
    team = [row | {"id": ""} for row in before["team"]]
    kept = {"title": title, "team": team} | {part: before[part] for part in ("questions", "accountable", "level")}
    made = writing.write(page.empty() | kept, by=by)  # type: ignore[arg-type]
    made.follows = experiment
    made.save(update_fields=["follows"])
    return made
