"""Practice: somebody is made up whom one person sees, and is thrown away again."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.models import Conversation, Participant, Practice
from ladders import history
from ladders.models import Assessment, Ladder, Level, Place, Standing
from ladders.queries import Distribution, LevelCount
from members.models import ContactPoint, Member
from organizations.models import Organization

# Two digits of the number on file are the wrong way round. Numbers with 555-01 belong to nobody, in any country.
ON_FILE, RIGHT = "+15035550136", "+15035550163"
KEPT = timedelta(days=30)
# How long ago the list came in that put them on the lowest level.
LISTED = timedelta(days=120)


@action
def start(*, by: Member, today: date) -> Practice:
    """Make somebody up whom only `by` sees. Whoever was made up for them before is thrown away."""
    # Of two clicks the second waits here, and starts over.
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    _throw_away(by)
    person = Member.objects.create(
        kind=Member.Kind.PRACTICE,
        made_up_for=by,
        given_name=_("Rosa"),
        family_name=_("Example"),
        pronouns=_("she/her"),
        employer=_("The laundromat on Third Street"),
    )
    ContactPoint.objects.create(
        member=person, kind=ContactPoint.Kind.PHONE, label=ContactPoint.Label.MOBILE, value=ON_FILE, normal=ON_FILE
    )
    _list(person, today)
    record("practice.start", of=person, by=by)
    return Practice.objects.create(learner=by, person=person, right_phone=RIGHT)


@action
def throw_away(*, by: Member) -> None:
    """Take the made-up person away, with all that was said of them; nothing happens when there is none."""
    if (person := _throw_away(by)) is not None:
        record("practice.end", of=_Gone(person), by=by)


@action
def open_page(*, by: Member) -> Practice | None:
    """The first step: they go to the made-up person's page."""
    Practice.objects.filter(learner=by, opened_at=None).update(opened_at=Now())
    return latest(by)


@action
def finish(*, by: Member) -> None:
    """The last step: they have seen what a director sees."""
    Practice.objects.filter(learner=by, finished_at=None).update(finished_at=Now())


def end(_organization: Organization, user_id: UUID) -> None:
    """Who leaves takes the person made up for them along."""
    if member := Member.objects.filter(user_id=user_id).first():
        throw_away(by=member)


def forget() -> None:
    """Throw away who was made up long ago."""
    for old in Practice.objects.filter(started_at__lt=Now() - KEPT).select_related("learner"):
        throw_away(by=old.learner)


class _Gone(NamedTuple):
    """Someone whose row is gone, by the id that was theirs."""

    pk: UUID


def _throw_away(learner: Member) -> UUID | None:
    person = Member.objects.filter(made_up_for=learner).first()
    if person is None:
        return None
    pk = person.pk
    # What was said to them alone goes; where others took part, it is their talk.
    others = Participant.objects.filter(conversation=OuterRef("pk")).exclude(member=person)
    Conversation.objects.filter(~Exists(others), participants__member=person).delete()
    person.delete()
    return pk


def _list(person: Member, today: date) -> None:
    """Put them on the lowest level as a list would have: so there is a path to read, and something to review."""
    lowest = Level.objects.active().filter(ladder__is_default=True).order_by("position").first()
    if lowest is None:
        return
    ladder = Ladder.objects.get(pk=lowest.ladder_id)
    Assessment.objects.create(
        member=person,
        ladder=ladder,
        place=Place.LEVEL,
        level=lowest,
        on=today - LISTED,
        source=Assessment.Source.IMPORT,
    )
    history.follow(person, ladder)


def counted_alone(ladder: Ladder, person: Member) -> Distribution:
    """Count as the ladder's page does, as if this one were the whole group: no figure of the group knows them."""
    standing = Standing.objects.filter(member=person, ladder=ladder).first()
    place = standing.place if standing else Place.OFF
    level = standing.level_id if standing else None
    return Distribution(
        levels=[LevelCount(each, int(each.pk == level)) for each in ladder.levels.all() if not each.retired_at],
        unsure=int(place == Place.UNSURE),
        quiet=int(place == Place.QUIET),
        off=int(place == Place.OFF),
        not_reviewed=0,
    )


def latest(learner: Member) -> Practice | None:
    """Return someone's practice with its steps."""
    return Practice.objects.filter(learner=learner).with_steps().select_related("person").first()


def days_left(practice: Practice) -> int:
    """Say for how many days more the made-up person stays."""
    return max((practice.started_at + KEPT - timezone.now()).days, 0)
