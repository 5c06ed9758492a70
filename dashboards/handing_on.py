"""Where schedules and links take part in other rooms: the clock, leaving, and what is told to owners."""

from typing import cast

from conversations.registry import add_kind
from dashboards.schedules import actions as schedules
from dashboards.schedules import mailing
from dashboards.schedules.notices import say_failed, say_paused
from dashboards.sharing import closing
from dashboards.sharing.notices import say_closed
from members import registry as people
from organizations import registry
from organizations.models import Organization
from stpnet.db.wrapper import current


def register() -> None:
    """Called once, when the application is ready."""
    add_kind(schedules.PAUSED, say_paused)
    add_kind(schedules.FAILED, say_failed)
    add_kind(closing.CLOSED, say_closed)
    registry.sweepers.append(look)
    registry.on_leave += [schedules.leave, closing.end]
    people.on_erase.append(schedules.forget)


def look() -> None:
    """Ask for reports whose hour has come, write the mail of those that are there, and close what nobody may show.

    Twice changes nothing.
    """
    organization = cast("Organization", current().tenant)
    schedules.come(organization)
    mailing.tell_readers(organization)
    closing.look(organization)
