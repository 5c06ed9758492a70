"""Dashboards: figures of the whole group."""

from tests.organizations.cells.ladders import a_ladder, goal
from tests.organizations.cells.scene import GET, Cell

CELLS = {
    "dashboards:gaps": Cell("dashboard.view", GET),
    "ladders:table": Cell("dashboard.view", GET, a_ladder),
    "dashboards:goal": Cell("dashboard.view", GET, goal),
}
SHARED = {goal}
