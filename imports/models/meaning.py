"""What a word of the group's lists means here, as a person said once: “leader!!” is level 4."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models import Member
from stpnet.models import TenantModel


class ImportMeaning(TenantModel):
    """Remembered for the whole organization, and used in the lists that follow until somebody forgets it."""

    class Does(models.TextChoices):
        IS = "is", _("Is one of those here")
        NAMED = "named", _("Goes by this name")
        EMPTY = "empty", _("Is left empty")

    # Which words these are: `unit:<kind>`, `level:<ladder>`, `status`, `organizer`, `consent`, `consent:not`, `tag`.
    about = models.CharField(max_length=100)
    word = models.CharField(max_length=200)
    does = models.CharField(max_length=5, choices=Does)
    # The id of a unit, level or member, a fixed word such as "member", or the name of a unit that is still to come.
    means = models.CharField(max_length=120, blank=True)
    # What was said in one go is put back in one go; `before` is [does, means] as it was remembered until then.
    move = models.UUIDField()
    before = models.JSONField(null=True)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["about", "word"],
                name="imports_importmeaning_word_once",
                violation_error_message=_("This word has a meaning already."),
            ),
            models.CheckConstraint(
                condition=Q(does="empty", means="") | (~Q(does="empty") & ~Q(means="")),
                name="imports_importmeaning_means_something",
                violation_error_message=_("Say what the word means, or that it is left empty."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.does} {self.about}"
