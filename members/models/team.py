"""Teams: who works together on what, the roles in them, and who held which since when."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from members.models.relationship import Relationship
from members.models.unit import Unit
from organizations.permissions import Scope
from stpnet.models import TenantModel, TenantQuerySet


class TeamQuerySet(TenantQuerySet["Team"]):
    def active(self) -> Self:
        """Leave out teams that were put away."""
        return self.filter(put_away_at=None)

    def within(self, scope: Scope, member: Member) -> Self:
        """Keep those that a right of this scope reaches: OWN are teams one organizes, leads, or coaches the leader of."""
        if scope is Scope.ALL:
            return self
        if scope is not Scope.OWN:
            return self.none()
        leading = TeamRole.objects.current().filter(team=OuterRef("pk"), is_lead=True)
        coached = Relationship.objects.kept().filter(member=member, kind=Relationship.Kind.COACH_OF).values("other")
        is_near = Exists(leading.filter(Q(member=member) | Q(member__in=coached)))
        return self.filter(Q(organizer=member) | is_near)

    def by_name(self) -> Self:
        return self.order_by("folded", "pk")


class Team(TenantModel):
    """People with a shared goal and a leader. What it is for stands first; who is in it changes."""

    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    purpose = models.TextField(_("what it is for"), max_length=1000, blank=True)
    # A unit that teams are of is not deleted, so nothing is lost by this.
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="teams")
    organizer = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="teams_organized"
    )
    from_list = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    put_away_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Team"]] = models.Manager.from_queryset(TeamQuerySet)()

    class Meta:
        ordering: ClassVar = ["folded", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folded"],
                condition=Q(put_away_at=None),
                name="members_team_name_once",
                violation_error_message=_("There is a team of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="members_team_has_name",
                violation_error_message=_("Write what the team is called."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CurrentQuerySet[M: models.Model](TenantQuerySet[M]):
    def current(self) -> Self:
        """Leave out what has ended."""
        return self.filter(until=None)


class TeamMember(TenantModel):
    """Somebody's time in a team. It ends and is never deleted, but for a slip; coming back is a new one."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="in_teams")
    # Not known of those whom a list put here.
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    from_list = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["TeamMember"]] = models.Manager.from_queryset(CurrentQuerySet["TeamMember"])()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "member"],
                condition=Q(until=None),
                name="members_teammember_once",
                violation_error_message=_("This person is in the team already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="members_teammember_ends_after_start",
                violation_error_message=_("Nobody leaves a team before they came."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.team_id}"


class TeamRole(TenantModel):
    """What one person answers for in a team. Without a person it is open; each time of holding it is a row.

    Who leads is a role as well: so it has its history, and moves when two rows turn out to be one person.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(_("role"), max_length=80, blank=True)
    is_lead = models.BooleanField(default=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="team_roles")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    from_list = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["TeamRole"]] = models.Manager.from_queryset(CurrentQuerySet["TeamRole"])()

    class Meta:
        ordering: ClassVar = ["-is_lead", "name", "created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(is_lead=True, until=None),
                name="members_teamrole_one_leader",
                violation_error_message=_("Somebody leads this team already."),
            ),
            models.CheckConstraint(
                condition=Q(is_lead=True, member__isnull=False) | Q(is_lead=False) & ~Q(name=""),
                name="members_teamrole_named",
                violation_error_message=_("Write what the role is called."),
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(since=None, until=None),
                name="members_teamrole_open_has_no_days",
                violation_error_message=_("A role that nobody holds has no days yet."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="members_teamrole_ends_after_start",
                violation_error_message=_("Nobody gives a role back before they had it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or gettext("Leader")
