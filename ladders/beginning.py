"""The ladder that a new organization starts with; its owners change it into their own."""

from django.utils.translation import gettext_lazy as _

from ladders.models import Ladder, Level, LevelSign
from organizations.models import Organization

NAME = _("Leadership ladder")
# For each level its name, one plain sentence, and three signs.
LEVELS = [
    (
        _("Shows up"),
        _("Comes when we invite them"),
        [
            _("Has been at a meeting or an action in the last six months"),
            _("Answers when we call or write"),
            _("Can say why this matters to them"),
        ],
    ),
    (
        _("Pitches in"),
        _("Takes on a job and sees it through"),
        [
            _("Has said yes to a task and done it"),
            _("Comes early or stays to put the chairs away"),
            _("Tells us beforehand when they cannot make it"),
        ],
    ),
    (
        _("Brings others"),
        _("Asks people to come, and they come"),
        [
            _("Has brought two or more people who had not come before"),
            _("Has one-to-ones of their own"),
            _("Follows up with those they invited"),
        ],
    ),
    (
        _("Leads a team"),
        _("Answers for a team and what it set out to do"),
        [
            _("Runs a team of four or more from one meeting to the next"),
            _("Hands out work and checks how it went"),
            _("Leads the debrief after an action"),
        ],
    ),
    (
        _("Coaches leaders"),
        _("Helps other leaders grow their teams"),
        [
            _("Meets regularly with at least two team leaders"),
            _("Has helped someone start a team of their own"),
            _("Asks questions rather than doing it for them"),
        ],
    ),
]


def first_ladder(_organization: Organization) -> None:
    """Make the default ladder: five levels, each with one sentence and three signs."""
    ladder = Ladder.objects.create(name=str(NAME), is_default=True)
    for position, (name, sentence, signs) in enumerate(LEVELS, start=1):
        level = Level.objects.create(ladder=ladder, position=position, name=str(name), sentence=str(sentence))
        LevelSign.objects.bulk_create(
            [LevelSign(level=level, position=at, text=str(text)) for at, text in enumerate(signs, start=1)]
        )
