"""What our words mean: one sentence or two for each, wherever a page explains one."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Word(NamedTuple):
    """A word as pages write it, and what it means here."""

    name: str | Promise
    says: str | Promise


WORDS: dict[str, Word] = {
    "ladder": Word(_("Ladder"), _("The group’s own named levels of leadership, from showing up to leading others.")),
    "level": Word(
        _("Level"),
        _(
            "A step of the ladder: a number, a name, and what a person on it can be seen doing. It is no mark for anybody."
        ),
    ),
    "sign": Word(
        _("Sign"),
        _("What a person on a level can be seen doing. Signs suggest a level, and never decide where somebody stands."),
    ),
    "on_ladder": Word(_("On the ladder"), _("Stands on one of the levels today.")),
    "in_touch": Word(
        _("In touch"), _("Known to us and on no level: not sure yet, gone quiet, or never placed. Nobody is lost here.")
    ),
    "unsure": Word(
        _("Not sure yet"),
        _("Someone has looked and cannot say. It comes with what is open and a day to look again, and is on no level."),
    ),
    "quiet": Word(
        _("Gone quiet"),
        _(
            "Was on the ladder, and nothing has reached them for a long time. A person says so; no clock takes anyone off."
        ),
    ),
    "off": Word(_("Not on the ladder"), _("Never placed so far, or taken off on purpose.")),
    "assessment": Word(
        _("Assessment"),
        _(
            "Someone’s dated word on where a person stands. It is never changed: a later one follows, or it is taken back."
        ),
    ),
    "evidence": Word(
        _("Evidence"), _("The one line that says what was seen. Without it a level would be only an opinion.")
    ),
    "not_quite_sure": Word(
        _("Not quite sure"), _("The level counts, and is marked: whoever said so would like to see more.")
    ),
    "not_reviewed": Word(
        _("Not yet reviewed"),
        _(
            "The level came with a list and counts, but nobody here has looked at it since. Assess the person to settle it."
        ),
    ),
    "waiting": Word(
        _("Waiting"), _("On this ladder a changed level counts once a second person agrees; until then it waits.")
    ),
    "counted": Word(
        _("Counted"), _("In the figures: contacts and members who are not archived. Staff only where a ladder says so.")
    ),
    "path": Word(
        _("Path"), _("Where a person stood from which day to which, as the assessments say, each by its own date.")
    ),
    "your_people": Word(
        _("Your people"), _("Those you organize, those of the units an owner gave you, and you yourself.")
    ),
}
# Those that say where someone stands, as a filter offers them.
OF_PLACES = ("level", "on_ladder", "in_touch", "unsure", "quiet", "off")
