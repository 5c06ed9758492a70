"""What was chosen to come over, held against what stands here now: a comparison may be days old when somebody presses."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from imports.context import here as organization_here
from imports.leaving.changed import Changes
from imports.leaving.here import Here, Names, people_in
from imports.leaving.values import Compared
from imports.models import ImportBatch, ImportRow, SheetDifference

Newer, Choice, Why = SheetDifference.Newer, SheetDifference.Choice, SheetDifference.Why


def ask_anew(carry: ImportBatch, of: ImportBatch, numbers: Collection[int]) -> set[tuple[int, str]]:
    """Ask again about values that changed here since the two were compared. Returns which: row and what differs."""
    chosen = list(SheetDifference.objects.filter(carried_in=carry, number__in=numbers).exclude(member=None))
    members = {each.member_id for each in chosen if each.member_id}
    region = organization_here().phone_region
    here, names = Here(of, members, region), Names(of, region)
    names.meet(people_in(here.of.values()))
    days = _days(of, chosen)
    stale = []
    for each in chosen:
        now = names.text(each.what, _ours(each, here, days))
        # What the sheet says may stand here by now: bringing it over changes nothing.
        if now not in (each.here, each.there):
            each.here = now
            stale.append(each)
    if stale:
        _set_back(stale, of)
        carry.notes = [_("Some values were changed here since the sheet was compared. They wait for your word there.")]
        carry.save(update_fields=["notes"])
    return {(each.number, each.what) for each in stale}


def _days(of: ImportBatch, chosen: Iterable[SheetDifference]) -> dict[int, str]:
    """Read for which day rows tell a level: it was compared with the one here on that day."""
    numbers = [each.number for each in chosen if each.what == "level"]
    rows = ImportRow.objects.filter(batch=of, number__in=numbers)
    return dict(rows.values_list("number", "clean__level_on"))


def _ours(each: SheetDifference, here: Here, days: dict[int, str]) -> dict[str, str]:
    who: UUID = each.member_id  # type: ignore[assignment]
    if day := days.get(each.number) if each.what == "level" else None:
        return here.level_on(who, date.fromisoformat(day))
    said: Compared = here.of[who]
    return said.get(each.what, {})


def _set_back(stale: list[SheetDifference], of: ImportBatch) -> None:
    """Let a person decide, who sees what stands here now and since when."""
    pks = [each.pk for each in stale]
    SheetDifference.objects.filter(pk__in=pks).update(
        choice=Choice.NONE, chosen_by=None, chosen_at=None, carried_in=None, newer=Newer.ASK
    )
    changes = (
        Changes(of.sheet, of.ladder_id, {each.member_id for each in stale if each.member_id}) if of.sheet else None
    )
    for each in stale:
        each.why = each.why or Why.BOTH
        if changes and each.member_id and (last := changes.latest(each.member_id, each.what)):
            each.changed_at, each.changed_by_id, each.changed_in_id = last.at, last.by, last.batch
    SheetDifference.objects.bulk_update(stale, ["here", "why", "changed_at", "changed_by", "changed_in"])
