"""The figures of the demo's large group as of November 20, 2026: what stands in golden.json, asked in three ways.

An SQL script that reads only what was said of people; the queries of the dashboards; the file of `ladder_report`.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django_tenants.postgresql_backend.base import FakeTenant

from dashboards import identities, ladder_report
from ladders.goals.counting import people_of
from ladders.models import Goal, Ladder
from ladders.movement import movement
from ladders.trend import Stood, distributions
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current
from stpnet.in_org import in_org

HERE = Path(__file__).parent
LAST, FIRST, YEAR = date(2026, 11, 20), date(2026, 9, 30), date(2025, 12, 31)
TREND = [date(2025, 6, 30), date(2025, 9, 30), YEAR, date(2026, 3, 31), date(2026, 6, 30), FIRST, LAST]

type Figures = dict[str, dict[str, dict[str, int]]]


def by_script() -> Figures:
    """Ask the script; `{figure: {day: {"place" or "place to place": people}}}`."""
    found: Figures = {}
    params = {"first": FIRST, "year": YEAR, "last": LAST, "days": TREND}
    script = (HERE / "golden.sql").read_text()
    with current().cursor() as cursor:
        cursor.execute(script, params)
        for figure, day, one, other, n in cursor.fetchall():
            found.setdefault(figure, {}).setdefault(day, {})[f"{one} to {other}" if other else one] = n
    return found


def by_dashboards() -> Figures:
    """Ask what the dashboards ask, by the positions of levels."""
    everybody, ladder = Member.objects.people(), Ladder.objects.get(is_default=True)
    names: dict[Any, str] = {level.pk: str(level.position) for level in ladder.levels.all()}
    points = distributions(everybody, ladder, TREND)
    found: Figures = {
        "stood": {str(each.day): _named(each, names) for each in points},
        "moved": {},
        "kind": {},
        "goal": {},
        "goal now": {},
    }
    for first in (YEAR, FIRST):
        made = movement(everybody, ladder, first, LAST)
        assert identities.kinds_sum(made) == []
        assert identities.matrix_sums(made.matrix, points[TREND.index(first)].people, points[-1].people) == []
        found["moved"][str(first)] = {
            f"{names.get(was, was)} to {names.get(now, now)}": n for (was, now), n in made.matrix.items()
        }
        found["kind"][str(first)] = {kind.value: n for kind, n in made.kinds.items() if n}
    for goal in Goal.objects.kept().filter(ladder=ladder, whose="everyone").select_related("level"):
        at, scope = f"{goal.level.position}", "and up" if goal.and_up else "only"
        people = people_of(goal, None, LAST)  # type: ignore[arg-type] - asked of nobody in particular for everyone
        found["goal"].setdefault(str(goal.due), {})[f"{at} to {scope}"] = goal.wanted
        found["goal now"].setdefault(str(goal.due), {})[at] = people.count()
    return found


def _named(stood: Stood, names: dict[Any, str]) -> dict[str, int]:
    return {names.get(where, str(where)): n for where, n in stood.people.items()}


def hold(organization: Organization, out: Path) -> None:
    """Hold the script, the dashboards and the command against the file."""
    golden: Figures = json.loads((HERE / "golden.json").read_text())
    assert by_script() == golden
    assert by_dashboards() == golden
    for first in (FIRST, YEAR):
        given = {"organization": organization.slug, "from": first, "to": LAST, "format": "json", "out": out}
        with in_org(FakeTenant("public")):
            call_command("ladder_report", *(f"--{name}={value}" for name, value in given.items()))
        told = json.loads(out.read_text())
        assert {key: n for key, n in told["distribution_from"].items() if n} == golden["stood"][str(first)]
        assert {key: n for key, n in told["distribution_to"].items() if n} == golden["stood"][str(LAST)]
        moves = {f"{was} to {now}": n for was, row in told["movement"].items() for now, n in row.items()}
        assert moves == golden["moved"][str(first)]
        kinds = {kind.value: told[kind.value] for kind in ladder_report.MOVES if told[kind.value]}
        assert kinds == {kind: n for kind, n in golden["kind"][str(first)].items() if kind != "stayed"}
