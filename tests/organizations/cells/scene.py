"""What a test of rights makes for a view: a thing of somebody, in an organization."""

from collections.abc import Callable
from itertools import count
from typing import NamedTuple
from uuid import UUID

from members.models import Member
from organizations.actions import add_person
from organizations.models import Membership, Organization, Role, User


class Scene(NamedTuple):
    """Where a thing is made, for whom, and whether it is theirs: somebody they organize, a word of their own."""

    organization: Organization
    member: Member
    mine: bool


# A thing is made more than once in a test; its name is not.
number = count(1)
type Made = dict[str, UUID | str | int]
type Maker = Callable[[Scene], Made]
GET, POST, BOTH = "get", "post", "get post"


class Cell(NamedTuple):
    """What one view asks for: a right of the table, its methods, and the arguments of its address."""

    action: str
    methods: str
    make: Maker | None = None
    personal: bool = False


def someone(scene: Scene) -> Made:
    return {"pk": on_file(scene, mine=scene.mine).pk}


def on_file(scene: Scene, *, mine: bool) -> Member:
    colleague = Member.objects.create(given_name="Colleague", status="staff")
    return Member.objects.create(given_name="Dolores", organizer=scene.member if mine else colleague)


def a_colleague(scene: Scene) -> Membership:
    user = User.objects.create_user(f"colleague{next(number)}@example.org", name="Ray Colleague")
    return add_person(scene.organization, user, roles=[Role.ORGANIZER])
