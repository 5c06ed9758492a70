"""The page for members: plain words, each of which the group can change, around figures that stay right."""

from datetime import date, time
from typing import Any

from django.utils.formats import date_format, time_format

from charts.theme import page
from dashboards.models import Report
from dashboards.reports import drawn, slots
from dashboards.reports.figures import Days, day_of, figure
from dashboards.reports.hiding import kept_back_says as kept_back


def told(report: Report, days: Days, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the sentences of the page, in the report's words where it has some."""
    found = report.snapshot
    numbers, figures = _numbers(found), _figures(found, days)
    need = _need(found, lines, days)
    due = next((level["due"] for level in found["levels"] if level["due"]), None)
    figures |= need or {}
    figures |= {"due": day_of(days.last.year, date.fromisoformat(due))} if due and not need else {}

    def say(slot: str) -> str:
        return slots.filled(report.words.get(slot) or slots.default(slot, numbers), figures)

    up, each = found["kinds"]["up"], drawn.each_dot(found)
    steps_title = say("steps" if each == 1 else "steps_many") if up else ""
    by_level = steps(found, lines)
    headline = say("headline" if up else "headline_still")
    return {
        "title": headline,
        "above": say("above"),
        "headline": headline,
        "lead": say("lead"),
        "ladder": say("ladder_then" if days.is_over else "ladder"),
        "note": " ".join([say("change"), *([say("goal")] if due else [])]),
        "others": say("others") if numbers["others"] else "",
        "steps_title": steps_title,
        "steps": by_level,
        "dots": drawn.steps(found, title=steps_title, told=by_level or steps_title) if up else "",
        # The same on a page, which knows its own colors.
        "dots_here": drawn.steps(found, title=steps_title, told=by_level or steps_title, theme=page) if up else "",
        "quiet": say("quiet") if found["kinds"]["quiet"] else "",
        "need_title": say("need") if need else "",
        "need": say("need_says") if need else "",
        "need_how": say("need_how") if need else "",
        "learned_title": say("learned"),
        "quotes_title": say("quotes"),
        "come": say("come") if found["activity"] else "",
        "come_more": _when_and_where(found["activity"], say("come_more")) if found["activity"] else "",
        "how": say("how"),
        "kept_back": kept_back(found),
    }


def figures_of(report: Report) -> dict[str, str]:
    """Return every figure that the sentences may name, as this report tells it."""
    days = Days(report.snapshot)
    return _figures(report.snapshot, days) | (_need(report.snapshot, drawn.rows(report.snapshot, {}), days) or {})


def numbers_of(report: Report) -> dict[str, int]:
    """Return what decides whether a sentence is about one or many."""
    return _numbers(report.snapshot)


def _numbers(found: dict[str, Any]) -> dict[str, int]:
    on_ladder = found["on_ladder"]
    return {
        # Where it could be worked out who is not on the ladder, the page counts everybody.
        "people": found["total"] if on_ladder is None else on_ladder,
        "others": 0 if on_ladder is None else found["total"] - on_ladder,
        "up": found["kinds"]["up"] or 0,
        "quiet": found["kinds"]["quiet"] or 0,
    }


def _figures(found: dict[str, Any], days: Days) -> dict[str, str]:
    activity = found["activity"] or {}
    return {
        **{name: figure(n) for name, n in _numbers(found).items()},
        "each": figure(drawn.each_dot(found)),
        "group": f"{found['group']}, {found['about']}" if found["about"] else found["group"],
        "days": days.both,
        "counted": days.counted_on,
        "period": days.period,
        "since": days.since,
        "last": days.until,
        "activity": activity.get("name", ""),
        "day": date_format(date.fromisoformat(activity["on"]), "l, F j") if activity else "",
        "time": _time(activity),
        "place": activity.get("place", ""),
    }


def _need(found: dict[str, Any], lines: list[dict[str, Any]], days: Days) -> dict[str, str] | None:
    """Find the level that is furthest from its goal, by the part of it that is missing."""
    short = [
        (1 - level["now"] / level["wanted"], level, line)
        for level, line in zip(found["levels"], lines, strict=True)
        if level["wanted"] and level["now"] is not None and level["now"] < level["wanted"]
    ]
    if not short:
        return None
    _part, level, line = max(short, key=lambda each: each[0])
    return {
        "wanted": figure(level["wanted"]),
        "now": figure(level["now"]),
        "level": line["name"],
        "due": day_of(days.last.year, date.fromisoformat(level["due"])),
    }


def steps(found: dict[str, Any], lines: list[dict[str, Any]]) -> str:
    """Say how many came up to which level, from the lowest on; nothing where some of it is kept back."""
    pairs = list(zip(found["levels"], lines, strict=True))[::-1]
    if any(level["up"] is None for level, _line in pairs):
        return ""
    return "; ".join(f"{line['name']}: {figure(level['up'])}" for level, line in pairs if level["up"])


def _time(activity: dict[str, Any]) -> str:
    begins = activity.get("begins")
    return str(time_format(time.fromisoformat(begins), "TIME_FORMAT")) if begins else ""


def _when_and_where(activity: dict[str, Any], more: str) -> str:
    said = ", ".join(text for text in (_time(activity), activity["place"]) if text)
    return f"{said}. {more}" if said else more
