"""The year of conversations that a demo organization comes with."""

from datetime import date, timedelta
from random import Random
from typing import Any

from conversations.models import (
    Commitment,
    Conversation,
    ConversationTheme,
    FollowUp,
    Participant,
    Prompt,
    PromptAnswer,
    PromptSet,
    Quote,
    Theme,
)
from demo import conversations
from demo.assessing import Calendar
from demo.cedar_valley import CEDAR_VALLEY
from demo.elm_court import ELM_COURT
from demo.loading import fill
from members.models import Member
from organizations.models import Organization

TODAY = date(2026, 11, 20)
STAFF = {"director": "Imani Whitfield", "organizer": "Marisol Quintero"}


def of(model: Any, column: str) -> set[Any]:
    return set(model.objects.values_list(column, flat=True))


def has_a_year_of_everything() -> None:
    talks = Conversation.objects.all()
    assert 280 <= talks.count() <= 360
    assert TODAY - timedelta(days=366) <= talks.earliest("on").on <= TODAY - timedelta(days=300)
    assert talks.latest("on").on < TODAY
    for column, every in (
        ("kind", Conversation.Kind),
        ("outcome", Conversation.Outcome),
        ("read_by", Conversation.ReadBy),
    ):
        assert of(Conversation, column) == set(every)
    assert len(of(Conversation, "author")) >= 5
    assert of(Commitment, "state") == set(Commitment.State)
    for column, every in (("where", Quote.Where), ("named", Quote.Named)):
        assert of(Quote, column) == set(every)
    assert Quote.objects.exclude(withdrawn_at=None).count() == 1
    assert min(PromptAnswer.objects.count(), Theme.objects.count() * 5, FollowUp.objects.count()) >= 40


def stories_differ_and_come_in_three_languages() -> None:
    stories = [each.story for each in Conversation.objects.reached() if each.story]
    assert len(set(stories)) > 0.97 * len(stories)
    assert not any("{" in story for story in stories)
    assert all(any(word in story for story in stories) for word in ("cocina", "قالت"))


def own_notes_are_sealed_with_all_that_hangs_on_them() -> None:
    own = Conversation.objects.filter(read_by="author")
    assert own.exclude(sealed="").filter(story="").count() == own.count() > 5
    assert not ConversationTheme.objects.filter(conversation__in=own).exclude(sentence="").exists()
    assert not PromptAnswer.objects.filter(conversation__in=own).exclude(text="").exists()
    assert not Quote.objects.filter(conversation__in=own).exists()
    came_up = ConversationTheme.objects.exclude(sentence="").select_related("conversation")
    assert all(each.sentence in each.conversation.story for each in came_up)


def organizer_has_three_of_three_kinds_today() -> None:
    marisol = Member.objects.get(name=STAFF["organizer"])
    owed = FollowUp.objects.due(TODAY).filter(owner=marisol)
    assert min(owed.filter(handed_by=None).count(), owed.exclude(handed_by=None).count()) >= 3
    assert Commitment.objects.to_check(TODAY).filter(asked_by=marisol).count() >= 3
    tried = Participant.objects.filter(conversation__author=marisol).exclude(conversation__outcome="reached")
    assert tried.count() >= 3


def story(organization: Organization, seed: str) -> list[tuple[Any, ...]]:
    """Throw the talks away and write them anew; return them in their order."""
    Conversation.objects.all().delete()
    for model in (Commitment, FollowUp, Theme, PromptAnswer, Prompt, PromptSet, Quote):
        model.objects.all().delete()
    staff = {role: Member.objects.get(name=name).pk for role, name in STAFF.items()}
    conversations.fill(Random(seed), Calendar(organization, TODAY), **staff, today=TODAY)
    columns = ("on", "kind", "outcome", "read_by", "author__name", "story", "created_at", "participants__member__name")
    return list(Conversation.objects.order_by(*columns).values_list(*columns))


def test_large_group_comes_with_a_year_of_talks(north: Organization):
    fill(north, CEDAR_VALLEY, today=TODAY)

    has_a_year_of_everything()
    stories_differ_and_come_in_three_languages()
    own_notes_are_sealed_with_all_that_hangs_on_them()
    organizer_has_three_of_three_kinds_today()
    first, again, other = (story(north, seed) for seed in ("one", "one", "other"))
    assert first == again != other


def test_smallest_group_has_logged_nothing_yet(north: Organization):
    fill(north, ELM_COURT, today=TODAY)

    assert not Conversation.objects.exists()
