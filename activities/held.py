"""What becomes of each column of this room when a person it is about is erased, and which rows tell of one: see keeping.py."""

from django.utils.translation import gettext_lazy as _

from organizations.keeping import Held, Tell, Tells

HELD: Held = {
    "activities.skill": {"keep": "id name folded created_at"},
    "activities.hasskill": {"erase": "id member skill said_by said_on"},
    "activities.activityseries": {"keep": "id every first_on made_until until ended_at"},
    "activities.activity": {
        "keep": (
            "id kind on begins ends unit team series is_own_way skill expected follow_up_days moved_from "
            "moved_at cancelled_at made_by from_list created_at"
        ),
        "anonymise": "name folded place about cancelled_because",
    },
    "activities.participation": {
        "keep": (
            "id activity member answer answered_at outcome checked_in_at checked_in_by is_host follow_up_by "
            "follow_up_on added_by from_list came_by_list created_at"
        ),
        "erase": "before_merge",
        "anonymise": "role",
    },
}
# What the file of all that is held about somebody says of this room.
CALLED = _("Activities and skills")
TELLS: Tells = {
    "activities.participation": Tell(_("Where they were asked to come, and came"), "member"),
    "activities.hasskill": Tell(_("What they can do"), "member"),
}
