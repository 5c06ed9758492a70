"""Where reports take part in other rooms: the menu, long work, the nightly round, and what erasing somebody takes along."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dashboards.reports import actions, jobs
from dashboards.reports.whom import RIGHT
from members import jobs as long_work
from members import registry as people
from organizations import registry


def register() -> None:
    """Called once, when the application is ready."""
    # The icon stands in the menu already: another one would make the list of people too heavy for its limit.
    registry.places.append(registry.Place(_("Reports"), "ladder", "reports:list", "report.view", 45))
    long_work.kinds.append(long_work.Kind(_("Reports"), RIGHT, jobs.latest, jobs.find))
    registry.sweepers.append(actions.sweep)
    registry.clearers.append(actions.clear)
    registry.rules.append(RULE)
    people.on_erase.append(actions.forget)


RULE = registry.Rule(
    "reports", _("Reports that were deleted"), 45,
    lambda _organization: ngettext("%(n)d day", "%(n)d days", actions.KEPT.days) % {"n": actions.KEPT.days},
    lambda _organization, at: actions.forgotten(at).count(), actions.let_go,
)  # fmt: skip
