"""Signs of success and of failure, with what is said of each; and the documents beside them."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from experiments.models.searched import vector
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet

NOT_MEASURED = "not_measured"


class SignQuerySet(TenantQuerySet["Sign"]):
    def unsaid(self) -> Self:
        """Keep those of which nobody has said yet what became of them."""
        return self.filter(verdict=NOT_MEASURED)


class Sign(TenantModel):
    """How a group will know. Its verdict is in words of its kind: success is met, failure happens."""

    class Kind(models.TextChoices):
        SUCCESS = "success", _("Success looks like")
        FAILURE = "failure", _("Failure would be")

    class Verdict(models.TextChoices):
        MET = "met", _("Met")
        WITHIN_REACH = "within_reach", _("Within reach")
        BEHIND = "behind", _("Behind")
        NOT_HAPPENING = "not_happening", _("Not happening")
        CLOSE = "close", _("Close")
        HAPPENING = "happening", _("Happening")
        NOT_MEASURED = NOT_MEASURED, _("Not measured yet")

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="signs")
    kind = models.CharField(max_length=7, choices=Kind)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("sign"), max_length=1000)
    how = models.CharField(_("how we will know"), max_length=300, blank=True)
    verdict = models.CharField(max_length=13, choices=Verdict, default=Verdict.NOT_MEASURED, editable=False)
    verdict_words = models.CharField(_("what shows it"), max_length=1000, blank=True, editable=False)
    said_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    said_on = models.DateField(null=True, editable=False)

    objects: ClassVar[models.Manager["Sign"]] = models.Manager.from_queryset(SignQuerySet)()

    class Meta:
        ordering: ClassVar = ["-kind", "position", "pk"]
        indexes: ClassVar = [GinIndex(vector("text", "how", "verdict_words"), name="experiments_sign_words")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_sign_has_text",
                violation_error_message=_("Write what one would see."),
            ),
            models.CheckConstraint(
                condition=Q(verdict=NOT_MEASURED)
                | Q(kind="success", verdict__in=("met", "within_reach", "behind"))
                | Q(kind="failure", verdict__in=("not_happening", "close", "happening")),
                name="experiments_sign_verdict_of_its_kind",
                violation_error_message=_(
                    "A sign of success is met, within reach or behind; one of failure happens or not."
                ),
            ),
            models.CheckConstraint(
                condition=Q(verdict=NOT_MEASURED) | Q(said_on__isnull=False),
                name="experiments_sign_said_on_a_day",
                violation_error_message=_("Say on which day this was seen."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Document(TenantModel):
    """Where more about it stands; a name alone says that there is a paper."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("what it is"), max_length=150)
    url = models.URLField(_("address"), max_length=500, blank=True)
    # Where the upload lies, if there is one, and what it is by its content; how it was called is only shown.
    stored_as = models.CharField(max_length=120, blank=True, editable=False)
    content_type = models.CharField(max_length=100, blank=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="experiments_document_has_name",
                violation_error_message=_("Say what the document is."),
            ),
            models.CheckConstraint(
                # Anything else in a link could run as script.
                condition=Q(url="") | Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="experiments_document_leads_to_a_page",
                violation_error_message=_("An address begins with https://."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
