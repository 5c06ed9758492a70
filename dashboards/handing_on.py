"""Where schedules and links take part in other rooms: the clock, leaving, and what is told to owners."""

from typing import cast

from conversations.registry import add_kind
from dashboards.schedules import actions as schedules
from dashboards.schedules import mailing
from dashboards.schedules.notices import say_paused
from dashboards.sharing import actions as sharing
from members import registry as people
from organizations import registry
from organizations.models import Organization
from stpnet.db.wrapper import current


def register() -> None:
    """Called once, when the application is ready."""
    add_kind(schedules.PAUSED, say_paused)
    registry.sweepers.append(look)
    registry.on_leave += [schedules.leave, sharing.end]
    people.on_erase.append(schedules.forget)


def look() -> None:
    """Ask for the reports whose hour has come, and write the mail of those that are there. Twice changes nothing."""
    organization = cast("Organization", current().tenant)
    schedules.come(organization)
    mailing.tell_readers(organization)
