"""How to reach a member, and by which numbers other systems know them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel


class ContactPoint(TenantModel):
    """A phone, an e-mail or an address, with what the person agreed to and whether it still works."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Phone")
        EMAIL = "email", _("E-mail")
        ADDRESS = "address", _("Address")

    class Label(models.TextChoices):
        MOBILE = "mobile", _("Mobile")
        HOME = "home", _("Home")
        WORK = "work", _("Work")
        OTHER = "other", _("Other")

    class Standing(models.TextChoices):
        GOOD = "good", _("Works")
        WRONG = "wrong", _("Wrong number")
        BOUNCED = "bounced", _("Bounced")
        GONE = "gone", _("No longer theirs")

    class Consent(models.TextChoices):
        UNKNOWN = "", _("Not asked")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(_("label"), max_length=10, choices=Label, default=Label.OTHER)
    # A phone in E.164, an e-mail with a lower-case domain, an address in one line.
    value = models.CharField(max_length=400)
    # What equal contacts have in common: E.164, the whole e-mail in lower case, the address folded.
    normal = models.CharField(max_length=400, editable=False)
    street = models.CharField(_("street"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    region = models.CharField(_("state or region"), max_length=100, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.GOOD)
    may_call = models.CharField(_("may we call"), max_length=3, choices=Consent, blank=True, default=Consent.UNKNOWN)
    may_text = models.CharField(_("may we text"), max_length=3, choices=Consent, blank=True, default=Consent.UNKNOWN)
    may_mail = models.CharField(_("may we write"), max_length=3, choices=Consent, blank=True, default=Consent.UNKNOWN)
    consent_on = models.DateField(_("since"), null=True, blank=True)
    consent_source = models.CharField(_("how we know"), max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["kind", "created_at", "id"]
        indexes: ClassVar = [models.Index(fields=["kind", "normal"], name="members_contactpoint_normal")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "kind", "normal"],
                name="members_contactpoint_once",
                violation_error_message=_("This person already has this contact."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["phone", "email", "address"]) & ~Q(normal=""),
                name="members_contactpoint_has_value",
                violation_error_message=_("Write the phone, the e-mail or the address."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="phone") | Q(normal__regex=r"^\+[0-9]{5,15}(;ext=[0-9]{1,8})?$"),
                name="members_contactpoint_phone_is_e164",
                violation_error_message=_("This is not a complete phone number."),
            ),
        ]

    def __str__(self) -> str:
        return self.value

    @property
    def works(self) -> bool:
        return self.standing == self.Standing.GOOD


class ExternalId(TenantModel):
    """The number by which another system knows a member; importing again matches on it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="external_ids")
    system = models.CharField(_("system"), max_length=60, blank=True)
    value = models.CharField(_("number there"), max_length=200)

    class Meta:
        ordering: ClassVar = ["system", "value"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["system", "value"],
                name="members_externalid_one_person",
                violation_error_message=_("Someone else has this number in that system."),
            ),
            models.CheckConstraint(
                condition=~Q(value=""),
                name="members_externalid_has_value",
                violation_error_message=_("Write the number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.value}".strip()
