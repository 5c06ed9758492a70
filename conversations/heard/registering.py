"""What the heard adds to other rooms, from `AppConfig.ready`."""

from django.utils.translation import gettext_lazy as _

from conversations import registry as notices
from conversations.heard import column, erasing, filters, latest, leaving, past, resealing
from ladders import registry as ladders
from members import filters as people_filters
from members import registry as people
from organizations import registry


def register() -> None:
    registry.places.append(
        registry.Place(_("Conversations"), "messages-square", "heard:list", "note.view.organizers", 5)
    )
    people.tabs.append(people.Tab(_("Conversations"), "heard:person", "member.view", 15))
    people.sources += [
        people.Source(past.talked, past.say_talked),
        people.Source(past.taken_back, past.say_taken_back),
    ]
    people.columns.append(column.COLUMN)
    people_filters.register(*filters.FIELDS)
    people.on_erase.append(erasing.empty)
    registry.on_leave.append(leaving.left)
    registry.on_join.append(leaving.came_back)
    registry.rules.append(leaving.RULE)
    registry.resealers.append(resealing.reseal)
    notices.counted.append(leaving.WARNING)
    ladders.reached += [latest.last_contact, latest.last_promise_kept]
