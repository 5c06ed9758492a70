"""What becomes of each column of this room when a person it is about is erased, and which rows tell of one: see keeping.py."""

from django.utils.translation import gettext_lazy as _

from members.rights.ticked import ticked_in
from organizations.keeping import Held, LeftOut, Tell, Tells

HELD: Held = {
    "members.member": {
        "keep": "id kind status archived_at merged_into erased_at made_up_for created_at changed_at",
        "erase": (
            "user_id given_name middle_name family_name suffix preferred_name pronouns language employer "
            "archived_by first_week name sorted_as folded"
        ),
        "anonymise": "organizer archived_because",
    },
    "members.differentpeople": {"erase": "id low high said_by said_at"},
    "members.changeset": {
        "keep": (
            "id by kind status claim heartbeat_at n_attempts n_people n_done created_at queued_at started_at "
            "finished_at undone_at undone_by redone_at"
        ),
        "anonymise": "says asked",
    },
    "members.cellchange": {"erase": "id change_set member field before after is_back"},
    "members.contactpoint": {
        "erase": (
            "id member kind label value normal street city region postal_code country standing may_call "
            "may_text may_mail consent_on consent_source created_at"
        ),
    },
    "members.consent": {"erase": "id member point kind channel said on source written_at"},
    "members.externalid": {"erase": "id member system value"},
    "members.duplicaterun": {
        "keep": (
            "id status asked_by claim heartbeat_at n_attempts created_at queued_at started_at finished_at "
            "n_steps n_people n_pairs blocks"
        ),
    },
    "members.duplicategroup": {"erase": "id run kind score evidence"},
    "members.duplicatemember": {"erase": "id group member"},
    "members.export": {
        "keep": (
            "id asked_by n_asked n_done status claim heartbeat_at n_attempts trouble created_at queued_at "
            "started_at finished_at sort shape format columns stored_as n_written left_out expires_at"
        ),
        "anonymise": "picks filters reason shares_phone",
    },
    "members.tag": {"keep": "id name folded"},
    "members.membertag": {"erase": "id member tag"},
    "members.fieldsection": {"keep": "id name folded position"},
    "members.field": {
        "keep": "id name folded kind section position why decided_by harm readers months_kept shortened_at deleted_at",
    },
    "members.fieldoption": {"keep": "id field label folded position retired"},
    "members.fieldvalue": {"erase": "id member field written_at", "anonymise": "value"},
    "members.unitkind": {"keep": "id name plural is_default"},
    "members.unit": {"keep": "id kind parent name folded"},
    "members.unitcontact": {"erase": "id unit member is_named", "anonymise": "part"},
    "members.belonging": {"erase": "id member kind unit"},
    "members.staffscope": {"erase": "id member unit"},
    "members.gone": {"keep": "id what was name folded into kind parent below teams by at"},
    "members.gonefrom": {"erase": "id gone member got_other"},
    "members.mergerecord": {
        "keep": "id survivor merged merged_by merged_at apart_by apart_at",
        "erase": "moved changed",
    },
    "members.relationship": {
        "erase": "id member other kind added_by from_list created_at removed_at",
        "anonymise": "note",
    },
    "members.removedcontact": {"erase": "id member point kind was removed_by removed_at"},
    "members.team": {"keep": "id name folded unit from_list created_at put_away_at", "anonymise": "purpose organizer"},
    "members.teammember": {"erase": "id team member since until added_by from_list created_at"},
    "members.teamrole": {
        "keep": "id team name is_lead since until added_by from_list created_at",
        "anonymise": "member",
    },
    "members.savedview": {
        "keep": "id owner is_shared columns sort created_at deleted_at",
        "anonymise": "name folded filters",
    },
    "members.takeout": {
        "keep": (
            "id asked_by n_asked n_done status claim heartbeat_at n_attempts trouble created_at queued_at started_at "
            "finished_at n_rows n_bytes expires_at begins_at answered_by"
        ),
        "erase": "stored_as",
    },
    "members.rightsfile": {
        "erase": (
            "id member asked_by n_asked n_done status claim heartbeat_at n_attempts trouble created_at queued_at "
            "started_at finished_at stored_as n_rows n_bytes expires_at"
        ),
    },
    "members.correction": {"erase": "id member wrong what asked_by asked_at done decided_by decided_at answer"},
    "members.memberword": {"erase": "id member word"},
}
# What the file of all that is held about somebody says of this room.
CALLED = _("Who they are, and how to reach them")
TELLS: Tells = {
    "members.member": Tell(_("Who they are"), "pk made_up_for"),
    "members.contactpoint": Tell(_("Phones, addresses and other ways to reach them"), "member"),
    "members.consent": Tell(_("What they agreed to and refused, answer after answer"), "member"),
    "members.removedcontact": Tell(_("Ways to reach them that were taken off, kept for a while"), "member"),
    "members.externalid": Tell(_("Their numbers in other systems"), "member"),
    "members.fieldvalue": Tell(_("What else is asked here, and their answers"), "member"),
    "members.membertag": Tell(_("Tags"), "member"),
    "members.belonging": Tell(_("Where they belong"), "member"),
    "members.unitcontact": Tell(_("Units whose contact they are"), "member"),
    "members.relationship": Tell(_("Relationships"), "member other"),
    "members.teammember": Tell(_("Teams"), "member"),
    "members.teamrole": Tell(_("Roles in teams"), "member"),
    "members.team": Tell(_("Teams they look after"), "organizer"),
    "members.staffscope": Tell(_("Whom they see here"), "member"),
    "members.savedview": Tell(_("Lists they saved"), "owner"),
    "members.gonefrom": Tell(_("Tags and units that were taken away, kept for a while"), "member"),
    "members.cellchange": Tell(_("What was changed about them, kept until it cannot be undone any more"), "member"),
    "members.mergerecord": Tell(_("Rows put together with theirs"), "survivor merged"),
    "members.differentpeople": Tell(_("Who was said to be somebody else"), "low high"),
    "members.duplicatemember": Tell(_("Looked like somebody else on file"), "member"),
    "members.correction": Tell(_("What they said is wrong"), "member"),
    "members.rightsfile": Tell(_("Files like this one"), "member", only="asked_by status created_at finished_at"),
    "members.export": Tell(
        _("Files of lists in which they were ticked, as far as that is still known"),
        rows=ticked_in,
        only="asked_by reason shape format columns created_at status",
    ),
}
LEFT_OUT: LeftOut = {
    "members.memberword": "The words of the name and contacts once more, to find people by.",
    "members.duplicategroup": "What the search for doubles weighed: it is made anew with each search.",
    "members.takeout": "A file of everything that an owner waits for: it is there for an hour.",
    "members.export.filters": "Whom a list was made of: it is searched for this person's name like all other words.",
}
