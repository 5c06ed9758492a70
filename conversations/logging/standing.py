"""The level as one line of the log: where somebody stands, whether that is still right, and what follows from it."""

from datetime import date, timedelta
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.models import Conversation
from ladders.actions import assess
from ladders.models import Assessment, Level, LevelChange, Place, Proposal, Standing
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current

STILL, CHANGED, UNSURE = "still", "changed", "unsure"
LOOK_AGAIN = timedelta(days=30)


class Line(NamedTuple):
    """Where one person stands on the default ladder; `last` is the level somebody had who has gone quiet since."""

    member: Member
    levels: list[Level]
    place: str
    level: Level | None
    last: Level | None
    since: date | None = None

    @property
    def n_levels(self) -> int:
        return len(self.levels)

    @property
    def choices(self) -> list[Level]:
        """The levels from the highest down, as a ladder is drawn."""
        return self.levels[::-1]

    @property
    def words(self) -> list[tuple[str, str]]:
        """What can be said in one tap."""
        unsure = [(UNSURE, _("Not sure yet"))] if self.levels[0].ladder.has_unsure and self.place != "unsure" else []
        if self.place == Place.LEVEL:
            return [(STILL, _("Still right")), (CHANGED, _("Changed")), *unsure]
        back = self.place == Place.QUIET
        return [(CHANGED, _("Came back") if back else _("Say where")), *unsure]


class Word(NamedTuple):
    """What somebody said about a level while logging. Without evidence it waits as a proposal."""

    line: Line
    word: str
    level: Level | None = None
    evidence: str = ""
    look_on: date | None = None
    # The level that the page showed when it was said.
    shown: UUID | None = None


def line_of(member: Member) -> Line | None:
    """Load the line; None where nobody counts on a ladder, or there are no levels."""
    levels = list(Level.objects.active().filter(ladder__is_default=True).select_related("ladder").order_by("position"))
    if not levels:
        return None
    here = Standing.objects.filter(member=member, ladder__is_default=True).select_related("level")
    steps = LevelChange.objects.filter(member=OuterRef("member"), ladder=OuterRef("ladder"), place=Place.LEVEL)
    at: Any = here.annotate(last_level=Subquery(steps.order_by("-on").values("level")[:1])).first()
    if at is None:
        return Line(member, levels, Place.OFF.value, None, None)
    last = next((level for level in levels if level.pk == at.last_level), None)
    return Line(member, levels, at.place, at.level, last, at.since)


@action
def keep(word: Word, *, conversation: Conversation, by: Member) -> str:
    """Say where somebody stands because of a conversation; returns a sentence that tells what came of it.

    The words of a conversation are for fewer people than a level: as evidence they are pointed at, and not copied.
    Only a sentence that was tapped, or written for it, is read by all who see the person.
    """
    if word.word == STILL and (not_now := _not_now(word, conversation)) is not None:
        return not_now
    evidence = word.evidence or _pointed_at(conversation)
    if not evidence and word.word != STILL:
        return _propose(word, conversation, by)
    made = _assess(word, evidence, conversation, by)
    Conversation.objects.filter(pk=conversation.pk).update(assessment=made)
    if made.waits:
        return _("The new level counts once a second person agrees.")
    return ""


def _not_now(word: Word, conversation: Conversation) -> str | None:
    """Say why “still right” is left out: it was said of another level, or of a day before this one was reached."""
    line = word.line
    if word.shown and line.level and word.shown != line.level.pk:
        return _("Somebody has said another level meanwhile, so “still right” was left out. Look at it once more.")
    if line.since and conversation.on < line.since:
        return ""
    return None


def _assess(word: Word, evidence: str, conversation: Conversation, by: Member) -> Assessment:
    at, ladder = word.line, word.line.levels[0].ladder
    place = Place.UNSURE if word.word == UNSURE else Place.LEVEL
    level = {STILL: at.level, CHANGED: word.level or at.last}.get(word.word)
    today = cast("Organization", current().tenant).today()
    look_on = (word.look_on or today + LOOK_AGAIN) if place == Place.UNSURE else None
    return assess(
        at.member, ladder=ladder, place=place, level=level, on=conversation.on, evidence=evidence, by=by,
        source=Assessment.Source.CONVERSATION, review_on=look_on,
    )  # fmt: skip


def _pointed_at(conversation: Conversation) -> str:
    """Name the conversation whose words are the evidence; one that others cannot read shows them nothing."""
    if conversation.read_by != Conversation.ReadBy.ORGANIZERS or not conversation.story:
        return ""
    return _("Heard in the conversation on %s.") % date_format(conversation.on, "M j, Y")


def _propose(word: Word, conversation: Conversation, by: Member) -> str:
    """Let a level wait until somebody says what they saw. “Not sure yet” needs its reason, and is left out without."""
    level = word.level or word.line.last
    if word.word != CHANGED or level is None:
        return _("“Not sure yet” was left out: say in a line what makes you unsure, on the person’s page.")
    made, is_new = Proposal.objects.get_or_create(
        member=word.line.member, ladder=level.ladder, place=Place.LEVEL, level=level, state=Proposal.State.OPEN,
        defaults={
            "from_place": word.line.place,
            "from_level": word.line.level,
            "reason": _reason(conversation, by),
        },
    )  # fmt: skip
    if is_new:
        record("proposal.decide", of=made, by=by, fields=["proposed"])
    return _("The level waits as a proposal until someone says what they saw.")


@action
def withdraw(conversation: Conversation, *, by: Member) -> None:
    """Let a level that waits because of a conversation go with it."""
    waits = Proposal.objects.filter(
        state=Proposal.State.OPEN, reason=_reason(conversation, by), created_at__gte=conversation.created_at,
        member__in=Member.objects.filter(took_part__conversation=conversation),
    )  # fmt: skip
    for proposal in waits:
        record("proposal.decide", of=proposal, by=by, fields=["taken back"])
    waits.delete()


def _reason(conversation: Conversation, by: Member) -> str:
    says = {"who": by, "on": date_format(conversation.on, "M j, Y")}
    return _("%(who)s said so after a conversation on %(on)s, and has not said yet what shows it.") % says
