"""Where rooms to the right, and the parts of this one, take part in what ladders do, without being imported.

Each registers from its `AppConfig.ready`. What happened to an assessment is told in the transaction of it, with who
did it.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from ladders.models import Assessment, Ladder
from members.models import Member
from members.requests import OrgRequest


class Door(NamedTuple):
    """A page of the practice; the ladder page links to it for those who have the right.

    Its address takes the group alone. From a ladder that is not the default one it is opened with `?ladder=<id>`.
    `count` says how much waits there, as an expression (a subquery): all of them are asked in one statement.
    """

    label: str | Promise
    url_name: str
    action: str
    order: int
    count: Callable[[OrgRequest, Ladder], Combinable] | None = None


# A second person agreed.
on_agreed: list[Callable[[Assessment, Member], None]] = []
# Somebody took it out of every count.
on_voided: list[Callable[[Assessment, Member], None]] = []
doors: list[Door] = []
