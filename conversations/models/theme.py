"""Themes: what comes up again and again, drawn out of conversations."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from conversations.models.conversation import Conversation
from members.models import Member
from members.normal import fold
from stpnet.models import TenantModel, TenantQuerySet


class ThemeQuerySet(TenantQuerySet["Theme"]):
    def active(self) -> Self:
        """Leave out what was put away, or put into another one."""
        return self.filter(put_away_at=None, merged_into=None)

    def by_name(self) -> Self:
        return self.order_by("folded", "pk")


class Theme(TenantModel):
    """A word or two of the group's own: "rent", "afraid to speak up". Its other names lead to it when two become one."""

    name = models.CharField(_("theme"), max_length=60)
    folded = models.CharField(max_length=60, editable=False)
    meaning = models.CharField(_("what belongs here"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged", editable=False
    )
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    put_away_at = models.DateTimeField(null=True, editable=False)
    # The themes it had been put into before those went into this one: see `themes.joining`.
    was = ArrayField(models.UUIDField(), default=list, db_default=[], editable=False)

    objects: ClassVar[models.Manager["Theme"]] = models.Manager.from_queryset(ThemeQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folded"],
                condition=Q(put_away_at=None, merged_into=None),
                name="conversations_theme_name_once",
                violation_error_message=_("There is a theme of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="conversations_theme_has_name",
                violation_error_message=_("Write what the theme is called."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        # A name of signs alone folds to nothing, and is compared as it stands.
        self.folded = (fold(self.name) or self.name)[:60]
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:  # type: ignore[operator]
            kwargs["update_fields"] = {*fields, "folded"}  # type: ignore[misc]
        super().save(*args, **kwargs)


class ConversationThemeQuerySet(TenantQuerySet["ConversationTheme"]):
    def shown(self) -> Self:
        """Leave out what stands at a theme that was put into another one which came up in the same conversation."""
        return self.filter(theme__merged_into=None)


class ConversationTheme(TenantModel):
    """That a theme came up in a conversation, and perhaps the sentence in which it did.

    The sentence is a part of the story: who may not read the one may not read the other, and of a note that only its
    author may read no sentence is kept here.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="themed")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="raised")
    sentence = models.CharField(_("sentence"), max_length=600, blank=True)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    # The themes it stood under before they were put into others, the latest last.
    was = ArrayField(models.UUIDField(), default=list, db_default=[], editable=False)

    objects: ClassVar[models.Manager["ConversationTheme"]] = models.Manager.from_queryset(ConversationThemeQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "theme"],
                name="conversations_conversationtheme_once",
                violation_error_message=_("This theme stands at the conversation already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} in {self.conversation_id}"
