"""The log of an experiment: posts, comments below them, how each read before, and who follows along."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from experiments.models.searched import vector
from members.models import Member
from stpnet.models import TenantModel

LONGEST_POST = 10_000


class LogPost(TenantModel):
    """A post, or a comment: that has a `parent`, what it answers, and the `thread` that it stands in.

    `text` holds names of people on file in marks with their key (`experiments.names`). A post that was taken back
    keeps its row while there are comments below it.
    """

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="posts")
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    on = models.DateField(_("day"))
    text = models.TextField(_("what happened"), max_length=LONGEST_POST)
    themes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # Where the file of a picture lies, what it is, and what it shows, for who does not see it.
    picture = models.CharField(max_length=200, blank=True, editable=False)
    picture_type = models.CharField(max_length=20, blank=True, editable=False)
    picture_shows = models.CharField(_("what it shows"), max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [GinIndex(vector("text"), name="experiments_logpost_words")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_logpost_has_text",
                violation_error_message=_("Write what happened."),
            ),
            models.CheckConstraint(
                condition=Q(thread=None, parent=None) | Q(thread__isnull=False, parent__isnull=False),
                name="experiments_logpost_comment_stands_in_a_thread",
                violation_error_message=_("A comment answers something."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="experiments_logpost_answers_another",
                violation_error_message=_("A comment cannot answer itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experiment_id} on {self.on}"


class LogWas(TenantModel):
    """How a post read until somebody edited it."""

    post = models.ForeignKey(LogPost, on_delete=models.CASCADE, related_name="before")
    text = models.TextField(max_length=LONGEST_POST)
    until = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.post_id} until {self.until}"


class UnsavedPost(TenantModel):
    """The post that somebody is writing below an experiment; nobody else reads it."""

    writer = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="unsaved_posts")
    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="unsaved_posts")
    text = models.TextField(max_length=LONGEST_POST)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["writer", "experiment"],
                name="experiments_unsavedpost_once",
                violation_error_message=_("It is being written already."),
            )
        ]

    def __str__(self) -> str:
        return f"of {self.writer_id}"


class Follows(TenantModel):
    """That somebody wants to hear what is posted: by the bell, and by the mail that gathers it."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="follows_of")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="follows_experiments")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["experiment", "member"],
                name="experiments_follows_once",
                violation_error_message=_("You follow it already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.experiment_id}"
