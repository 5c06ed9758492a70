"""What needs somebody: notices, and the mail that gathers them."""

from conversations.models.digest import Digest, MailChoice
from conversations.models.notice import Notice

__all__ = ["Digest", "MailChoice", "Notice"]
