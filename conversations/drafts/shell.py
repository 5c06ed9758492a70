"""The page that a phone keeps: the form of logging, empty, in the organization's language."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation
from members.requests import OrgRequest

# Those that happen where there is no signal come first, and a talk on the phone is none of them.
_KINDS = (
    Conversation.Kind.IN_PERSON, Conversation.Kind.HOUSE_VISIT, Conversation.Kind.PHONE, Conversation.Kind.VIDEO,
    Conversation.Kind.TEXT, Conversation.Kind.GROUP, Conversation.Kind.COACHING,
)  # fmt: skip
_READERS = {
    Conversation.ReadBy.ORGANIZERS: _("Organizers who may see this person, directors and owners"),
    Conversation.ReadBy.DIRECTORS: _("Directors and owners, and you"),
    Conversation.ReadBy.AUTHOR: _("Only you"),
}


def render_shell(_request: OrgRequest) -> str:
    """Render it without the request: nothing of who asks, not even a token of theirs, can get in."""
    context = {"kinds": [(kind.value, kind.label) for kind in _KINDS], "readers": list(_READERS.items())}
    return render_to_string("conversations/drafts/shell.html", context)
