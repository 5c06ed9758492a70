"""People who sign in, the organizations they belong to, and the roles they hold there. All in the public schema."""

from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7, Cast, Lower, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Words that would read as a page of ours, or pass for us.
RESERVED_SLUGS = frozenset(
    {"accounts", "admin", "api", "coach", "demo", "invitations", "new", "public", "static", "stp"}
)


def validate_slug_is_free_word(slug: str) -> None:
    """Refuse words that are kept for pages of the installation itself."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is kept for other pages. Choose another one."))


def validate_time_zone(name: str) -> None:
    """Refuse names that the time zone database does not know."""
    if name not in available_timezones():
        raise ValidationError(_("This time zone is not known. Use a name such as America/Chicago."))


class TimeZone(models.Func):
    """The wall clock of now in the time zone that a column names."""

    template = "(now() AT TIME ZONE %(expressions)s)"
    output_field = models.DateTimeField()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> "User":
        """Make someone who can sign in; without a password they must set one by mail."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Someone who signs in, by e-mail. What they may do is decided by their roles in each organization."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    email = models.EmailField(
        _("e-mail"),
        max_length=254,
        unique=True,
        error_messages={"unique": _("Someone already signs in with this e-mail address.")},
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(db_default=Now(), editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="organizations_user_email_in_small_letters",
                violation_error_message=_("Write the e-mail address in small letters."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Organization(models.Model):
    """A group that keeps its people here. Its rows live in a schema of their own, whose name never changes."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        SATURDAY = 6, _("Saturday")
        SUNDAY = 7, _("Sunday")

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    schema_name = models.CharField(max_length=63, unique=True, editable=False)
    slug = models.CharField(
        _("address"),
        max_length=50,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("Use small letters, digits and single dashes.")),
            validate_slug_is_free_word,
        ],
        error_messages={"unique": _("Another organization has this address. Choose another one.")},
    )
    name = models.CharField(_("name"), max_length=100)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="America/New_York", validators=[validate_time_zone]
    )
    week_start = models.PositiveSmallIntegerField(_("week starts on"), choices=Weekday, default=Weekday.MONDAY)
    first_quarter_month = models.PositiveSmallIntegerField(_("first month of the year's first quarter"), default=1)
    phone_region = models.CharField(_("phone region"), max_length=2, default="US")
    language = models.CharField(_("language"), max_length=10, default="en")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(schema_name__regex=r"^t_[0-9a-f]{12}$"),
                name="organizations_organization_schema_is_opaque",
                violation_error_message=_("The schema's name is made by the software."),
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                name="organizations_organization_slug_is_plain",
                violation_error_message=_("Use small letters, digits and single dashes."),
            ),
            models.CheckConstraint(
                condition=Q(first_quarter_month__gte=1, first_quarter_month__lte=12),
                name="organizations_organization_quarter_month",
                violation_error_message=_("A month is a number from 1 to 12."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organizations:home", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self) -> date:
        """Return the organization's own date: every count and every assessment is by this day."""
        return timezone.localdate(timezone=self.zone)


class Role(models.TextChoices):
    """In the order in which navigation follows the first held."""

    OWNER = "owner", _("Owner")
    DIRECTOR = "director", _("Director")
    ORGANIZER = "organizer", _("Organizer")
    DATA_LEAD = "data_lead", _("Data lead")
    COACH = "coach", _("Coach")
    VIEWER = "viewer", _("Viewer")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Leave out those whose end date has come, by the organization's own clock."""
        here = Cast(TimeZone("organization__time_zone"), models.DateField())
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=here))

    def with_roles(self) -> "MembershipQuerySet":
        """Add `role_names`, a list of stored role words, in the same statement."""
        return self.annotate(role_names=ArrayAgg("roles__role", filter=Q(roles__role__isnull=False), default=[]))


class Membership(models.Model):
    """A person's place in an organization. Without a role in it they see nothing."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organization"],
                name="organizations_membership_once",
                violation_error_message=_("This person already belongs to the organization."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organization_id}"

    @property
    def held(self) -> list[Role]:
        """The roles held, in the order in which navigation follows them; needs `with_roles()`."""
        return [role for role in Role if role.value in getattr(self, "role_names", ())]


class MembershipRole(models.Model):
    """One of the roles that a person holds in an organization; the widest right wins."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership", "role"],
                name="organizations_membershiprole_once",
                violation_error_message=_("This person already holds this role."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="organizations_membershiprole_known",
                violation_error_message=_("This role does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.role
