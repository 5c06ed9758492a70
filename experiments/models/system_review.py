"""A look at the network itself: whether the data is where it should be, useful, and embraced."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Member
from stpnet.models import TenantModel

LONGEST = 2000


class SystemReview(TenantModel):
    """Set for a day; answered on some day from then on, with the figures of use as they were."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("Not yet")

    due = models.DateField(_("day"))
    in_place = models.CharField(max_length=6, choices=Answer, blank=True)
    in_place_words = models.TextField(max_length=LONGEST, blank=True)
    useful = models.CharField(max_length=6, choices=Answer, blank=True)
    useful_words = models.TextField(max_length=LONGEST, blank=True)
    embraced = models.CharField(max_length=6, choices=Answer, blank=True)
    embraced_words = models.TextField(max_length=LONGEST, blank=True)
    figures = models.JSONField(default=dict, editable=False)
    set_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    answered_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    answered_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-due", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_on=None, in_place="", useful="", embraced="")
                | Q(answered_on__isnull=False) & ~Q(in_place="") & ~Q(useful="") & ~Q(embraced=""),
                name="experiments_systemreview_answered_whole",
                violation_error_message=_("Answer all three questions; “partly” is an answer."),
            )
        ]

    def __str__(self) -> str:
        return f"for {self.due}"
