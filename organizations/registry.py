"""Where rooms to the right take part in what happens here, without being imported.

Each application registers from its `AppConfig.ready`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from organizations.models import Organization, Role, User
from organizations.requests import OrganizationRequest


class Place(NamedTuple):
    """An entry of the main navigation: shown to those who have the right.

    `starts=False`: not in a new group's menu, but from when the room is first used or an owner switches it on. Such a
    room has a door on the page where one would look for it, and `sentence` says in the settings what it is for.
    """

    label: str | Promise
    icon: str
    url_name: str
    action: str
    order: int
    starts: bool = True
    sentence: str | Promise = ""
    # The roles for whom a visit begins here: of the roles somebody holds, the first decides.
    opens_for: Collection[Role] = ()
    # Pages of the room that do not stand below its address.
    also: Collection[str] = ()


class FirstStep(NamedTuple):
    """Something that a new group does in its first hour, offered to those who have the right.

    `done` is asked inside the organization, only while the step is open: on the welcome page, and after a change made
    by someone who has the right; with `is_at_hand` for every page, so then without a statement.
    """

    key: str
    title: str | Promise
    sentence: str | Promise
    button: str | Promise
    url_name: str
    action: str
    order: int
    done: Callable[[OrganizationRequest], bool]
    for_whom: Callable[[OrganizationRequest], bool] = lambda _request: True
    is_at_hand: bool = False
    # Its page stands outside the organization.
    is_public: bool = False


class Strip(NamedTuple):
    """One quiet line above a page: what waits, where it goes on, and how to be rid of it."""

    icon: str
    text: str
    url: str
    button: str
    dismiss_url: str = ""


class PageAbout(NamedTuple):
    """A page about someone who belongs here, addressed by the membership's id."""

    label: str | Promise
    url_name: str


class Change(NamedTuple):
    """A change of who belongs here or of the settings, for rooms that write such things down.

    `by` and `of` are ids of people who sign in; `of` is an invitation's where nobody has come yet.
    """

    action: str
    by: UUID | None
    of: UUID | None
    fields: list[str]


class Known(NamedTuple):
    """Someone on file whom an address belongs to."""

    pk: UUID
    name: str


class Looked(NamedTuple):
    """What a self-check starts from: who has access to the organization, with `second_step` and the person at hand."""

    request: OrganizationRequest
    belonging: list[Any]


class Finding(NamedTuple):
    """A question of the self-check that the system answers, and what to do about it unless it `is_good`."""

    question: str
    found: str
    is_good: bool
    todo: str
    url: str


class Holding(NamedTuple):
    """One kind of thing that is held about people: how much, since when, and when it goes."""

    what: str
    n: int
    since: date | None
    goes: str
    order: int


class Rule(NamedTuple):
    """A kind of thing that goes by itself after a time.

    `kept` says for how long, `due` counts what goes by a moment, and `clear` takes it away each night and returns how
    many went; where there is nothing to do at night, workers do it with every round and call `went`.
    """

    key: str
    what: str | Promise
    order: int
    kept: Callable[[Organization], str]
    due: Callable[[Organization, datetime], int]
    clear: Callable[[], int]
    # Where the time is chosen, if it is the group's to choose.
    url_name: str = ""


class Ran(NamedTuple):
    """When a rule was last carried out, when it last failed, and how many things went by it in the last twelve months."""

    at: datetime | None
    failed_at: datetime | None
    n: int


# Called inside a new organization, as the owner login: make what a group cannot start without.
on_create: list[Callable[[Organization], None]] = []
# Called inside the organization when someone comes to belong to it.
on_join: list[Callable[[Organization, User, list[Role]], None]] = []
# Called inside the organization when someone no longer belongs to it.
on_leave: list[Callable[[Organization, UUID], None]] = []
# Called before `on_join`, when the owner said which person on file it is: (organization, user, address, id).
on_named: list[Callable[[Organization, User, str, UUID], None]] = []
# Called inside the organization: what did this person open and do here between these moments? In lines of text.
looked_at: list[Callable[[UUID, datetime, datetime], list[str]]] = []
# Called inside the organization after a change.
on_change: list[Callable[[Organization, Change], None]] = []
# Called inside the organization: who, not signing in yet, is the only one with this address?
find_known: list[Callable[[str], Known | None]] = []
# Called inside every organization now and then: send again what stayed queued.
sweepers: list[Callable[[], None]] = []
# The same inside those that are closed: what owners may still ask for there.
closed_sweepers: list[Callable[[], None]] = []
# Called inside every organization each night: throw away what nobody needs any more.
clearers: list[Callable[[], object]] = []
# Carried out in the same round, and told on a page of its own: what goes after how long.
rules: list[Rule] = []
# Called inside the organization after a rule was carried out: its key, and how many went; None: it failed.
on_ruled: list[Callable[[str, int | None], None]] = []
# Asked inside the organization: what is known of each rule's last runs, by key.
ran: list[Callable[[], Mapping[str, Ran]]] = []
# Called inside every organization after a new key was put in front of MFA_KEYS: close anew what a room keeps closed.
# Returns how many there are.
resealers: list[Callable[[], int]] = []
places: list[Place] = []
# What rooms see for the self-check, and what they hold; both asked when an owner or director opens the page.
self_checks: list[Callable[[Looked], Iterator[Finding]]] = []
holdings: list[Callable[[OrganizationRequest], Iterator[Holding]]] = []
first_steps: list[FirstStep] = []
# Asked for every page, so without a statement; the first that has something to say is shown.
strips: list[Callable[[OrganizationRequest], Strip | None]] = []
# Offered to owners on the page of someone who is an organizer.
organizer_pages: list[PageAbout] = []


def places_for(request: OrganizationRequest) -> list[Place]:
    """List the rooms this person may enter, in the order of the menu."""
    from organizations.access import may  # noqa: PLC0415 - access is needed only when a page is shown

    return sorted((place for place in places if may(request, place.action)), key=lambda place: place.order)


def carry_out(rule: Rule) -> None:
    """Do what a rule says, and have it written down; also that it failed."""
    try:
        n = rule.clear()
    except Exception:
        went(rule.key, None)
        raise
    went(rule.key, n)


def went(key: str, n: int | None) -> None:
    """Have it written down that so many things went by a rule, or that it failed."""
    for write in on_ruled:
        write(key, n)
