"""What Today, promises and calendars add to other rooms, from `AppConfig.ready`."""

from django.utils.translation import gettext_lazy as _

from activities import registry as activities
from conversations import first_times, recently
from conversations import registry as notices
from conversations.feed import actions as feeds
from conversations.promises import bulk, needs, panel, passing_on, together, told
from conversations.promises import today as promises
from conversations.today import activities as of_activities
from conversations.today import from_phone, goals, registry
from conversations.today import people as of_people
from conversations.today.registry import Door
from ladders import registry as ladders
from members import registry as people
from members.bulk import registry as many
from organizations import registry as organizations
from organizations.models import Role
from organizations.registry import Place


def register() -> None:
    """Called once, when the application is ready."""
    organizations.places.append(
        Place(_("Today"), "sun", "today:today", "follow_up.edit", 1, opens_for=[Role.ORGANIZER])
    )
    registry.sections += [
        *promises.SECTIONS,
        *of_people.SECTIONS,
        *of_activities.SECTIONS,
        *from_phone.SECTIONS,
        *goals.SECTIONS,
    ]
    registry.doors += [
        Door(_("Log a conversation"), "message-square-plus", "log:new", "conversation.log", 0, is_main=True),
        Door(_("Follow-ups"), "clock", "follow_ups:list", "follow_up.edit", 10),
        Door(_("What people said yes to"), "message-circle", "commitments:list", "commitment.edit", 20),
        Door(_("Activities"), "calendar", "activities:list", "member.view", 60),
    ]
    people.panels.append(people.Panel("reached", "conversations/reached_last.html", recently.panel, 20, "head"))
    people.panels.append(people.Panel("promises", "conversations/promises_panel.html", panel.panel, 15, "main"))
    people.beside |= recently.BESIDE | panel.BESIDE
    ladders.said_yes.append(together.said_yes)
    notices.counted += needs.COUNTED
    told.register()
    many.add(bulk.DOING)
    activities.on_first_time.append(first_times.tell)
    activities.may_ask.append(first_times.may_ask)
    activities.followed_up.append(first_times.done)
    organizations.on_leave.append(feeds.end)
    organizations.clearers.append(passing_on.pass_on)
