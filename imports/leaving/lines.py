"""What differs between a sheet and here, as pages show it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports.leaving import queries, values
from imports.models import ImportBatch, ImportRow, SheetDifference

Fate = ImportRow.Fate
Newer, Choice, Why = SheetDifference.Newer, SheetDifference.Choice, SheetDifference.Why
TABS = (Newer.THERE, Newer.ASK, Newer.PERSON, Newer.HERE)


class Line(NamedTuple):
    """One difference: what it is about, both sides, since when ours stands, and what became of it."""

    difference: SheetDifference
    name: str
    what: str
    since: str
    why: str
    became: str
    is_open: bool


def lines(found: Iterable[SheetDifference], labels: Mapping[str, str]) -> list[Line]:
    return [_line(each, labels) for each in found]


def _line(each: SheetDifference, labels: Mapping[str, str]) -> Line:
    became = _became(each)
    return Line(
        difference=each,
        name=str(each.member) if each.member else each.there,
        what=values.label(each.what, labels),
        since=_since(each),
        why=str(Why(each.why).label),
        became=became,
        is_open=not became and each.newer != Newer.HERE,
    )


def _since(each: SheetDifference) -> str:
    """Say who gave us the value that stands here, and when."""
    if each.changed_at is None:
        return "" if each.member is None else _("Here from the beginning")
    on = _day(each.changed_at)
    if each.changed_in:
        return _("Came with “%(list)s” on %(on)s") % {"list": each.changed_in.name, "on": on}
    if each.changed_by:
        return _("%(who)s changed it on %(on)s") % {"who": each.changed_by, "on": on}
    return _("Changed on %s") % on


def _became(each: SheetDifference) -> str:
    if each.choice == Choice.NONE or each.chosen_at is None:
        return ""
    said = {"who": each.chosen_by or _("someone no longer here"), "on": _day(each.chosen_at)}
    if each.choice == Choice.HERE:
        return _("Ours stays, says %(who)s, %(on)s") % said
    fate: str | None = each.fate  # type: ignore[attr-defined]
    if each.carried_in is None or each.carried_in.status in queries.STOPPED or fate == Fate.REFUSED:
        return ""
    if fate == Fate.HELD_BACK:
        return _("Waits for a person’s word in “%s”") % each.carried_in.name
    done = each.carried_in.status == ImportBatch.Status.DONE
    return (_("Brought over by %(who)s, %(on)s") if done else _("On its way, says %(who)s, %(on)s")) % said


def _day(at: datetime) -> str:
    return date_format(localtime(at), "M j, Y")


def headline(batch: ImportBatch, figures: queries.Figures) -> str:
    """Say what was found in one sentence: what is still to come over, else what there was."""
    name, there = str(batch.sheet), figures.n(Newer.THERE, undecided=True)
    only_there, ask = figures.n(Newer.PERSON, undecided=True), figures.n(Newer.ASK, undecided=True)
    if there:
        said = ngettext(
            "%(n)s value is newer in “%(name)s” than here.", "%(n)s values are newer in “%(name)s” than here.", there
        )
        return said % {"n": f"{there:,}", "name": name}
    if only_there:
        said = ngettext(
            "%(n)s row of “%(name)s” is about somebody not here.",
            "%(n)s rows of “%(name)s” are about people not here.",
            only_there,
        )
        return said % {"n": f"{only_there:,}", "name": name}
    if ask:
        said = ngettext(
            "%(n)s value of “%(name)s” waits for your word.", "%(n)s values of “%(name)s” wait for your word.", ask
        )
        return said % {"n": f"{ask:,}", "name": name}
    return _("“%s” knows nothing that is not here.") % name


def tabs(figures: queries.Figures, n_only_here: int | None) -> list[dict[str, Any]]:
    """List the kinds of differences with how many of each nobody has decided; the first with any is opened first."""
    found = [
        {"key": newer.value, "label": newer.label, "n": figures.n(newer, undecided=newer != Newer.HERE)}
        for newer in TABS
    ]
    return [*found, {"key": "only-here", "label": _("Only here"), "n": n_only_here}]


def columns(batch: ImportBatch, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Say for each value that was compared how many cells are alike, differ, and are blank in the sheet."""
    counted = {name: batch.compared.get(name, {}) for name in ("alike", "differing", "blank")}
    whats = {what for counts in counted.values() for what in counts}
    rows = [
        {"label": values.label(what, labels), **{name: counts.get(what, 0) for name, counts in counted.items()}}
        for what in whats
    ]
    return sorted(rows, key=lambda row: (-int(row["differing"]), str(row["label"])))
