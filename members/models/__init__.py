"""The people of an organization, how to reach them and where they belong."""

from members.models.apart import DifferentPeople
from members.models.contact import ContactPoint, ExternalId
from members.models.extra import Field, FieldValue, MemberTag, Tag
from members.models.person import Member
from members.models.unit import Belonging, StaffScope, Unit, UnitKind

__all__ = [
    "Belonging",
    "ContactPoint",
    "DifferentPeople",
    "ExternalId",
    "Field",
    "FieldValue",
    "Member",
    "MemberTag",
    "StaffScope",
    "Tag",
    "Unit",
    "UnitKind",
]
