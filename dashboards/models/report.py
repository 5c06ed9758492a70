"""Report: figures of some days, counted once and kept; and the words in which a group tells them."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models import Ladder
from members.models import Member, SavedView, Unit, UnitKind
from members.models.job import LongJob, LongJobQuerySet
from stpnet.models import TenantModel, TenantQuerySet


class ReportQuerySet(LongJobQuerySet["Report"]):
    def kept(self) -> Self:
        """Leave out reports that somebody deleted."""
        return self.filter(deleted_at=None)

    def open_to(self, member: Member, *, sees_people: bool) -> Self:
        """Keep those that somebody made, and those shared with all here whose figures are for them.

        What tells small figures of places as they are is for those with a right to people, its maker among them.
        """
        shared = Q(shared_at__isnull=False)
        found = self.kept().filter(Q(asked_by=member) | shared)
        return found if sees_people else found.filter(audience=Report.Audience.ANYONE)


class Report(LongJob):
    """Asked for by somebody, built in the background. What was counted stays as it was counted, and says when."""

    class Kind(models.TextChoices):
        MEMBERS = "members", _("The ladder, for members")
        BOARD = "board", _("One page for the board")
        STAFF = "staff", _("For staff, with a table for each place")
        PARTNER = "partner", _("For a partner, about its members")
        TABLE = "table", _("A table of a view")

    class Audience(models.TextChoices):
        # Who has a right to people here; figures of places stand as they are.
        STAFF = "staff", _("People here who work with members")
        # Everybody else too: small figures of places are hidden.
        ANYONE = "anyone", _("Anyone, also outside the group")

    kind = models.CharField(_("what to make"), max_length=8, choices=Kind)
    audience = models.CharField(_("who reads it"), max_length=8, choices=Audience, default=Audience.ANYONE)
    ladder = models.ForeignKey(Ladder, on_delete=models.SET_NULL, null=True, related_name="+")
    # The places at the end of both days are compared.
    first = models.DateField(_("from the end of"))
    last = models.DateField(_("until the end of"))
    # Only the people of these units and of those below; none: everybody's.
    units = ArrayField(models.UUIDField(), default=list, blank=True)
    # Tables are divided by units of this kind.
    divided_by = models.ForeignKey(UnitKind, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    view = models.ForeignKey(SavedView, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    partner = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(_("language"), max_length=10)
    # All figures, as `dashboards.reports.building.snapshot` counted them; empty until then. No name stands here but
    # under a quote, by its id, which is asked again each time whether it may still be used.
    snapshot = models.JSONField(default=dict)
    counted_at = models.DateTimeField(null=True)
    # Sentences of this report as the group wrote them: {slot: words with {figures} in braces}.
    words = models.JSONField(default=dict)
    # Where its files lie: {"pdf": "<organization>/<uuid4>", …}.
    files = models.JSONField(default=dict)
    shared_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Report"]] = models.Manager.from_queryset(ReportQuerySet)()

    class Meta(LongJob.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["members", "board", "staff", "partner", "table"]),
                name="dashboards_report_kind_known",
                violation_error_message=_("Choose what to make."),
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="dashboards_report_ends_after_start",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["staff", "table"]) | Q(audience="anyone"),
                name="dashboards_report_handed_on_is_for_anyone",
                violation_error_message=_("What is handed to others hides small figures of places."),
            ),
            models.CheckConstraint(
                condition=Q(snapshot={}) | Q(counted_at__isnull=False),
                name="dashboards_report_says_when_counted",
                violation_error_message=_("Figures say when they were counted."),
            ),
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(trouble=""),
                name="dashboards_report_failure_is_told",
                violation_error_message=_("A report that could not be made says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first} to {self.last}"

    @property
    def is_counted(self) -> bool:
        return bool(self.snapshot)

    @property
    def is_handed_on(self) -> bool:
        """Whether it may come to readers without a right to people."""
        return self.audience == self.Audience.ANYONE


class ReportWords(TenantModel):
    """A sentence of the members' report as this group says it in a language; reports made later begin with it."""

    language = models.CharField(_("language"), max_length=10)
    # One of `dashboards.reports.words.SLOTS`.
    slot = models.CharField(max_length=60)
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["ReportWords"]] = models.Manager.from_queryset(TenantQuerySet["ReportWords"])()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["language", "slot"],
                name="dashboards_reportwords_once",
                violation_error_message=_("This sentence has words in this language already."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="dashboards_reportwords_says_something",
                violation_error_message=_("Write the sentence, or leave it as it was."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} in {self.language}"
