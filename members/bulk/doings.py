"""What this room can do to many people at once."""

from django.utils.translation import gettext_lazy as _

from members.bulk import archiving, forms, teams
from members.bulk.registry import Doing

DOINGS = (
    Doing("organizer", _("Assign organizer"), "member.bulk_edit", 10, forms.OrganizerForm),
    Doing("tag", _("Tag"), "member.bulk_edit", 20, forms.TagForm),
    Doing("untag", _("Untag"), "member.bulk_edit", 21, forms.UntagForm),
    Doing("unit", _("Unit"), "member.bulk_edit", 30, forms.UnitForm),
    Doing(
        "team",
        _("Team"),
        "team.edit",
        31,
        forms.TeamForm,
        teams.apply,
        teams.take_back,
        check=teams.check,
    ),
    Doing("field", _("Field"), "member.bulk_edit", 40, forms.FieldForm),
    Doing("status", _("Status"), "member.bulk_edit", 50, forms.StatusForm),
    Doing(
        "archive",
        _("Archive"),
        "member.archive",
        90,
        forms.ArchiveForm,
        archiving.apply,
        archiving.take_back,
        archiving.prepare,
        archiving.check,
        tries_again=True,
    ),
)
