"""The organizations of the installation, and the addresses they had before."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import UUID7, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations import versions

# Words that would read as a page of ours, or pass for us.
RESERVED_SLUGS = frozenset(
    {"accounts", "admin", "api", "coach", "demo", "invitations", "new", "public", "static", "stp"}
)
# From closing to deleting. The database holds 29 against it: a day of a group's clock may begin a day early.
DAYS_UNTIL_GONE = 30


def validate_slug_is_free_word(slug: str) -> None:
    """Refuse words that are kept for pages of the installation itself."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is kept for other pages. Choose another one."))


def validate_time_zone(name: str) -> None:
    """Refuse names that the time zone database does not know."""
    if name not in available_timezones():
        raise ValidationError(_("This time zone is not known. Use a name such as America/Chicago."))


def must_use_second_factor() -> list[str]:
    """Return the roles that need a second factor in a new organization: those that reach everybody."""
    return ["owner", "director", "data_lead"]


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
    do_not_write = models.TextField(_("what not to write down"), max_length=2000, blank=True)
    # Roles, as stored words, that only enter with a second factor.
    requires_mfa = models.JSONField(_("second factor for"), default=must_use_second_factor, blank=True)
    # Signed in for so long at most; empty: as long as the device is remembered.
    session_hours = models.PositiveSmallIntegerField(_("hours until sign-in ends"), null=True, blank=True)
    # Asked in the first hour, never assumed. Empty: nobody has said yet; 0: until somebody deletes them.
    note_retention_months = models.PositiveSmallIntegerField(_("how long notes are kept"), null=True, blank=True)
    # Since when that holds: the first notes go a month later, so that a slip can be mended.
    note_retention_since = models.DateTimeField(null=True, blank=True, editable=False)
    # Never less than a year: what was done wrong is often found late. The database looks itself, see audit/pruning.py.
    record_months = models.PositiveSmallIntegerField(_("how long the record is kept"), default=24, db_default=24)
    # Since when no longer time held: nothing goes by a shorter one for a month, so that a slip can be mended.
    record_months_since = models.DateTimeField(db_default=Now(), editable=False)
    # Keys of `registry.first_steps`, and since when the owners want to see no more of them. They stand here since
    # every page has this row at hand: a strip that asked the database would cost each page a statement.
    first_steps_done = models.JSONField(default=list, blank=True, editable=False)
    first_hour_over_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Addresses' names of rooms that the menu shows because they were used or switched on.
    rooms = models.JSONField(default=list, blank=True, editable=False)
    # The last migration of each application in this schema; see organizations/versions.py.
    schema_version = models.JSONField(default=dict, blank=True, editable=False)
    # Questions of the self-check that people answer, each with the day on which the group last did: {key: date}.
    looked_at = models.JSONField(default=dict, blank=True, editable=False)
    # Closed by an owner: nobody works here any more, and everything goes `DAYS_UNTIL_GONE` days later.
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        "organizations.User", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    closing_reason = models.CharField(max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(closed_by=None, closing_reason=""),
                name="organizations_organization_reason_of_closing",
                violation_error_message=_("Only what is closed has a reason for it."),
            ),
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
            models.CheckConstraint(
                condition=Q(session_hours=None) | Q(session_hours__gte=1, session_hours__lte=720),
                name="organizations_organization_session_hours",
                violation_error_message=_("Choose from 1 to 720 hours, or leave it empty."),
            ),
            models.CheckConstraint(
                condition=Q(note_retention_months=None) | Q(note_retention_months__lte=120),
                name="organizations_organization_note_retention",
                violation_error_message=_("Choose at most 120 months, or 0 for no end."),
            ),
            models.CheckConstraint(
                condition=Q(record_months__range=(12, 120)),
                name="organizations_organization_record_months",
                violation_error_message=_("The record is kept for 12 to 120 months."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_behind(self) -> bool:
        """Whether its tables wait for `migrate_organizations`; nobody comes in until then."""
        return versions.is_behind(self.schema_version)

    @property
    def is_closed(self) -> bool:
        """Whether its owners closed it: nobody works in it until they bring it back."""
        return self.closed_at is not None

    @property
    def closed_on(self) -> date | None:
        return timezone.localdate(self.closed_at, self.zone) if self.closed_at else None

    @property
    def gone_on(self) -> date | None:
        """The day, by its own clock, on which everything of a closed organization is deleted."""
        return self.closed_on + timedelta(days=DAYS_UNTIL_GONE) if self.closed_on else None

    def would_be_gone_on(self) -> date:
        """Return the day on which everything would be deleted if it were closed now."""
        return self.today() + timedelta(days=DAYS_UNTIL_GONE)

    def get_absolute_url(self) -> str:
        return reverse("organizations:home", args=[self.slug])

    def clean(self) -> None:
        former = FormerSlug.objects.filter(slug=self.slug)
        # Before it is saved the key is only the promise of one.
        if (former if self._state.adding else former.exclude(organization_id=self.pk)).exists():
            raise ValidationError({"slug": _("Another organization had this address before. Choose another one.")})

    def remember(self, name: str, words: Collection[str]) -> None:
        """Add words to a list that this row keeps; two who add at once both count. On the public side only."""
        with transaction.atomic():
            row = Organization.objects.select_for_update(no_key=True).only(name).get(pk=self.pk)
            setattr(row, name, list(dict.fromkeys([*getattr(row, name), *words])))
            row.save(update_fields=[name])
        setattr(self, name, getattr(row, name))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self) -> date:
        """Return the organization's own date: every count and every assessment is by this day."""
        return timezone.localdate(timezone=self.zone)


class FormerSlug(models.Model):
    """An address that the organization had: it leads to the one of today, and nobody else gets it."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    slug = models.CharField(max_length=50, unique=True)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug
