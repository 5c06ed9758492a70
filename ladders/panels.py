"""Where someone stands and how they got there: the parts that ladders add to a person's page."""

from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ladders import path_chart, signs, spans
from ladders.models import Assessment, LevelChange
from ladders.paths import latest, levels_of, now, own_words_of, paths_of
from members.models import Member
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import PERMISSIONS, Scope


class Said(NamedTuple):
    """An assessment, and what the reader may do with it."""

    assessment: Assessment
    may_confirm: bool
    is_own: bool
    may_void: bool
    is_unreviewed: bool
    # It waits, and nobody can agree any more: its level, or its ladder, is not in use.
    is_stuck: bool


def head(_request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Return the badge beside the name: the place on the default ladder, and what is open about it."""
    ladder = next((each for each in paths_of(member) if each.is_default), None)
    if ladder is None:
        return None
    step, last = now(ladder), latest(ladder)
    return {
        "step": step,
        "n_levels": len(levels_of(ladder)),
        "is_waiting": any(each.waits for each in ladder.said),
        "is_unreviewed": bool(last and last.level_id and last.source == Assessment.Source.IMPORT),
        "is_unsure": bool(last and last.confidence == Assessment.Confidence.UNSURE),
        "look_again_on": last.review_on if last else None,
    }


def act(request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Return the one way to say where somebody stands; its page leads on to the other ladders."""
    ladder = next((each for each in paths_of(member) if each.is_default), None)
    if ladder is None or member.archived_at or not may(request, "assessment.make"):
        return None
    return {"ladder": ladder, "member": member}


def main(request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Return the path on each ladder that says something of this person, the default one always."""
    today = request.organization.today()
    paths = [
        _path(request, ladder, today, is_closed=member.archived_at is not None)
        for ladder in paths_of(member)
        if ladder.is_default or ladder.said or ladder.in_own_words
    ]
    return {"paths": paths, "member": member} if paths else None


def _path(request: OrgRequest, ladder: Any, today: date, *, is_closed: bool) -> dict[str, Any]:
    changes: list[LevelChange] = ladder.path
    said: list[Assessment] = ladder.said
    last, levels, is_put_away = latest(ladder), levels_of(ladder), ladder.put_away_at is not None
    seen = {each.pk: each.evidence or _of_signs(each) for each in said}
    return {
        "ladder": ladder,
        "n_levels": len(levels),
        "headings": [_("From"), _("Until"), _("How long"), _("Place"), _("What was seen")],
        "rows": [_cells(change, seen[change.assessment_id], today) for change in changes],
        "chart": path_chart.draw(ladder, changes, today, seen=seen) if changes else "",
        "spans": spans.on_levels(changes, today),
        "ahead": signs.ahead(levels, changes, said),
        "own_words": own_words_of(ladder),
        "said": [
            _said(request, each, is_latest=each is last, is_closed=is_closed, is_put_away=is_put_away) for each in said
        ],
        "may_write": not is_closed and not is_put_away and may(request, "assessment.make"),
    }


def _of_signs(assessment: Any) -> str:
    """Return what a word stands on that has no line of its own: the signs that were ticked."""
    return "; ".join(row["evidence"] or row["text"] for row in assessment.seen)


def _cells(change: LevelChange, seen: str, today: date) -> tuple[str, ...]:
    """Write a step of the path as a row: from when until when, where, and what it stands on."""
    until = date_format(change.until, "M j, Y") if change.until else _("today")
    lasted = spans.in_words(((change.until or today) - change.on).days)
    place = str(change.level or change.get_place_display())
    return date_format(change.on, "M j, Y"), until, lasted, place, seen


def _said(request: OrgRequest, assessment: Assessment, *, is_latest: bool, is_closed: bool, is_put_away: bool) -> Said:
    """Say an assessment; of somebody archived it can be read and not changed."""
    is_own = assessment.assessed_by_id == request.member.pk
    is_stuck = assessment.waits and (is_put_away or bool(assessment.level and assessment.level.retired_at))
    reach = PERMISSIONS["assessment.void"].scope(request.roles)
    return Said(
        assessment,
        may_confirm=not (is_closed or is_own or is_stuck) and assessment.waits and may(request, "assessment.confirm"),
        is_own=is_own,
        may_void=not is_closed
        and assessment.voided_at is None
        and (reach is Scope.ALL or (reach is Scope.OWN and is_own)),
        is_unreviewed=is_latest and bool(assessment.level_id) and assessment.source == Assessment.Source.IMPORT,
        is_stuck=is_stuck,
    )
