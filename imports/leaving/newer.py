"""Which of two values is newer: the rule that the page states, and nothing else."""

from typing import NamedTuple

from imports.models import SheetDifference

Newer, Why = SheetDifference.Newer, SheetDifference.Why


class Verdict(NamedTuple):
    newer: SheetDifference.Newer
    why: SheetDifference.Why = Why.NONE


def judge(*, came_in: bool, changed_here: bool, changed_there: bool | None) -> Verdict:
    """Decide about one value that differs.

    `came_in`: the sheet has been brought in before. `changed_here`: by anybody or anything else since then.
    `changed_there`: since the sheet was last uploaded; None when we no longer know.
    """
    if not came_in:
        return Verdict(Newer.ASK, Why.FIRST)
    if changed_here:
        if changed_there is None:
            return Verdict(Newer.ASK, Why.UNKNOWN)
        return Verdict(Newer.ASK, Why.BOTH) if changed_there else Verdict(Newer.HERE)
    # Here stands what the sheet once said: if it says something else today, it has changed there.
    return Verdict(Newer.ASK, Why.AS_BEFORE) if changed_there is False else Verdict(Newer.THERE)
