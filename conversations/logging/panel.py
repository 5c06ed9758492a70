"""The buttons by which one logs: on a person's page, and a place in the menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from members import registry as people
from members.models import Member
from members.requests import OrgRequest
from organizations import registry
from organizations.access import may

RIGHT = "conversation.log"


def register() -> None:
    # In the middle of the phone's five, where a thumb is.
    registry.places.append(registry.Place(_("Log"), "message-square-plus", "log:new", RIGHT, 15))
    people.panels.append(people.Panel("log", "conversations/log_panel.html", act, 5, "act"))


def act(request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Lead to the log with this person, and let an attempt be kept in two taps."""
    return {"member": member} if may(request, RIGHT) and not member.archived_at else None
