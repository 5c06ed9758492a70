"""Member: everyone the organization knows, and everyone who acts in it."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat, Left, Now, Trim
from django.utils.translation import gettext_lazy as _

from members import normal
from organizations.permissions import Scope
from stpnet.models import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from members.requests import OrgRequest


class WithoutAccents(models.Func):
    """Text in small letters without accents: the server sorts by code point, where Álvarez would follow Zuñiga."""

    template = "lower(regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'))"
    output_field = models.CharField(max_length=202)


class MemberQuerySet(TenantQuerySet["Member"]):
    def people(self) -> Self:
        """Leave out guests, and who was archived, merged away or erased."""
        return self.filter(kind=Member.Kind.PERSON, archived_at=None, merged_into=None, erased_at=None)

    def opened_by(self, request: "OrgRequest") -> Self:
        """Keep those whose page the signed-in person may open: people they may see, and who was made up for them.

        For the pages of one person only. A list or a count starts from `people()`, which knows nobody made up.
        """
        return self.people().visible_to(request) | self.filter(kind=Member.Kind.PRACTICE, made_up_for=request.member)

    def erased(self) -> Self:
        """Keep the empty rows of who was erased: figures of days before count them still."""
        return self.filter(kind=Member.Kind.PERSON, merged_into=None, erased_at__isnull=False)

    def archived(self) -> Self:
        """Keep who was archived and is still on file."""
        return self.filter(kind=Member.Kind.PERSON, merged_into=None, erased_at=None).exclude(archived_at=None)

    def read_by(self, request: "OrgRequest") -> Self:
        """Keep those whose page the signed-in person may read: also who was archived, for those who may archive."""
        from organizations.access import may  # noqa: PLC0415 - access asks who acts here

        opened = self.opened_by(request)
        return opened | self.archived().visible_to(request) if may(request, "member.archive") else opened

    def counted(self, *, staff: bool = False) -> Self:
        """Keep those who are in counts: contacts and members, and staff only where a ladder says so."""
        return self.people().filter(status__in=Member.Status.counted(staff=staff))

    def visible_to(self, request: "OrgRequest") -> Self:
        """Keep those the signed-in person may see by the right that @allow has looked up."""
        return self.within(request.scope, request.member)

    def within(self, scope: Scope, member: "Member") -> Self:
        """Keep those whom a right of this scope reaches for a member.

        OWN reaches the people they organize, those of the units in their StaffScope, and themselves.
        """
        if scope is Scope.ALL:
            return self
        if scope is not Scope.OWN:
            return self.none()
        here = Q(organizer=member) | Q(pk=member.pk)
        scoped = member.scoped_units
        if not scoped:
            return self.filter(here)
        from members.models.unit import Belonging  # noqa: PLC0415 - units point at members

        return self.filter(here | Exists(Belonging.objects.filter(member=OuterRef("pk"), unit__in=scoped)))

    def by_name(self) -> Self:
        """In the order of the list: family name, given name, then a key that never ties."""
        return self.order_by("sorted_as", "pk")


class Member(TenantModel):
    """Someone the organization knows. A guest has a row so that authorship works, and is in no count or list.

    Neither is somebody made up for practice, whose page only the one opens who practices on it.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        GUEST = "guest", _("Guest")
        PRACTICE = "practice", _("Made up for practice")

    class Status(models.TextChoices):
        CONTACT = "contact", _("Contact")
        MEMBER = "member", _("Member")
        STAFF = "staff", _("Staff")
        FORMER = "former", _("Former")

        @classmethod
        def counted(cls, *, staff: bool) -> list[Self]:
            """Return the statuses that counts take in."""
            return [cls.CONTACT, cls.MEMBER, *([cls.STAFF] if staff else [])]

    user_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.CONTACT)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    middle_name = models.CharField(_("middle name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    suffix = models.CharField(_("suffix"), max_length=20, blank=True)
    preferred_name = models.CharField(
        _("goes by"), max_length=100, blank=True, help_text=_("What people call them, when it is not the given name.")
    )
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    language = models.CharField(_("languages"), max_length=100, blank=True)
    employer = models.CharField(_("work"), max_length=200, blank=True)
    organizer = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="organized",
        verbose_name=_("organizer"),
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    # Also in the database, for lists that come in by COPY.
    archived_because = models.CharField(_("why"), max_length=200, blank=True, default="", db_default="", editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged", editable=False
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Who practices on this made-up person.
    made_up_for = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="+", editable=False
    )
    # Steps of the first week done by someone new here; empty: it is over, or was never offered. It stands here since
    # every page has the row of who signed in at hand.
    first_week = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    name = models.GeneratedField(
        expression=Trim(Concat(F("given_name"), Value(" "), F("family_name"))),
        output_field=models.CharField(max_length=201),
        db_persist=True,
    )
    # The order of lists: family name, then given name. Cut, as one sign can stand for many letters: ﷺ for eighteen.
    sorted_as = models.GeneratedField(
        expression=Left(WithoutAccents(Trim(Concat(F("family_name"), Value(" "), F("given_name")))), 202),
        output_field=models.CharField(max_length=202),
        db_persist=True,
    )
    # All names folded (no accents, small letters), for finding and comparing.
    folded = models.CharField(max_length=420, blank=True, editable=False)

    objects: ClassVar[models.Manager["Member"]] = models.Manager.from_queryset(MemberQuerySet)()

    class Meta:
        indexes: ClassVar = [
            # The list itself, whole pages and counts of it, without a look at the rows.
            models.Index(
                fields=["sorted_as", "id"],
                condition=Q(kind="person", archived_at=None, merged_into=None, erased_at=None),
                name="members_member_by_name",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["person", "guest", "practice"]),
                name="members_member_kind_known",
                violation_error_message=_("Choose person, guest or practice."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["contact", "member", "staff", "former"]),
                name="members_member_status_known",
                violation_error_message=_("Choose contact, member, staff or former."),
            ),
            models.CheckConstraint(
                condition=Q(organizer=None) | ~Q(organizer=F("id")),
                name="members_member_not_own_organizer",
                violation_error_message=_("Someone else has to be this person's organizer."),
            ),
            models.CheckConstraint(
                # Apart from everyone: nobody's organizer or colleague would find them by their side.
                condition=Q(kind="practice", made_up_for__isnull=False, organizer=None, user_id=None)
                | (~Q(kind="practice") & Q(made_up_for=None)),
                name="members_member_practice_is_apart",
                violation_error_message=_("Somebody made up belongs to who practices, and to no one else."),
            ),
            models.CheckConstraint(
                condition=Q(archived_at__isnull=False) | Q(archived_by=None, archived_because=""),
                name="members_member_archived_when",
                violation_error_message=_("Who archived somebody, and why, goes with the day."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(given_name="", family_name="", preferred_name="", folded="", archived_because=""),
                name="members_member_erased_is_empty",
                violation_error_message=_("An erased person keeps no name."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or str(_("No name yet"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = self.fold_names()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(*args, **kwargs)

    def fold_names(self) -> str:
        """Return all names in the form that searching and matching compare."""
        names = f"{self.given_name} {self.preferred_name} {self.middle_name} {self.family_name}"
        return normal.fold(names)[:420]

    @property
    def is_made_up(self) -> bool:
        return self.kind == self.Kind.PRACTICE

    @cached_property
    def scoped_units(self) -> list[UUID]:
        """The ids of the units this organizer may see beyond their own people, with all units below them."""
        from members.queries import units_in_scope  # noqa: PLC0415 - queries read this model

        return units_in_scope(self)
