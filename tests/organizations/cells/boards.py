"""The front page of dashboards and those of conversations, activities and lists."""

from tests.organizations.cells.scene import GET, POST, Cell

CELLS = {
    "dashboards:front": Cell("dashboard.view", GET),
    "dashboards:conversations": Cell("dashboard.view", GET),
    "dashboards:activities": Cell("dashboard.view", GET),
    "dashboards:lists": Cell("dashboard.view", GET),
    "dashboards:choose": Cell("goal.edit", GET),
    "dashboards:change": Cell("goal.edit", POST),
}
