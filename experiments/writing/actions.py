"""Writing an experiment down, and changing what was written: every way it read is kept."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from audit.recording import action, record
from experiments.coaching import summing
from experiments.counting import refreshing
from experiments.models import Experiment, Revision
from experiments.writing import content as page
from experiments.writing.content import LISTS, PLAIN, Content
from members.models import Member

RIGHT = "experiment.write"
FIELDS = (*PLAIN, *LISTS)


class ChangedMeanwhile(Exception):
    """Somebody else changed the same parts. `newest` is how they read now; nothing of either was thrown away."""

    def __init__(self, fields: Sequence[str], newest: Revision) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields
        self.newest = newest


class PageRefused(Exception):
    """Why the page cannot read so, in a sentence a member could read."""


@action
def write(content: Content, *, by: Member, key: UUID | None = None) -> Experiment:
    """Write a new experiment down, as an idea; `key` becomes its own."""
    experiment = Experiment(title=content["title"], made_by=by, **({"pk": key} if key else {}))
    page.put(experiment, content, [field for field in PLAIN if field != "questions"])
    experiment.save(force_insert=True)
    page.put(experiment, content, ("questions", *LISTS))
    keep(experiment, by)
    record(RIGHT, of=experiment, by=by, fields=["added"])
    return experiment


@action
def edit(experiment: Experiment, content: Content, *, since: int, by: Member, key: UUID | None = None) -> list[str]:
    """Change what differs from the revision `since`, the one that was read; what others changed elsewhere stays.

    `key` becomes that of the new revision.

    Returns the changed parts. Raises ChangedMeanwhile where somebody else changed the same part in other words,
    PageRefused where what both changed does not go together, or not with how far the experiment is.
    """
    held = Experiment.objects.select_for_update().get(pk=experiment.pk)
    before: Content = held.revisions.get(number=since).content
    newest = held.revisions.get(number=held.version)
    here = [field for field in changed(before, content) if _bare(newest.content, field) != _bare(content, field)]
    torn = [field for field in here if _bare(newest.content, field) != _bare(before, field)]
    if torn:
        raise ChangedMeanwhile(torn, newest)
    if here:
        page.put(held, content, here)
        _refuse(held)
        held.changed_at = Now()
        held.save(update_fields=[*(field for field in PLAIN if field != "questions"), "changed_at"])
        keep(held, by, key)
        if {"starts_on", "ends_on"} & set(here):
            refreshing.again(held)
        record(RIGHT, of=held, by=by, fields=here)
    experiment.refresh_from_db()
    return here


def changed(before: Content, after: Content) -> list[str]:
    """List the parts that read otherwise."""
    return [field for field in FIELDS if _bare(after, field) != _bare(before, field)]


def reads_the_same(one: Content, other: Content, fields: Sequence[str] = FIELDS) -> bool:
    """Whether both say the same there, whatever keys their rows have."""
    return all(_bare(one, field) == _bare(other, field) for field in fields)


def together(mine: Content, *, before: Content, newest: Content) -> Content:
    """Put what I changed into the newest page: what I left alone reads as others wrote it."""
    mixed: Content = newest | {field: mine[field] for field in changed(before, mine)}  # type: ignore[literal-required,assignment]
    return mixed


@action
def go_back(experiment: Experiment, *, to: Revision, by: Member) -> list[str]:
    """Let the page read as it did once; that is a new revision, so nothing is lost by it."""
    held = Experiment.objects.select_for_update().get(pk=experiment.pk)
    return edit(experiment, to.content, since=held.version, by=by)


def _refuse(experiment: Experiment) -> None:
    """A form knows what one person typed; only here it meets what another saved, and whether it has begun."""
    try:
        experiment.validate_constraints()
    except ValidationError as why:
        raise PageRefused(" ".join(why.messages)) from why


def _bare(content: Content, field: str) -> object:
    """A part without the keys of its rows: the same words are the same part."""
    return _without_keys(content[field])  # type: ignore[literal-required]


def _without_keys(value: object) -> object:
    if isinstance(value, list):
        return [_without_keys(one) for one in value]
    if isinstance(value, dict):
        return {key: _without_keys(one) for key, one in value.items() if key != "id" and one not in ("", [])}
    return value


def keep(experiment: Experiment, by: Member, key: UUID | None = None) -> None:
    """Keep how the page reads now as its newest revision."""
    experiment.version += 1
    experiment.save(update_fields=["version"])
    own = {"pk": key} if key else {}
    experiment.revisions.create(number=experiment.version, content=page.of(experiment), made_by=by, **own)
    summing.changed(experiment)
