"""What changes learnings and decisions. The last edit, and taking one away, can be taken back."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from experiments.models import Decision, Experiment, Learning, SeenAgain
from experiments.models.learning import LONGEST_TAG, MOST_TAGS
from experiments.writing import saying
from members.models import Member

RIGHT = saying.LEARN

type Learned = Learning | Decision


class LearningRefused(Exception):
    """Why it cannot be done, in a sentence a member could read."""


def tidy(tags: Iterable[str]) -> list[str]:
    """Return tags in small letters, each once, in the order of the alphabet."""
    words = (" ".join(tag.lower().split())[:LONGEST_TAG] for tag in tags)
    return sorted({word for word in words if word})[:MOST_TAGS]


@action
def add(*, text: str, on: date, tags: Iterable[str], experiment: Experiment | None, by: Member) -> Learning:
    """Keep a learning with its tags, of an experiment or of none."""
    learning = saying.learn(text=text, on=on, experiment=experiment, by=by)
    learning.tags = tidy(tags)
    learning.save(update_fields=["tags"])
    return learning


@action
def edit(learned: Learned, *, by: Member, **said: Any) -> None:
    """Say it in other words, of another day, or with other tags; how it read before is kept."""
    held: Any = type(learned).objects.select_for_update(of=("self",)).get(pk=learned.pk)
    said["tags"] = tidy(said.get("tags", held.tags))
    before = {name: _plain(getattr(held, name)) for name in said}
    changed = [name for name, value in said.items() if _plain(value) != before[name]]
    if not changed:
        return
    held.was = before
    for name, value in said.items():
        setattr(held, name, value)
    held.save(update_fields=[*said, "was"])
    record(RIGHT, of=held, by=by, fields=changed)


@action
def edit_back(learned: Learned, *, by: Member) -> None:
    """Let it read as before the last edit. Raises LearningRefused where that was done already."""
    held: Any = type(learned).objects.select_for_update(of=("self",)).get(pk=learned.pk)
    if not held.was:
        raise LearningRefused(_("It reads as before already."))
    for name, value in held.was.items():
        setattr(held, name, date.fromisoformat(value) if name == "on" else value)
    names, held.was = list(held.was), {}
    held.save(update_fields=[*names, "was"])
    record(RIGHT, of=held, by=by, fields=names)


@action
def remove(learned: Learned, *, by: Member) -> None:
    """Take it out of the library, and off its experiment."""
    if type(learned).objects.filter(pk=learned.pk).update(removed_at=Now()):
        record(RIGHT, of=learned, by=by, fields=["removed"])


@action
def bring_back(learned: Learned, *, by: Member) -> None:
    """Put it back where it was."""
    if type(learned).everything.filter(pk=learned.pk).exclude(removed_at=None).update(removed_at=None):
        record(RIGHT, of=learned, by=by, fields=["brought back"])


@action
def see_again(learning: Learning, *, experiment: Experiment, by: Member) -> SeenAgain:
    """Say that it showed in another experiment too; once is enough."""
    if learning.experiment_id == experiment.pk:
        raise LearningRefused(_("It comes from this experiment. Choose another one."))
    seen, is_new = SeenAgain.objects.get_or_create(learning=learning, experiment=experiment, defaults={"said_by": by})
    if is_new:
        record(RIGHT, of=learning, by=by, fields=["seen again"])
    return seen


@action
def not_seen(learning: Learning, *, experiment: UUID, by: Member) -> None:
    """Take back that it was seen there."""
    if SeenAgain.objects.filter(learning=learning, experiment=experiment).delete()[0]:
        record(RIGHT, of=learning, by=by, fields=["not seen again"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
