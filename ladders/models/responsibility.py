"""Responsibilities: what a group needs somebody to carry, whom it asked, and who carries it since when."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import Level
from members.models import Member, Team
from organizations.permissions import Scope
from stpnet.models import TenantModel, TenantQuerySet


class ResponsibilityQuerySet(TenantQuerySet["Responsibility"]):
    def active(self) -> Self:
        """Leave out what was put away."""
        return self.filter(put_away_at=None)

    def within(self, scope: Scope, member: Member) -> Self:
        """Keep those that a right of this scope reaches: OWN are those of one's own teams, and those one wrote down."""
        if scope is not Scope.OWN:
            return self if scope is Scope.ALL else self.none()
        teams = Team.objects.all().within(scope, member).order_by().values("pk")
        return self.filter(Q(team__in=teams) | Q(added_by=member))

    def with_counts(self) -> Self:
        """Add how many carry it (`n_held`) and how many were asked and have not said yet (`n_asked`)."""
        now = Q(holdings__until=None) & Q(holdings__member__in=Member.objects.people().order_by().values("pk"))
        return self.annotate(
            n_held=Count("holdings", filter=now & Q(holdings__since__isnull=False)),
            n_asked=Count("holdings", filter=now & Q(holdings__since=None)),
        )

    def with_room(self) -> Self:
        """Keep those of which somebody is still wanted."""
        return self.active().with_counts().filter(n_held__lt=F("places"))


class Responsibility(TenantModel):
    """Something to carry for the group: what it takes, from which level one is ready, and for how many there is room."""

    name = models.CharField(_("what it is called"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    takes = models.TextField(_("what it takes"), max_length=1000, blank=True)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="responsibilities")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="responsibilities")
    places = models.PositiveSmallIntegerField(_("for how many people"), default=1)
    # How many there were before a list named more who carry it: so many again once that is taken back.
    places_before = models.PositiveSmallIntegerField(null=True, editable=False)
    by_on = models.DateField(_("wanted by"), null=True, blank=True)
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    from_list = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    put_away_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Responsibility"]] = models.Manager.from_queryset(ResponsibilityQuerySet)()

    class Meta:
        ordering: ClassVar = ["folded", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folded", "team"],
                condition=Q(put_away_at=None),
                nulls_distinct=False,
                name="ladders_responsibility_name_once",
                violation_error_message=_("There is a responsibility of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="ladders_responsibility_has_room",
                violation_error_message=_("It is for one person at least."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HoldingQuerySet(TenantQuerySet["Holding"]):
    def current(self) -> Self:
        """Leave out what has ended, and who said no."""
        return self.filter(until=None)

    def waiting(self) -> Self:
        """Keep who was asked and has not said yet."""
        return self.current().filter(since=None)

    def held(self) -> Self:
        """Keep what somebody carries now."""
        return self.current().exclude(since=None)


class Holding(TenantModel):
    """Somebody asked to carry a responsibility, and what became of it.

    Asked and waiting: no `since`. Carries it: `since`. Gave it back: `until` too. Said no: `until` without `since`.
    """

    responsibility = models.ForeignKey(Responsibility, on_delete=models.CASCADE, related_name="holdings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="holdings")
    asked_on = models.DateField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    # What they said when they took it on or did not, and how it went once it was over.
    words = models.CharField(_("what they said"), max_length=300, blank=True)
    how_it_went = models.CharField(_("how it went"), max_length=300, blank=True)
    given_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    from_list = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["Holding"]] = models.Manager.from_queryset(HoldingQuerySet)()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["responsibility", "member"],
                condition=Q(until=None, since__isnull=False),
                name="ladders_holding_once",
                violation_error_message=_("This person carries it already."),
            ),
            # Apart from the rule above: of two rows of one person one may have been asked, and the other carry it.
            models.UniqueConstraint(
                fields=["responsibility", "member"],
                condition=Q(until=None, since=None),
                name="ladders_holding_asked_once",
                violation_error_message=_("This person was asked already."),
            ),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=False) | Q(since__isnull=False),
                name="ladders_holding_begins",
                violation_error_message=_("Say when they were asked, or since when they carry it."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="ladders_holding_ends_after_start",
                violation_error_message=_("Nobody gives it back before they had it."),
            ),
        ]

    @property
    def step(self) -> str:
        """Name the last step that was taken: asked, yes, no or back."""
        if self.until is None:
            return "yes" if self.since else "asked"
        return "back" if self.since else "no"

    def __str__(self) -> str:
        return f"{self.member_id} carries {self.responsibility_id}"
