"""Where rooms to the right add to the pages of people, without being imported.

Each application registers from its `AppConfig.ready`. Whatever a page shows of many people is loaded at once.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from members.models import ChangeSet, Export, Member, Team
from members.requests import OrgRequest


class Column(NamedTuple):
    """A column of the list of people.

    `load` gets the members of one page and returns what `draw` makes HTML of, in one statement at most; without it the
    cell is text. No templates: a page has hundreds of cells. Columns that somebody chose may have to share the page's
    twelve statements.
    """

    name: str
    label: str | Promise
    load: Callable[[OrgRequest, Sequence[Member]], Mapping[UUID, Any]]
    order: float
    draw: Callable[[Any], SafeString] | None = None
    # What the list is sorted by, or what makes it: a query changes the subqueries it is given, so each needs its own.
    # Those who have none of it come last.
    sort: Any = None
    # Shown until somebody chooses.
    usual: bool = True
    # On the phone's card it needs no label.
    is_bare: bool = False
    # What its cells are called where they are changed in the list ("status", "unit:<kind>"); empty: they are not.
    edits: str = ""
    # Why its cells are not typed over, in a sentence that says what to do instead; and the address that Enter opens,
    # for who is signed in, with "{id}" where the person's key goes.
    locked: str | Promise = ""
    opens: Callable[[OrgRequest], str] | None = None
    # What a file has in place of `load`: text, a number or a day.
    plain: Callable[[OrgRequest, Sequence[Member]], Mapping[UUID, Any]] | None = None
    # Not for files: the columns that stand there in its place.
    in_files_as: Sequence[str] = ()

    def in_order(self, *, from_end: bool) -> Any:
        """Return what a query is ordered by, for one query alone."""
        by = self.sort() if callable(self.sort) else self.sort
        return by.desc(nulls_last=True) if from_end else by.asc(nulls_last=True)


class Panel(NamedTuple):
    """A part of the member's page: `build` returns the context of `template`, or None to leave the panel out."""

    name: str
    template: str
    build: Callable[[OrgRequest, Member], dict[str, Any] | None]
    order: int
    # "head" stands beside the name, "act" among the buttons beside it, "main" in the wide column, "side" in the narrow
    # one. "act" is for the one way to log: a page offers it once, whatever rooms there are.
    where: str = "main"


class TeamPanel(NamedTuple):
    """A part of a team's page, as `Panel` is of a person's; `build` is told whether the reader may change the team."""

    template: str
    build: Callable[[OrgRequest, Team, bool], dict[str, Any] | None]


class Tab(NamedTuple):
    """A page about one person, beside the overview: it extends `members/person.html`, and its address names the person.

    Its view gets its context from `members.person_page.around`. Shown to those who have the right.
    """

    label: str | Promise
    url_name: str
    action: str
    order: int


class Source(NamedTuple):
    """What a room can tell of a person's past: `rows` as `members.past.rows` forms them, and a sentence for each."""

    rows: Callable[[OrgRequest, Member], Any]
    say: Callable[[OrgRequest, Any], str]


columns: list[Column] = []
panels: list[Panel] = []
tabs: list[Tab] = []
team_panels: list[TeamPanel] = []
# What a panel needs to know of the person of a page, read with the person in one statement: by the name under which it
# stands at the Member, a part of a query of one person.
beside: dict[str, Callable[[OrgRequest], Any]] = {}
sources: list[Source] = []
# Called in the transaction that ends it, with the owners: a file of people is there for who asked for it.
on_export: list[Callable[[Export, Collection[Member]], None]] = []
# Called when no file will come of what somebody asked for.
on_no_export: list[Callable[[Export], None]] = []
# Called in the transaction that ends it, when many people were changed, or put back, while nobody waited for it.
on_bulk: list[Callable[[ChangeSet], None]] = []
# Called with a handful of people after two were put together or taken apart: work out anew what follows from their rows.
on_merge: list[Callable[[Collection[UUID]], None]] = []
# Called in the transaction that erases somebody, from the right to the left, with their row as it still stands: delete
# what is about them, and leave no text where a row is needed for a figure. A test looks for what is left anywhere.
on_erase: list[Callable[[Member], None]] = []
# Keys to a Member that do not go over to the survivor, as "ladders.standing.member": the row is about the one it names,
# or follows from others and is worked out anew by `on_merge`. All other keys do.
stay_behind: set[str] = {
    "members.cellchange.member",
    "members.member.merged_into",
    "members.member.made_up_for",
    "members.differentpeople.low",
    "members.differentpeople.high",
    "members.duplicatemember.member",
    "members.memberword.member",
    "members.mergerecord.survivor",
    "members.mergerecord.merged",
}
