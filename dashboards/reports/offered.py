"""What can be made, in words: the kinds of reports and the forms of their files."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.models import Report


class Kind(NamedTuple):
    name: str
    label: str | Promise
    about: str | Promise


KINDS = {
    kind: Kind(kind.value, kind.label, about)
    for kind, about in {
        Report.Kind.MEMBERS: _("One page in plain words, to hand out: who we are, who took a step, what comes next."),
        Report.Kind.BOARD: _("What happened, where, who to call, and how it was counted."),
        Report.Kind.STAFF: _("All figures, who went from where to where, and a table for each place."),
        Report.Kind.PARTNER: _(
            "For a union or a congregation: how its members are doing with us, and what they said yes to."
        ),
        Report.Kind.TABLE: _("Whom a saved view keeps, by place and by level."),
    }.items()
}
FORMS = {
    "pdf": _("PDF, to print or send"),
    "xlsx": _("Excel workbook, with charts"),
    "csv": _("CSV, for any program"),
    "ladder": _("The ladder as a picture"),
    "dots": _("The steps up as a picture"),
}
