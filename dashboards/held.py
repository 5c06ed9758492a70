"""What becomes of each column of this room when a person it is about is erased, and which rows tell of one: see keeping.py."""

from django.utils.translation import gettext_lazy as _

from organizations.keeping import Held, Tell, Tells

HELD: Held = {
    "dashboards.pin": {"keep": "id panel position"},
    "dashboards.report": {
        "keep": (
            "id asked_by n_asked n_done status claim heartbeat_at n_attempts trouble created_at queued_at "
            "started_at finished_at kind audience ladder first last units divided_by view partner language "
            "snapshot counted_at files shared_at deleted_at"
        ),
        "anonymise": "words",
    },
    "dashboards.reportwords": {"keep": "id language slot by changed_at", "anonymise": "text"},
    "dashboards.reportschedule": {"keep": "id like every made_by made_at due_at paused_at ended_at"},
    "dashboards.reportreader": {"erase": "id schedule member stopped_at"},
    "dashboards.scheduledreport": {"keep": "id schedule report last told_at"},
    "dashboards.sharelink": {
        "keep": "id report experiment whom token_hash made_by made_at expires_at revoked_at n_visits visited_at",
    },
    "dashboards.smallnumbers": {"keep": "id hides_own_totals coaches_see_all is_only"},
}
# What the file of all that is held about somebody says of this room.
CALLED = _("Reports")
TELLS: Tells = {
    "dashboards.reportreader": Tell(_("Reports that come to them by mail"), "member"),
}
