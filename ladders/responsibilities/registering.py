"""Where responsibilities take part in other pages."""

from django.utils.translation import gettext_lazy as _

from ladders import registry
from ladders.responsibilities import filters, queries, shown, told
from members import filters as people_filters
from members import registry as people


def register() -> None:
    """Called once, from `AppConfig.ready`."""
    registry.doors += [
        registry.Door(_("Teams"), "teams:list", "member.view", 50),
        registry.Door(_("Responsibilities"), "responsibilities:list", "member.view", 51),
    ]
    registry.carried.append(shown.carried)
    people_filters.register(*filters.FIELDS)
    people.beside["carried"] = queries.carried_by
    people.panels.append(people.Panel("carries", "ladders/responsibilities/panel.html", shown.panel, 30, "side"))
    people.team_panels.append(people.TeamPanel("ladders/responsibilities/team_card.html", shown.team_card))
    people.sources += [
        people.Source(rows, told.say) for rows in (told.asked, told.took_on, told.said_no, told.gave_back)
    ]
