"""Which themes somebody may change, and which conversations a figure of theirs is counted from."""

from typing import TYPE_CHECKING

from conversations.models import Conversation, Theme
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import PERMISSIONS, Scope

if TYPE_CHECKING:
    from conversations.models.conversation import ConversationQuerySet
    from conversations.models.theme import ThemeQuerySet


def edits(request: OrgRequest) -> "ThemeQuerySet":
    """Keep the themes that the signed-in person may change: all, or those that they made."""
    themes: ThemeQuerySet = Theme.objects.all()
    if PERMISSIONS["theme.edit"].scope(request.roles) is Scope.ALL:
        return themes
    return themes.filter(made_by=request.member) if may(request, "theme.edit") else themes.none()


def may_edit(request: OrgRequest, theme: Theme) -> bool:
    """Whether the signed-in person may change this theme, asked of a row at hand."""
    scope = PERMISSIONS["theme.edit"].scope(request.roles)
    return scope is Scope.ALL or (scope is not Scope.NO and theme.made_by_id == request.member.pk)


def readable(request: OrgRequest) -> "ConversationQuerySet":
    """Keep the talks that figures of themes are counted from: those that reached somebody and that the reader may read.

    That a theme came up says something of the words, so it is known to those alone for whom they are. The list of
    conversations by theme asks the same, and so a figure is as long as its list.
    """
    talks: ConversationQuerySet = Conversation.objects.readable_by([*map(str, request.roles)], request.member)
    return talks.reached().in_earnest()
