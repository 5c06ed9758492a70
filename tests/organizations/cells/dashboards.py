"""Dashboards: figures of the whole group."""

from tests.organizations.cells.ladders import goal
from tests.organizations.cells.scene import GET, Cell

CELLS = {
    "dashboards:gaps": Cell("dashboard.view", GET),
    "dashboards:goal": Cell("dashboard.view", GET, goal),
}
SHARED = {goal}
