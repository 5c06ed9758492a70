"""Questions: an area, "How might we" below it, narrower ones below that."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from experiments.models.searched import vector
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class QuestionQuerySet(TenantQuerySet["Question"]):
    def open(self) -> Self:
        """Leave out what was retired, or put into another one."""
        return self.filter(retired_at=None, merged_into=None)


class Question(TenantModel):
    """What a group wants to find out. One that was retired or put into another keeps its place in the past."""

    text = models.CharField(_("question"), max_length=400)
    # Said at the top of a tree: what part of the work it belongs to, such as "Base building".
    area = models.CharField(_("area"), max_length=60, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged", editable=False
    )
    # What went over when it was put into another one, by key, so that the two can be parted again.
    went = models.JSONField(default=dict, blank=True, editable=False)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    retired_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Question"]] = models.Manager.from_queryset(QuestionQuerySet)()

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        indexes: ClassVar = [GinIndex(vector("text"), name="experiments_question_words")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_question_has_text",
                violation_error_message=_("Write the question."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="experiments_question_not_own_parent",
                violation_error_message=_("A question cannot stand under itself."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="experiments_question_not_into_itself",
                violation_error_message=_("A question cannot be put into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
