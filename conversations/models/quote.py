"""Quote: somebody's words, with what they agreed to: where, until when and under which name."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from conversations.models.conversation import Conversation
from conversations.models.theme import Theme
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class QuoteQuerySet(TenantQuerySet["Quote"]):
    def kept(self) -> Self:
        """Leave out what was withdrawn, and whose words they were is no longer on file."""
        return self.filter(withdrawn_at=None, member__erased_at=None)

    def usable(self, where: str, on: date) -> Self:
        """Keep what may stand in such a place on that day: who agreed to outside agreed to less as well."""
        wide = [each for each in Quote.Where if Quote.Where(each).reach >= Quote.Where(where).reach]
        return self.kept().filter(Q(until=None) | Q(until__gte=on), where__in=wide, agreed_on__lte=on)


class Quote(TenantModel):
    """Words that a member agreed to be quoted with. Without their yes there is no row."""

    class Where(models.TextChoices):
        INSIDE = "inside", _("Inside the group")
        REPORT = "report", _("Reports to members")
        OUTSIDE = "outside", _("Anywhere, also in public")

        @property
        def reach(self) -> int:
            """How far it goes; what reaches further takes in what reaches less far."""
            return list(type(self)).index(self)

    class Named(models.TextChoices):
        FULL = "full", _("Their full name")
        FIRST = "first", _("Their first name")
        CALLED = "called", _("In words that they chose")
        NOBODY = "nobody", _("Without a name")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="quotes")
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="quotes")
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes")
    words = models.TextField(_("words"), max_length=1000)
    where = models.CharField(_("where"), max_length=8, choices=Where, default=Where.INSIDE)
    until = models.DateField(_("until"), null=True, blank=True)
    named = models.CharField(_("how they are named"), max_length=8, choices=Named, default=Named.NOBODY)
    called = models.CharField(_("in these words"), max_length=80, blank=True)
    agreed_on = models.DateField(_("agreed on"))
    agreed_how = models.CharField(_("how they agreed"), max_length=200, blank=True)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    # The themes it stood under before they were put into others, the latest last.
    was = ArrayField(models.UUIDField(), default=list, db_default=[], editable=False)

    objects: ClassVar[models.Manager["Quote"]] = models.Manager.from_queryset(QuoteQuerySet)()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["theme", "-agreed_on"], name="conversations_quote_theme")]
        constraints: ClassVar = [
            # Words whose consent was withdrawn are gone: only that there was one stays.
            models.CheckConstraint(
                condition=~Q(words="") | Q(withdrawn_at__isnull=False),
                name="conversations_quote_has_words",
                violation_error_message=_("Write their words."),
            ),
            models.CheckConstraint(
                condition=~Q(called="") | ~Q(named="called"),
                name="conversations_quote_is_called",
                violation_error_message=_("Write the words that stand for their name."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("agreed_on")),
                name="conversations_quote_ends_after_start",
                violation_error_message=_("The last day comes before the day they agreed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.where} since {self.agreed_on}"

    @property
    def named_as(self) -> str:
        """The name that stands below the words, as it was agreed; nothing where they agreed to none."""
        if self.named == Quote.Named.FULL:
            return str(self.member)
        if self.named == Quote.Named.FIRST:
            return self.member.preferred_name or self.member.given_name
        return self.called if self.named == Quote.Named.CALLED else ""
