"""Posting to the log of an experiment, answering, editing with every version kept, taking back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from audit.recording import action, record
from conversations import notices
from experiments import names
from experiments.coaching import summing
from experiments.counting.actions import Written, measure
from experiments.models import Experiment, Follows, LogPost, LogWas, Metric, UnsavedPost
from experiments.models.log import LONGEST_POST
from members.exporting import files
from members.models import Member

LOG, COMMENT = "experiment.log", "experiment.comment"
POSTED, MENTIONED = "experiments.posted", "experiments.mentioned"


@action
def post(
    experiment: Experiment,
    *,
    text: str,
    on: date,
    today: date | None = None,
    by: Member,
    themes: Sequence[str] = (),
    mentions: Collection[Member] = (),
    figures: Mapping[Metric, Written] = MappingProxyType({}),
    picture: Mapping[str, str] = MappingProxyType({}),
) -> LogPost:
    """Post to the log; who is mentioned and who follows is told. What was being written is no draft any more.

    `figures` are written down as of the day of the post. Raises FigureRefused, and then nothing is posted. `picture`
    is what `pictures.of` gives.
    """
    (marked,) = names.mark(text)
    told = {"on": on, "text": marked, "themes": list(themes), **picture}
    made: LogPost = LogPost.objects.create(experiment=experiment, author=by, **told)
    for metric, written in figures.items():
        measure(metric, written, on=on, today=today or on, by=by, post=made)
    UnsavedPost.objects.filter(experiment=experiment, writer=by).delete()
    _tell(made, mentions, by)
    summing.changed(experiment)
    record(LOG, of=made, by=by, fields=["added"])
    return made


@action
def comment(under: LogPost, *, text: str, on: date, by: Member, mentions: Collection[Member] = ()) -> LogPost:
    """Answer a post or a comment. One that was taken back meanwhile keeps the answer below it: nothing typed is lost."""
    (marked,) = names.mark(text)
    thread = under.thread_id or under.pk
    made: LogPost = LogPost.objects.create(
        experiment_id=under.experiment_id, thread_id=thread, parent=under, author=by, on=on, text=marked
    )
    _tell(made, mentions, by)
    summing.changed(under.experiment)
    record(COMMENT, of=made, by=by, fields=["added"])
    return made


@action
def edit(
    post: LogPost,
    *,
    text: str,
    on: date,
    themes: Sequence[str],
    by: Member,
    picture: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    """Change a post, and keep how it read. Whether anything was changed. `picture` as of `post`; it replaces the old."""
    held = LogPost.objects.select_for_update().get(pk=post.pk)
    (marked,) = names.mark(text)
    before, now = (held.text, held.on, held.themes), (marked, on, list(themes))
    pictured = {name: value for name, value in picture.items() if getattr(held, name) != value}
    if before == now and not pictured:
        return False
    if "picture" in pictured:
        transaction.on_commit(partial(files.delete, held.picture))
    if held.text != marked:
        LogWas.objects.create(post=held, text=held.text)
    held.text, held.on, held.themes = now
    held.edited_at = Now()
    for name, value in pictured.items():
        setattr(held, name, value)
    held.save(update_fields=["text", "on", "themes", "edited_at", *pictured])
    record(COMMENT if held.thread_id else LOG, of=held, by=by, fields=["text", *pictured])
    return True


@action
def take_back(post: LogPost, *, by: Member) -> None:
    """Take a post back; what others wrote below it stays."""
    if LogPost.objects.filter(pk=post.pk, removed_at=None).update(removed_at=Now()):
        record(COMMENT if post.thread_id else LOG, of=post, by=by, fields=["removed"])


@action
def put_back(post: LogPost, *, by: Member) -> None:
    """Let a post that was taken back be read again."""
    if LogPost.objects.filter(pk=post.pk).exclude(removed_at=None).update(removed_at=None):
        record(COMMENT if post.thread_id else LOG, of=post, by=by, fields=["removed"])


def keep(experiment: Experiment, text: str, *, by: Member) -> None:
    """Keep what somebody is writing until they post it: theirs alone, so no event of the record."""
    if text.strip():
        told = {"text": text.replace("\0", "")[:LONGEST_POST], "saved_at": Now()}
        UnsavedPost.objects.update_or_create(experiment=experiment, writer=by, defaults=told)
    else:
        UnsavedPost.objects.filter(experiment=experiment, writer=by).delete()


@action
def follow(experiment: Experiment, *, by: Member) -> None:
    """Hear of what is posted from now on."""
    if Follows.objects.get_or_create(experiment=experiment, member=by)[1]:
        record(COMMENT, of=experiment, by=by, fields=["followed"])


@action
def unfollow(experiment: Experiment, *, by: Member) -> None:
    """Hear no more of it."""
    if Follows.objects.filter(experiment=experiment, member=by).delete()[0]:
        record(COMMENT, of=experiment, by=by, fields=["followed"])


def _tell(made: LogPost, mentions: Collection[Member], by: Member) -> None:
    called = {member.pk for member in mentions}
    notices.tell(to=called, kind=MENTIONED, by=by, about=made.pk)
    others = set(Follows.objects.filter(experiment=made.experiment_id).values_list("member", flat=True))
    if made.thread_id:
        spoke = Q(pk=made.thread_id) | Q(thread=made.thread_id)
        others |= set(LogPost.objects.filter(spoke).exclude(author=None).values_list("author", flat=True))
    notices.tell(to=others - called, kind=POSTED, by=by, about=made.pk)
