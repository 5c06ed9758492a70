"""How people move: the pages from where to where, time on a level, cohorts, and who stands still."""

from tests.organizations.cells.scene import GET, Cell

CELLS = {
    "dashboards:movement": Cell("dashboard.view", GET),
    "dashboards:time": Cell("dashboard.view", GET),
    "dashboards:cohorts": Cell("dashboard.view", GET),
    "dashboards:stalled": Cell("dashboard.view", GET),
}
