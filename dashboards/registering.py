"""What dashboards add to other rooms, and their own panels."""

from django.utils.translation import gettext_lazy as _

from dashboards import fields, reading, registry, trying
from dashboards.doing import panel as doing
from dashboards.front import ladder_panels, places
from dashboards.lists import panel as lists
from dashboards.reports import registry as reports
from dashboards.talks import panel as talks
from experiments.story import doors as stories
from ladders import registry as ladders
from members import filters as people_filters
from organizations import registry as organizations


def register() -> None:
    """Called once, from `AppConfig.ready`."""
    people_filters.register(*fields.FIELDS)
    registry.panels += [*places.PANELS, *ladder_panels.PANELS, *talks.PANELS, *doing.PANELS, *lists.PANELS]
    # The same picture as the ladder's: a further one would be drawn on every page.
    organizations.places.append(
        organizations.Place(_("Dashboards"), "ladder", "dashboards:front", "dashboard.view", 28)
    )
    registry.tried.append(trying.at)
    reports.learned.append(trying.learned)
    stories.doors.append(stories.Door(_("Show outside"), "external-link", "reports:story_links", "share_link.make"))
    ladders.keeps_back.append(reading.hides_small)
    ladders.doors.append(ladders.Door(_("Gaps"), "dashboards:gaps", "dashboard.view", 96))
