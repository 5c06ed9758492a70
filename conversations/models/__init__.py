"""What needs somebody: notices, the mail that gathers them, help asked for, and practice for who is new."""

from conversations.models.asking import HelpRequest, Why
from conversations.models.digest import Digest, MailChoice
from conversations.models.notice import Notice
from conversations.models.practice import Practice

__all__ = ["Digest", "HelpRequest", "MailChoice", "Notice", "Practice", "Why"]
