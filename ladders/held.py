"""What becomes of each column of this room when a person it is about is erased, and which rows tell of one: see keeping.py."""

from django.utils.translation import gettext_lazy as _

from organizations.keeping import Held, Tell, Tells

HELD: Held = {
    "ladders.ladder": {
        "keep": (
            "id name is_default needs_review has_unsure quiet_after_days counts_staff holds_at_most version put_away_at"
        ),
    },
    "ladders.level": {"keep": "id ladder position name sentence color retired_at"},
    "ladders.levelsign": {"keep": "id level position text skill"},
    "ladders.assessment": {
        "keep": (
            "id member ladder place level on confidence review_on source assessed_by import_id is_baseline "
            "waits_for_review confirmed_by confirmed_at voided_by voided_at created_at"
        ),
        "erase": "void_reason",
        "anonymise": "evidence",
    },
    "ladders.calibration": {"keep": "id name ladder made_by created_at closed_at"},
    "ladders.calibrationmember": {"keep": "id calibration member position settled"},
    "ladders.calibrationassessor": {"keep": "id calibration assessor finished_at left_at"},
    "ladders.calibrationplacement": {"keep": "id by person place level", "anonymise": "saw"},
    "ladders.goal": {
        "keep": "id ladder level and_up whose unit team view wanted due baseline baseline_on by created_at put_away_at",
        "anonymise": "organizer",
    },
    "ladders.standing": {"keep": "id member ladder place level since came assessment"},
    "ladders.levelchange": {
        "keep": "id member ladder on until from_place from_level place level assessment is_baseline",
    },
    "ladders.ownword": {"erase": "id member ladder level on written_by created_at removed_at", "anonymise": "words"},
    "ladders.responsibility": {
        "keep": "id name folded takes team level places places_before by_on added_by from_list created_at put_away_at",
    },
    "ladders.holding": {
        "erase": "id responsibility member asked_on since until given_by from_list created_at",
        "anonymise": "words how_it_went",
    },
    "ladders.developmentplan": {
        "keep": "id member ladder aims_at is_shared made_by made_on created_at closed_at closed_by",
        "anonymise": "how_it_went",
    },
    "ladders.planstep": {
        "keep": "id plan position kind by_on responsibility skill outcome settled_on created_at",
        "anonymise": "text supporter note",
    },
    "ladders.levelrule": {
        "keep": "id ladder place level goes_by_view view by rests created_at put_away_at",
        "anonymise": "filters",
    },
    "ladders.rulematch": {"erase": "id rule member since"},
    "ladders.quietround": {"keep": "id ladder by n_people at taken_back_at"},
    "ladders.proposal": {
        "erase": (
            "id member ladder place level rule fields from_place from_level reached_on created_at state "
            "decided_by decided_at assessment quiet_round"
        ),
        "anonymise": "reason because",
    },
    "ladders.assessqueue": {"keep": "id owner ladder title created_at touched_at"},
    "ladders.queued": {"erase": "id queue member position fate at assessment"},
    "ladders.signseen": {"erase": "id assessment sign text", "anonymise": "evidence"},
    "ladders.tallystart": {"keep": "id day by_part over"},
    "ladders.parttally": {"keep": "id start ladder part first last place level is_staff net"},
    "ladders.staytally": {"keep": "id ladder first level to days is_staff net"},
    "ladders.tally": {"keep": "id ladder first on was was_level was_before listed place level is_staff erased_at net"},
}
# What the file of all that is held about somebody says of this room.
CALLED = _("Levels, plans and what they carry")
TELLS: Tells = {
    "ladders.standing": Tell(_("Where they stand now"), "member"),
    "ladders.assessment": Tell(_("Levels that were said, with what was seen"), "member"),
    "ladders.signseen": Tell(_("Signs that were seen"), "assessment__member"),
    "ladders.levelchange": Tell(_("Moves on the ladder"), "member"),
    "ladders.ownword": Tell(_("How they see themselves"), "member"),
    "ladders.proposal": Tell(_("Levels that were proposed"), "member"),
    "ladders.rulematch": Tell(_("Rules that hold for them"), "member"),
    "ladders.holding": Tell(_("What they carry"), "member"),
    "ladders.developmentplan": Tell(_("Plans for the way ahead"), "member"),
    "ladders.planstep": Tell(_("Steps of plans"), "plan__member supporter"),
    "ladders.calibrationmember": Tell(_("Placed together with colleagues"), "member"),
    "ladders.calibrationplacement": Tell(_("How each colleague placed them"), "person__member"),
    "ladders.queued": Tell(_("Waited to be looked at"), "member"),
    "ladders.assessqueue": Tell(_("Lists of people they look at"), "owner"),
    "ladders.goal": Tell(_("Goals that are theirs"), "organizer"),
}
