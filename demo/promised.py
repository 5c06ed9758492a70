"""What came of the conversations of a demo organization: what people said yes to, and what organizers owe them."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from conversations.models import Commitment, Conversation, FollowUp
from demo import heard
from demo.talking import Talk
from members.models import Member

State = Commitment.State
# In a hundred talks that reached somebody.
WITH_A_YES, WITH_SOMETHING_OWED, NO_WORD_YET, HANDED_OVER = 34, 38, 40, 6
STATES = {State.KEPT: 66, State.NOT_KEPT: 16, State.CHANGED: 18}
# What is older than that is settled.
STILL_OPEN = timedelta(days=12)
# For the one who shows the group what a day looks like: so many of each kind.
TODAY = 4


def fill(rng: Random, said: Sequence[Talk], organizer: Member, director: Member, *, today: date) -> None:
    """Let most of it be settled by now, and leave something of each kind to one organizer for today."""
    reached = [talk for talk in said if talk.row.outcome == Conversation.Outcome.REACHED]
    theirs = [talk for talk in reached if talk.row.author_id == organizer.pk and len(talk.people) == 1][-4 * TODAY :]
    kept_for_today = {id(talk) for talk in theirs}
    others = [talk for talk in reached if id(talk) not in kept_for_today]
    yeses = [_yes(rng, talk, today) for talk in others if rng.randrange(100) < WITH_A_YES]
    owed = [_owed(rng, talk, director, today) for talk in others if rng.randrange(100) < WITH_SOMETHING_OWED]
    said_yes, owes = rng.sample(heard.YESES, TODAY), rng.sample(heard.OWED, 2 * TODAY)
    yeses += [_checked_today(said_yes[n], talk, today - timedelta(days=n)) for n, talk in enumerate(theirs[:TODAY])]
    owed += [_due_today(owes[n], talk, today - timedelta(days=n)) for n, talk in enumerate(theirs[TODAY : 2 * TODAY])]
    owed += [
        _handed(rng, owes[TODAY + n], talk, director, today) for n, talk in enumerate(theirs[2 * TODAY : 3 * TODAY])
    ]
    became = [_became(rng, each) for each in yeses if each.state == State.CHANGED]
    Commitment.objects.bulk_create(became)
    Commitment.objects.bulk_create(yeses, batch_size=500)
    FollowUp.objects.bulk_create(owed, batch_size=500)


def _about(talk: Talk) -> dict[str, object]:
    return {"conversation": talk.row, "member": talk.people[0], "created_at": talk.row.created_at}


def _yes(rng: Random, talk: Talk, today: date) -> Commitment:
    by = talk.row.on + timedelta(days=rng.randint(3, 16))
    made = Commitment(
        what=rng.choice(heard.YESES), by=by, said_on=talk.row.on, asked_by=talk.row.author, **_about(talk)
    )
    if by > today or (by > today - STILL_OPEN and rng.randrange(100) < NO_WORD_YET):
        return made
    made.state = rng.choices(list(STATES), weights=list(STATES.values()))[0]
    notes = {State.KEPT: heard.KEPT_NOTES, State.NOT_KEPT: heard.OPEN_NOTES, State.CHANGED: ("",)}[made.state]
    made.note, made.settled_on, made.settled_by = rng.choice(notes), by, talk.row.author
    return made


def _became(rng: Random, changed: Commitment) -> Commitment:
    """Write down what it was changed into, which was kept."""
    on = changed.settled_on
    assert on  # noqa: S101 - a changed one is settled
    made = Commitment(
        what=rng.choice(heard.CHANGED_TO), said_on=on, by=on, state=State.KEPT, settled_on=on,
        member=changed.member, asked_by=changed.asked_by, settled_by=changed.settled_by, created_at=changed.created_at,
    )  # fmt: skip
    changed.became = made
    return made


def _owed(rng: Random, talk: Talk, director: Member, today: date) -> FollowUp:
    due = talk.row.on + timedelta(days=rng.randint(1, 14))
    owner, by = talk.row.author, talk.row.author
    made = FollowUp(owner=owner, what=rng.choice(heard.OWED), due=due, made_by=by, **_about(talk))
    if rng.randrange(100) < HANDED_OVER:
        made.owner, made.handed_by, made.handed_note = director, by, rng.choice(heard.HANDED)
    if due <= today - timedelta(days=2):
        made.done_on, made.done_by, made.note = due, made.owner, rng.choice(heard.DONE_NOTES)
    return made


def _checked_today(what: str, talk: Talk, by: date) -> Commitment:
    on, author = talk.row.on, talk.row.author
    return Commitment(what=what, by=max(by, on), said_on=on, asked_by=author, **_about(talk))


def _due_today(what: str, talk: Talk, due: date) -> FollowUp:
    author = talk.row.author
    return FollowUp(owner=author, what=what, due=max(due, talk.row.on), made_by=author, **_about(talk))


def _handed(rng: Random, what: str, talk: Talk, director: Member, today: date) -> FollowUp:
    """The director owed it, and asks the organizer, who knows the family."""
    made = FollowUp(owner=talk.row.author, what=what, due=today, made_by=director, **_about(talk))
    made.handed_by, made.handed_note = director, rng.choice(heard.HANDED)
    return made
