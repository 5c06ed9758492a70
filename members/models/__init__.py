"""The people of an organization, how to reach them and where they belong."""

from members.models.apart import DifferentPeople
from members.models.change import UNDONE_FOR, CellChange, ChangeSet
from members.models.consent import Consent
from members.models.contact import ContactPoint, ExternalId
from members.models.duplicate import DuplicateGroup, DuplicateMember, DuplicateRun
from members.models.export import Export
from members.models.extra import MemberTag, Tag
from members.models.field import Field, FieldOption, FieldSection, FieldValue
from members.models.gone import Gone, GoneFrom
from members.models.merge import APART_FOR, MergeRecord
from members.models.person import Member
from members.models.relationship import KEPT_FOR, Relationship
from members.models.removed import RemovedContact
from members.models.rights import Correction, RightsFile
from members.models.take_out import TakeOut
from members.models.team import Team, TeamMember, TeamRole
from members.models.unit import Belonging, StaffScope, Unit, UnitContact, UnitKind
from members.models.view import SavedView
from members.models.word import MemberWord

__all__ = [
    "APART_FOR",
    "KEPT_FOR",
    "UNDONE_FOR",
    "Belonging",
    "CellChange",
    "ChangeSet",
    "Consent",
    "ContactPoint",
    "Correction",
    "DifferentPeople",
    "DuplicateGroup",
    "DuplicateMember",
    "DuplicateRun",
    "Export",
    "ExternalId",
    "Field",
    "FieldOption",
    "FieldSection",
    "FieldValue",
    "Gone",
    "GoneFrom",
    "Member",
    "MemberTag",
    "MemberWord",
    "MergeRecord",
    "Relationship",
    "RemovedContact",
    "RightsFile",
    "SavedView",
    "StaffScope",
    "Tag",
    "TakeOut",
    "Team",
    "TeamMember",
    "TeamRole",
    "Unit",
    "UnitContact",
    "UnitKind",
]
