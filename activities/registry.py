"""Where rooms to the right take part in what activities do, without being imported.

Each registers from its `AppConfig.ready`.
"""

from collections.abc import Callable, Collection
from uuid import UUID

from activities.models import Participation, Skill
from members.models import Member
from organizations.models import Organization

# Called in the transaction of it, with who said so: somebody is to get in touch with who came for the first time, by
# `follow_up_on`; without `follow_up_by`, nobody any more.
on_first_time: list[Callable[[Participation, Member], None]] = []
# Of two skills one is left: whatever names the first is to name the second, before the first goes.
on_joined: list[Callable[[Skill, Skill], None]] = []
# Who can be asked to get in touch with that person.
may_ask: list[Callable[[Organization, Member], list[Member]]] = []
# Which of these participations somebody has got in touch about by now.
followed_up: list[Callable[[Collection[Participation]], set[UUID]]] = []
