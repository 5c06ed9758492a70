"""What the page of activities shows, and says first."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.columns import columns
from dashboards.counting import Asked
from dashboards.doing import counting
from dashboards.doors import Figure


def context(asked: Asked) -> dict[str, Any]:
    found, (kinds, times) = counting.who(asked), counting.by_kind(asked)
    return {
        **people(asked, found),
        **attendance(asked),
        "kinds": kinds,
        "n_held": sum(line.held for line in kinds),
        "times": times,
        "held_url": counting.url(asked),
        "roles": counting.roles(asked),
    }


def people(asked: Asked, found: dict[str, Figure]) -> dict[str, Any]:
    parts = asked.kept_back(counting.parts(found))
    lines = [found[what] for what in counting.WHATS]
    return {
        "found": found,
        "parts": parts if asked.sees_nobody else None,
        "headline": headline(found, parts),
        "first": lines[1],
        "again": lines[2:],
    }


def attendance(asked: Asked) -> dict[str, Any]:
    months = counting.monthly(asked)
    chart = columns(counting.as_columns(months), uid="attendance", title=_("How often people came, month by month"))
    return {"months": months, "attendance": chart, "has_months": any(month.came != 0 for month in months)}


def headline(found: dict[str, Figure], parts: dict[str, Figure]) -> str:
    """Say how many came, and how many of them for the first time, as far as that is not kept back."""
    came, new = found["came"].people or 0, parts["first"].people
    if not came:
        return _("Nobody came to anything in these days.")
    if None in (parts["before"].people, parts["nobody"].people, new):
        return _("People came to what you do together.")
    n = number_format(came, force_grouping=True)
    says = ngettext("%(n)s person came to something.", "%(n)s people came to something.", came) % {"n": n}
    if not new:
        return says
    first = ngettext("%(n)s of them for the first time.", "%(n)s of them for the first time.", new)
    return f"{says} {first % {'n': number_format(new, force_grouping=True)}}"
