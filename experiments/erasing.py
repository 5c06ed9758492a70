"""What this room lets go of when somebody is erased: that they took part, what they had not saved, and their name."""

from django.db.models import Model

from experiments import names
from experiments.models import (
    Assigned,
    Assignment,
    AtCoaching,
    CoachingNote,
    CoachReview,
    Decision,
    Document,
    Experiment,
    ExperimentStep,
    Follows,
    LastLook,
    Learning,
    LogPost,
    LogWas,
    Metric,
    OnTeam,
    OpenQuestion,
    Printout,
    PulseAnswer,
    Question,
    Remark,
    Revision,
    Sign,
    SystemReview,
    TakingPart,
    Unsaved,
    UnsavedPost,
)
from experiments.story import printing
from members.emptying import rewrite, words_of
from members.models import Member

# What people write about an experiment is not marked, and may name anybody.
_WRITTEN: dict[type[Model], tuple[str, ...]] = {
    Experiment: ("title", "hypothesis", "pause_cause"),
    Question: ("text", "area"),
    Sign: ("text", "how", "verdict_words"),
    ExperimentStep: ("text", "who"),
    OnTeam: ("name", "part"),
    Document: ("name",),
    TakingPart: ("name",),
    Learning: ("text", "was"),
    Decision: ("text", "was"),
    OpenQuestion: ("text",),
    # Lists may be called by a person, and their names are kept beside what counts by them.
    Metric: ("question", "chosen"),
    Assignment: ("named",),
    Revision: ("content",),
    Unsaved: ("typed",),
    UnsavedPost: ("text",),
}


def empty(member: Member) -> None:
    """Experiments stay, with nobody in their place; old revisions forget which part they had."""
    OnTeam.objects.filter(member=member).delete()
    TakingPart.objects.filter(member=member).delete()
    printing.forget(list(Printout.objects.all()))
    Unsaved.objects.filter(writer=member).delete()
    UnsavedPost.objects.filter(writer=member).delete()
    Assigned.objects.filter(member=member).delete()
    PulseAnswer.objects.filter(member=member).delete()
    for model in (Follows, AtCoaching, LastLook):
        model._default_manager.filter(member=member).delete()  # noqa: SLF001 - whichever model it is
    CoachingNote.objects.filter(coach=member).delete()
    _forget_names(member)
    Experiment.objects.filter(accountable=member).update(accountable=None)
    Experiment.objects.filter(coach=member).update(coach=None)
    ExperimentStep.objects.filter(owner=member).update(owner=None)
    key = str(member.pk)
    for revision in Revision.objects.filter(content__team__contains=[{"member": key}]):
        revision.content["team"] = [row for row in revision.content["team"] if row["member"] != key]
        revision.save(update_fields=["content"])


def _forget_names(member: Member) -> None:
    """Take the name out of what was posted and said: where it is marked by the key, and where it is only written."""
    merged = Member.objects.filter(merged_into=member).values_list("pk", flat=True)
    keys = {str(key) for key in (member.pk, *merged)}
    for model in (LogPost, LogWas):
        for key in keys:
            for post in model._default_manager.filter(text__contains=f"{names.OPEN}{key}"):  # noqa: SLF001
                model._default_manager.filter(pk=post.pk).update(text=names.let_go(post.text, keys))  # noqa: SLF001
    words = words_of(member)
    for table, columns in _WRITTEN.items():
        rewrite(table, columns, words)
    rewrite(LogPost, ("text", "picture_shows"), words)
    rewrite(LogWas, ("text",), words)
    rewrite(CoachReview, ("text", "question", "answer"), words)
    rewrite(Remark, ("text", "called"), words)
    rewrite(CoachingNote, ("agreed",), words)
    rewrite(SystemReview, ("in_place_words", "useful_words", "embraced_words", "figures"), words)
