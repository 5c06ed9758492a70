"""Talks, promises and follow-ups of a crowd, for measuring the pages of an organizer's day."""

from datetime import date, timedelta
from random import Random

from conversations.models import Commitment, Conversation, FollowUp, Participant
from members.models import Member

_KINDS = (Conversation.Kind.IN_PERSON, Conversation.Kind.PHONE, Conversation.Kind.TEXT)
# Words enough that a search finds some of them and not all.
_WORDS = [
    "rent",
    "heat",
    "boiler",
    "stairs",
    "lease",
    "landlord",
    "children",
    "bus",
    "school",
    "garden",
    "meeting",
    "ask",
    "neighbor",
    "letter",
    "hope",
]
_YEAR = 365


def store_talks(author: Member, today: date, chance: Random, *, each: int = 2) -> int:
    """Store so many talks with everybody, with a promise in every tenth and something owed in every twentieth.

    Returns how many talks. Every second person becomes one of the author's own.
    """
    people = list(Member.objects.people().values_list("pk", flat=True))
    Member.objects.filter(pk__in=people[::2]).update(organizer=author)
    talks = Conversation.objects.bulk_create(
        (
            Conversation(
                author=author,
                kind=chance.choice(_KINDS),
                on=today - timedelta(days=chance.randrange(_YEAR)),
                story=" ".join(chance.choices(_WORDS, k=12)),
            )
            for _person in range(len(people) * each)
        ),
        batch_size=2000,
    )
    pairs = [(talk, people[at % len(people)]) for at, talk in enumerate(talks)]
    Participant.objects.bulk_create(
        (Participant(conversation=talk, member_id=who) for talk, who in pairs), batch_size=5000
    )
    Commitment.objects.bulk_create(
        Commitment(
            conversation=talk, member_id=who, what="Bring a neighbor", by=today, said_on=talk.on, asked_by=author
        )
        for talk, who in pairs[::10]
    )
    FollowUp.objects.bulk_create(
        FollowUp(conversation=talk, member_id=who, owner=author, what="Call back", due=today, made_by=author)
        for talk, who in pairs[::20]
    )
    return len(talks)
