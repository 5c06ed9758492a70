"""Who reads small figures, and reports that come again or are shown outside."""

from tests.organizations.cells.scene import BOTH, Cell

CELLS = {
    "small_numbers": Cell("organization.settings", BOTH),
}
