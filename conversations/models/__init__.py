"""What was heard and promised; what needs somebody: notices, mail that gathers them, help asked for, practice."""

from conversations.models.asking import HelpRequest, Why
from conversations.models.conversation import LONGEST_STORY, Conversation, Participant
from conversations.models.day import MOST_A_WEEK, Feed, OwnNumber
from conversations.models.digest import Digest, MailChoice
from conversations.models.draft import Draft
from conversations.models.hour import DataHour, HourGuest, HourTurn
from conversations.models.notice import Notice
from conversations.models.practice import Practice
from conversations.models.promise import Commitment, FollowUp
from conversations.models.prompt import Prompt, PromptAnswer, PromptSet
from conversations.models.quote import Quote
from conversations.models.theme import ConversationTheme, Theme

__all__ = [
    "LONGEST_STORY",
    "MOST_A_WEEK",
    "Commitment",
    "Conversation",
    "ConversationTheme",
    "DataHour",
    "Digest",
    "Draft",
    "Feed",
    "FollowUp",
    "HelpRequest",
    "HourGuest",
    "HourTurn",
    "MailChoice",
    "Notice",
    "OwnNumber",
    "Participant",
    "Practice",
    "Prompt",
    "PromptAnswer",
    "PromptSet",
    "Quote",
    "Theme",
    "Why",
]
