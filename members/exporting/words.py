"""What came of a file, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.exporting.texting import REASONS
from members.models import Export


def done_sentence(export: Export) -> str:
    """Say how many are in the file, or that it is no longer there."""
    n = export.n_written
    if not export.is_there:
        return _("The file was there for an hour, and is removed. Open the list, and ask for it again.")
    if not n:
        return _("Nobody is in the file.")
    return ngettext("The file is ready: %s person.", "The file is ready: %s people.", n) % f"{n:,}"


def left_out(export: Export) -> list[str]:
    """Say how many are not in a file for texting, and why."""
    line = _("%(n)s %(why)s")
    known = ((reason, export.left_out.get(reason, 0)) for reason in REASONS)
    return [line % {"n": f"{n:,}", "why": REASONS[reason]} for reason, n in known if n]
