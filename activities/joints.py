"""Where activities take part in other pages and in what other rooms do."""

from django.utils.translation import gettext_lazy as _

from activities import filters, following, holding, inviting, people_forms, recurring, told
from members import filters as people_filters
from members import registry as people
from members.bulk.registry import Doing
from members.bulk.registry import add as add_doings
from organizations import registry


def register() -> None:
    """Called once, from `AppConfig.ready`."""
    registry.places.append(
        registry.Place(
            _("Activities"),
            "calendar",
            "activities:list",
            "member.view",
            26,
            starts=False,
            sentence=_("Meetings, actions and trainings: who is invited, checked in at the door, and came again."),
        )
    )
    registry.clearers.append(recurring.sweep)
    registry.holdings.append(holding.held)
    people_filters.register(*filters.FIELDS)
    people.tabs.append(people.Tab(_("Activities"), "activities:of_person", "member.view", 30))
    people.sources += [people.Source(told.came, told.say), people.Source(told.asked, told.say)]
    people.on_merge.append(following.after_merge)
    people.on_erase.append(following.empty)
    add_doings(
        Doing(
            "invite",
            _("Invite"),
            "activity.edit",
            60,
            people_forms.InviteForm,
            inviting.apply,
            inviting.take_back_many,
            check=inviting.check,
        )
    )
