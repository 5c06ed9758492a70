"""Where someone stands and how they got there: the parts that ladders add to a person's page."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from charts.steps import Step, steps
from ladders.models import Assessment, Ladder, Level, LevelChange
from members.models import Member
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import PERMISSIONS, Scope
from organizations.templatetags.frame import ramp


class Said(NamedTuple):
    """An assessment, and what the reader may do with it."""

    assessment: Assessment
    may_confirm: bool
    is_own: bool
    may_void: bool
    is_unreviewed: bool


def head(_request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Return the badge beside the name: the place on the default ladder, and what is open about it."""
    ladder = next((each for each in _ladders(member) if each.is_default), None)
    if ladder is None:
        return None
    step, latest = _now(ladder), _latest(ladder)
    return {
        "step": step,
        "n_levels": n_levels(ladder),
        "is_waiting": any(each.waits for each in ladder.said),  # type: ignore[attr-defined]
        "is_unreviewed": bool(latest and latest.level_id and latest.source == Assessment.Source.IMPORT),
        "is_unsure": bool(latest and latest.confidence == Assessment.Confidence.UNSURE),
        "look_again_on": latest.review_on if latest else None,
    }


def act(request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Return the one way to say where somebody stands; its page leads on to the other ladders."""
    ladder = next((each for each in _ladders(member) if each.is_default), None)
    if ladder is None or member.archived_at or not may(request, "assessment.make"):
        return None
    return {"ladder": ladder, "member": member}


def main(request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Return the path on each ladder that says something of this person, the default one always."""
    today = request.organization.today()
    paths = [
        _path(request, ladder, today, is_closed=member.archived_at is not None)
        for ladder in _ladders(member)
        if ladder.is_default or ladder.said  # type: ignore[attr-defined]
    ]
    return {"paths": paths, "member": member} if paths else None


def n_levels(ladder: Ladder) -> int:
    """Count the levels in use, for the badge's little ladder."""
    return sum(not level.retired_at for level in ladder.levels.all())


def _ladders(member: Member) -> list[Ladder]:
    """Load every ladder with this member's path and what was said, once for both panels: four statements."""
    found: list[Ladder] | None = member.__dict__.get("ladder_paths")
    if found is None:
        people = ("level", "assessed_by", "confirmed_by", "voided_by")
        said = Assessment.objects.filter(member=member).select_related(*people).latest_first()
        path = LevelChange.objects.filter(member=member).select_related("level", "from_level").order_by("on")
        found = list(
            Ladder.objects.prefetch_related("levels")
            .prefetch_related(Prefetch("assessments", queryset=said, to_attr="said"))
            .prefetch_related(Prefetch("level_changes", queryset=path, to_attr="path"))
        )
        member.__dict__["ladder_paths"] = found
    return found


def _now(ladder: Ladder) -> LevelChange | None:
    return ladder.path[-1] if ladder.path else None  # type: ignore[attr-defined]


def _latest(ladder: Ladder) -> Assessment | None:
    """Return the latest assessment that counts: they come in the order in which they win."""
    said: list[Assessment] = ladder.said  # type: ignore[attr-defined]
    return next((each for each in said if each.voided_at is None and not each.waits), None)


def _path(request: OrgRequest, ladder: Ladder, today: date, *, is_closed: bool) -> dict[str, Any]:
    changes: list[LevelChange] = ladder.path  # type: ignore[attr-defined]
    said: list[Assessment] = ladder.said  # type: ignore[attr-defined]
    latest = _latest(ladder)
    return {
        "ladder": ladder,
        "n_levels": n_levels(ladder),
        "headings": [_("From"), _("Until"), _("Place")],
        "rows": [_cells(change) for change in changes],
        "chart": _chart(ladder, changes, today) if changes else "",
        "said": [_said(request, each, is_latest=each is latest, is_closed=is_closed) for each in said],
    }


def _chart(ladder: Ladder, changes: list[LevelChange], today: date) -> str:
    """Draw the path; places outside the levels are dashed, on a line of their own below the first."""
    levels = [level for level in ladder.levels.all() if not level.retired_at]
    lowest = 0 if any(change.level is None for change in changes) else 1
    rows = ["", *(str(level.position) for level in levels)][lowest:]
    path = [
        Step(
            on=change.on,
            until=change.until or today,
            row=_row(change.level, levels) - lowest,
            color=ramp(change.level, len(levels)) if change.level else "l0",
            label="" if change.level else str(change.get_place_display()),
            is_dashed=change.level is None,
        )
        for change in changes
    ]
    return steps(
        path,
        rows=rows,
        today=today,
        uid=f"path-{ladder.pk}",
        title=_("Path on %s") % ladder.name,
        desc="; ".join(f"{change.level or change.get_place_display()} {_since(change.on)}" for change in changes),
    )


def _row(level: Level | None, levels: list[Level]) -> int:
    """Return the line of a level, the lowest for places outside; a retired one's is that of its old number."""
    if level is None:
        return 0
    return levels.index(level) + 1 if level in levels else min(level.position, len(levels))


def _cells(change: LevelChange) -> tuple[str, str, str]:
    until = date_format(change.until, "M j, Y") if change.until else _("today")
    return date_format(change.on, "M j, Y"), until, str(change.level or change.get_place_display())


def _since(day: date) -> str:
    return _("from %s") % date_format(day, "M j, Y")


def _said(request: OrgRequest, assessment: Assessment, *, is_latest: bool, is_closed: bool) -> Said:
    """Say an assessment; of somebody archived it can be read and not changed."""
    is_own = assessment.assessed_by_id == request.member.pk
    reach = PERMISSIONS["assessment.void"].scope(request.roles)
    return Said(
        assessment,
        may_confirm=not is_closed and assessment.waits and not is_own and may(request, "assessment.confirm"),
        is_own=is_own,
        may_void=not is_closed
        and assessment.voided_at is None
        and (reach is Scope.ALL or (reach is Scope.OWN and is_own)),
        is_unreviewed=is_latest and bool(assessment.level_id) and assessment.source == Assessment.Source.IMPORT,
    )
