"""Prompts: the group's own questions for a conversation, in sets, and what people answered."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from conversations.models.conversation import Conversation
from conversations.models.searched import Plain
from members.models import Member
from organizations.sealing import unseal
from stpnet.models import TenantModel, TenantQuerySet


class PromptSet(TenantModel):
    """Questions that belong together: the ones for always, or those of a campaign between two days."""

    name = models.CharField(_("name"), max_length=80)
    first_day = models.DateField(_("from"), null=True, blank=True)
    last_day = models.DateField(_("until"), null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    put_away_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="conversations_promptset_has_name",
                violation_error_message=_("Write what these questions are for."),
            ),
            models.CheckConstraint(
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="conversations_promptset_ends_after_start",
                violation_error_message=_("The last day comes before the first one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PromptQuerySet(TenantQuerySet["Prompt"]):
    def asked(self) -> Self:
        """Leave out what is asked no more."""
        return self.filter(put_away_at=None, of__put_away_at=None)


class Prompt(TenantModel):
    """A question worth asking: it opens a conversation, and is no survey."""

    of = models.ForeignKey(PromptSet, on_delete=models.CASCADE, related_name="prompts", verbose_name=_("set"))
    text = models.CharField(_("question"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    put_away_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Prompt"]] = models.Manager.from_queryset(PromptQuerySet)()

    class Meta:
        ordering: ClassVar = ["position", "created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="conversations_prompt_asks",
                violation_error_message=_("Write the question."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class PromptAnswer(TenantModel):
    """What was answered to a question in a conversation: as much for others' eyes as its story, or sealed like it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="answers")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(_("answer"), max_length=4000, blank=True)
    sealed = models.TextField(blank=True, editable=False)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    # For searching in the words, as of the story.
    searched = models.GeneratedField(
        expression=SearchVector(Plain("text"), config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["searched"], name="conversations_answer_searched")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "prompt"],
                name="conversations_promptanswer_once",
                violation_error_message=_("This question has its answer already."),
            ),
            models.CheckConstraint(
                condition=Q(text="") ^ Q(sealed=""),
                name="conversations_promptanswer_says_something",
                violation_error_message=_("Write what they answered."),
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.prompt_id}"

    @property
    def words(self) -> str:
        """The answer, for who may read the conversation it was given in: look at that first."""
        return str(unseal(self.sealed) or "") if self.sealed else self.text
