"""What a group asks about people in its own words: fields, in sections, with choices and values."""

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel, TenantQuerySet


class FieldSection(TenantModel):
    """A heading under which fields stand on forms and pages."""

    name = models.CharField(_("name"), max_length=60)
    folded = models.CharField(max_length=60, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar = ["position", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folded"],
                name="members_fieldsection_name_once",
                violation_error_message=_("There is a section of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class FieldQuerySet(TenantQuerySet["Field"]):
    def kept(self) -> Self:
        """Leave out what was deleted and can still be brought back."""
        return self.filter(deleted_at=None)

    def in_order(self) -> Self:
        """Sort as pages show them: those without a section first, then section by section."""
        return self.order_by(models.F("section__position").asc(nulls_first=True), "position", "name", "pk")


class Field(TenantModel):
    """Something the group writes down about people that has no column of its own."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        YES_NO = "yes_no", _("Yes or no")
        ONE_OF = "one_of", _("One of several choices")
        SEVERAL_OF = "several_of", _("Any of several choices")
        PERSON = "person", _("A person")
        LINK = "link", _("A link")

        @property
        def has_options(self) -> bool:
            return self in (Field.Kind.ONE_OF, Field.Kind.SEVERAL_OF)

    class Readers(models.TextChoices):
        """Of those who may open a person's page, who sees this field there and anywhere else."""

        EVERYONE = "everyone", _("Everyone who may open the person’s page")
        KEEPERS = "keepers", _("Those who keep the lists: owners, directors and data leads")
        LEADS = "leads", _("Owners and directors")
        OWNERS = "owners", _("Owners only")

    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    section = models.ForeignKey(FieldSection, on_delete=models.SET_NULL, null=True, blank=True, related_name="fields")
    position = models.PositiveIntegerField(default=0, editable=False)
    why = models.TextField(_("what it is for"), blank=True, max_length=600)
    decided_by = models.CharField(_("who decided to ask"), max_length=200, blank=True)
    harm = models.TextField(_("what harm it could do"), blank=True, max_length=600)
    readers = models.CharField(_("who may see it"), max_length=10, choices=Readers, default=Readers.EVERYONE)
    # An answer is cleared so many months after it was written.
    months_kept = models.PositiveSmallIntegerField(
        _("months an answer is kept"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    # When that was first said, or made shorter: nothing is cleared by it for 30 days, in case it was a slip.
    shortened_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["Field"]] = models.Manager.from_queryset(FieldQuerySet)()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folded"],
                condition=Q(deleted_at=None),
                name="members_field_name_once",
                violation_error_message=_("There is a field of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(months_kept=None) | Q(months_kept__range=(1, 240)),
                name="members_field_months_kept",
                violation_error_message=_("Write from 1 to 240 months, or leave it empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FieldOption(TenantModel):
    """A choice of a field. Retired, it is offered no more but stays where it was chosen."""

    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="options")
    label = models.CharField(_("choice"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)
    retired = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering: ClassVar = ["position", "label"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["field", "folded"],
                name="members_fieldoption_once",
                violation_error_message=_("This field has this choice already."),
            ),
            models.CheckConstraint(
                # Lists that come in part several choices in one cell by it.
                condition=~Q(label__contains=";"),
                name="members_fieldoption_no_semicolon",
                violation_error_message=_("A choice cannot have a semicolon in it: lists part several choices by it."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class FieldValue(TenantModel):
    """What one member has in one field.

    Text and links as people wrote them, dates as ISO, yes or no as those words, a choice and a person as their id,
    several choices as their ids with blanks between them.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="field_values")
    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="values")
    # A hundred choices, as many as a field can have: each an id of 36 letters, and a blank.
    value = models.CharField(max_length=4000)
    # Counts the months it is kept: whoever writes another value into this row writes this too.
    written_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "field"],
                name="members_fieldvalue_once",
                violation_error_message=_("This person already has a value in this field."),
            ),
            models.CheckConstraint(
                condition=~Q(value=""),
                name="members_fieldvalue_not_empty",
                violation_error_message=_("An empty value is no value."),
            ),
        ]

    def __str__(self) -> str:
        return self.value
