"""What becomes of each column of this room when a person it is about is erased, and which rows tell of one: see keeping.py."""

from django.utils.translation import gettext_lazy as _

from organizations.keeping import Held, LeftOut, Tell, Tells

HELD: Held = {
    "experiments.question": {
        "keep": "id parent merged_into went made_by created_at retired_at",
        "anonymise": "text area",
    },
    "experiments.experiment": {
        "keep": "id starts_on ends_on status paused_on rested_days level follows version made_by created_at changed_at",
        "anonymise": "title hypothesis pause_cause accountable coach",
    },
    "experiments.answering": {"keep": "id experiment question"},
    "experiments.revision": {"keep": "id experiment number made_by made_at", "anonymise": "content"},
    "experiments.assignment": {"keep": "id experiment n_groups seed made_by made_at", "anonymise": "named"},
    "experiments.assigned": {"erase": "id assignment member group"},
    "experiments.sign": {
        "keep": "id experiment kind position verdict said_by said_on",
        "anonymise": "text how verdict_words",
    },
    "experiments.document": {"keep": "id experiment position url stored_as content_type size", "anonymise": "name"},
    "experiments.coachreview": {
        "keep": "id experiment by on advice ready answered_by answered_on next_on created_at",
        "anonymise": "text question answer",
    },
    "experiments.remark": {"keep": "id review about sign", "anonymise": "called text"},
    "experiments.coachingnote": {"keep": "id coach on next_on", "anonymise": "agreed"},
    "experiments.atcoaching": {"erase": "id note member"},
    "experiments.lastlook": {"erase": "id member at"},
    "experiments.learning": {"keep": "id experiment on tags removed_at made_by created_at", "anonymise": "text was"},
    "experiments.seenagain": {"keep": "id learning experiment said_by said_at"},
    "experiments.decision": {"keep": "id experiment kind on tags removed_at made_by", "anonymise": "text was"},
    "experiments.openquestion": {"keep": "id experiment question made_by created_at", "anonymise": "text"},
    "experiments.logpost": {
        "keep": "id experiment thread parent author on themes created_at edited_at removed_at picture picture_type",
        "anonymise": "text picture_shows",
    },
    "experiments.logwas": {"keep": "id post until", "anonymise": "text"},
    "experiments.follows": {"erase": "id experiment member"},
    "experiments.metric": {
        "keep": (
            "id sign way goal baseline view other_view assignment activity level trouble counted_at frozen_on made_by"
        ),
        "anonymise": "chosen question",
    },
    "experiments.measurement": {"keep": "id metric on value part whole b_part b_whole by is_counted made_at post"},
    "experiments.pulseanswer": {"erase": "id metric member is_yes on by"},
    "experiments.onteam": {"keep": "id experiment member position", "anonymise": "name part"},
    "experiments.printout": {
        "erase": (
            "id asked_by n_asked n_done status claim heartbeat_at n_attempts trouble created_at queued_at "
            "started_at finished_at experiment kind stored_as"
        ),
    },
    "experiments.experimentstep": {
        "keep": "id experiment parent position due done_on done_by",
        "anonymise": "text owner who",
    },
    "experiments.systemreview": {
        "keep": "id due in_place useful embraced set_by answered_by answered_on",
        "anonymise": "in_place_words useful_words embraced_words figures",
    },
    "experiments.takingpart": {"keep": "id experiment member view", "anonymise": "name"},
    "experiments.unsavedpost": {"keep": "id writer experiment saved_at", "anonymise": "text"},
    "experiments.unsaved": {"keep": "id writer experiment saved_at", "anonymise": "typed"},
}
# What the file of all that is held about somebody says of this room.
CALLED = _("Experiments")
TELLS: Tells = {
    "experiments.experiment": Tell(
        _("Experiments they answer for or coach"), "accountable coach", only="title status starts_on ends_on"
    ),
    "experiments.onteam": Tell(_("Teams of experiments"), "member"),
    "experiments.takingpart": Tell(_("Experiments they take part in"), "member"),
    "experiments.experimentstep": Tell(_("Steps they do"), "owner"),
    "experiments.assigned": Tell(_("Groups they were drawn into"), "member"),
    "experiments.pulseanswer": Tell(_("Short questions they answered"), "member"),
    "experiments.follows": Tell(_("Experiments they follow"), "member"),
    "experiments.coachingnote": Tell(_("Notes of coaching"), "coach there__member", closed="agreed"),
    "experiments.atcoaching": Tell(_("Coaching they were at"), "member"),
    "experiments.lastlook": Tell(_("When they looked last"), "member"),
}
LEFT_OUT: LeftOut = {
    "experiments.unsaved": "What somebody typed and has not saved: it is theirs until they do.",
    "experiments.unsavedpost": "What somebody typed and has not sent: it is theirs until they do.",
    "experiments.printout": "A paper that somebody waits for: it tells of an experiment.",
}
