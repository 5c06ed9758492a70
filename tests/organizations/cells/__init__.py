"""Every view of an organization: the right it asks for, the methods it takes, and how to make what it is about.

A new view comes into the module of its room: `Cell(right, methods)`, and `make=` when its address names something.
Rights reach all or nothing of what belongs to the organization as a whole, such as a ladder or a list: those makers
are in SHARED, as they do not look at `mine`. What is one person's alone, such as a notice, is `personal`: no right
reaches another's.
"""

from tests.organizations.cells import (
    activities,
    boards,
    dashboards,
    drafts,
    experiments_board,
    experiments_coaching,
    experiments_counting,
    experiments_log,
    experiments_page,
    figures,
    heard,
    hours,
    house,
    imports,
    ladders,
    logging,
    many,
    moving,
    people,
    plans,
    promises,
    prompts,
    quotes,
    reports,
    teams,
    themes,
    words,
)
from tests.organizations.cells.scene import Cell, Scene

ROOMS = (
    activities,
    dashboards,
    boards,
    house,
    people,
    words,
    ladders,
    imports,
    many,
    moving,
    teams,
    plans,
    themes,
    drafts,
    figures,
    heard,
    logging,
    quotes,
    reports,
    prompts,
    promises,
    hours,
    experiments_coaching,
    experiments_log,
    experiments_board,
    experiments_counting,
    experiments_page,
)
CELLS = {name: cell for room in ROOMS for name, cell in room.CELLS.items()}
SHARED = {maker for room in ROOMS for maker in getattr(room, "SHARED", ())}

__all__ = ["CELLS", "SHARED", "Cell", "Scene"]
