"""What went wrong with a count, or is to be known about it, in a sentence; the last figures always stay."""

from django.utils.translation import gettext as _

from experiments.counting.people import seal
from experiments.models import Metric
from members.models import SavedView

VIEWS = ("view", "other_view")


def sentence(metric: Metric) -> str:
    """Say why there is no newer figure, or what it counts that it did not count before; "" when all is well."""
    said = {
        "view_gone": _("The list it counts was deleted. The last figures stay; choose another list to go on."),
        "view_misread": _(
            "The list it counts asks for something that is not there any more. The last figures stay; mend the list or "
            "choose another one."
        ),
        "groups_gone": _("The groups that were drawn are gone. The last figures stay."),
        "activity_gone": _("The activity it counts was deleted. The last figures stay; choose another one to go on."),
        "level_gone": _("The level it looks at is not there any more. The last figures stay; choose another one."),
        "lists_overlap": _(
            "Somebody is on both lists. They count on both sides, so a difference looks smaller than it is: take them "
            "out of one list."
        ),
        "nobody_counts": _("Nobody here owns the group, and figures are counted as owners see them."),
    }
    if metric.trouble:
        return said.get(metric.trouble, _("It could not be counted. The last figures stay."))
    if any(is_edited(metric, name) for name in VIEWS):
        return _("The list it counts was edited since this was set up: newer figures may count other people.")
    return ""


def is_edited(metric: Metric, name: str) -> bool:
    """Whether a list asks for something else now than when it was chosen."""
    view: SavedView | None = getattr(metric, name)
    kept = metric.chosen.get(name)
    return bool(view and kept and kept["seal"] != seal(view))
