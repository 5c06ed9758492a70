"""The table of the ladder's page as a file: its figures as they stand there, and those kept back left empty."""

import io

from django.utils.translation import gettext as _

from dashboards.ladder import counting
from dashboards.ladder.asking import Asked
from dashboards.ladder.table import Row, table
from documents import csv
from ladders.goals import beside


def text(asked: Asked) -> str:
    """Write a line for each level from the top down, and one for each place that is none."""
    shows_goals = asked.is_now and not asked.view
    goals = beside.load(asked.ladder, asked.unit, asked.request.organization.today()) if shows_goals else []
    found = table(asked, counting.count(asked), goals)
    levels, places, own = found["levels"], found["places"], found["on_ladder"].yours is not None
    moved = [word for word, _figure in levels[0].moves] if levels else []
    headings = [_("Place"), *([_("Your people")] if own else []), asked.period.last.isoformat(), _("Goal"), *moved]
    sums = [Row(found[name], [], None, None, None) for name in ("on_ladder", "in_touch")]
    file = io.StringIO(newline="")
    csv.write(file, [*headings, *([_("Net")] if moved else [])], (_cells(row) for row in [*levels, *places, *sums]))
    # The mark lets Excel know that this is UTF-8.
    return "\ufeff" + file.getvalue()


def _cells(row: Row) -> list[object]:
    line = row.line
    name = line.level or line.name or line.place
    yours = [line.yours.people] if line.yours else []
    return [name, *yours, line.now.people, row.wanted, *(figure.people for _word, figure in row.moves), row.net]
