"""What the page of conversations shows, and says first."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboards.counting import Asked
from dashboards.doors import Figure
from dashboards.fields import ANY
from dashboards.talks import counting, themes
from organizations.access import may

# How promises went, in the order of the page.
LINES = (
    ("kept", gettext_lazy("Kept")),
    ("not_kept", gettext_lazy("Not kept")),
    ("changed", gettext_lazy("Changed into something else")),
    ("open", gettext_lazy("Open: no word yet")),
)


def context(asked: Asked) -> dict[str, Any]:
    found = counting.reached(asked)
    return {
        "found": found,
        "parts": asked.kept_back(counting.parts(found)) if asked.sees_nobody else None,
        "headline": headline(asked, found),
        "levels": counting.by_level(asked),
        "by_unit": counting.by_unit(asked),
        "kinds": counting.by_kind(asked),
        "may_read_themes": may(asked.request, "note.view.organizers"),
        "themes": themes.over_time(asked),
        "promised": promises(asked),
        "long_days": counting.LONG,
    }


def headline(asked: Asked, found: dict[str, Figure]) -> str:
    """Say how many were reached; of a number that is kept back, only that talks went on."""
    met = asked.kept_back(counting.parts(found))["one_to_one"].people
    if met is None:
        return _("A few people had a one-to-one.")
    if not met:
        return _("Nobody had a one-to-one in these days.")
    n = number_format(met, force_grouping=True)
    return ngettext("%(n)s person had a one-to-one.", "%(n)s people had a one-to-one.", met) % {"n": n}


def promises(asked: Asked) -> dict[str, Any]:
    """Return how promises went, and who said yes, each a door to these people."""
    found = counting.promised(asked)
    total = sum(figure.people or 0 for figure in found.values())
    by = counting.promisers(asked) if total else {}
    shown = asked.kept_back(found)
    return {
        "total": total,
        "by": by.get(ANY),
        "lines": [(label, shown[state], by.get(state)) for state, label in LINES],
    }
