"""Who is in the stories: people by the names that everybody calls them, and those who stand somewhere."""

from datetime import UTC, date, datetime, time
from functools import cached_property

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from demo.shapes import Group
from ladders.models import Level
from members.filters.tree import Condition
from members.filters.tree import Group as Tree
from members.models import Member, SavedView, Unit
from members.normal import fold
from members.state import State, stored
from organizations.models import Role

# Of who never moved.
NEVER = date.min


class Cast:
    """The people of one demo group."""

    def __init__(self, group: Group) -> None:
        self.group = group

    @cached_property
    def _named(self) -> dict[str, Member]:
        names = [worker.name for worker in self.group.workers]
        names += [f"{face.given_name} {face.family_name}" for face in self.group.faces]
        # Who works there comes last, and so is found before a member who is called the same.
        found = Member.objects.filter(name__in=names).order_by("status", "pk")
        return {str(member): member for member in found}

    def of(self, name: str) -> Member | None:
        return self._named.get(name)

    def key(self, name: str) -> str:
        member = self.of(name)
        return str(member.pk) if member else ""

    @cached_property
    def lead(self) -> Member:
        """Who asks the questions: the director, in a small group its owner."""
        workers = self.group.workers
        return self._named[next((one for one in workers if Role.DIRECTOR in one.roles), workers[0]).name]

    @cached_property
    def coach(self) -> Member | None:
        return next((self._named[one.name] for one in self.group.workers if Role.COACH in one.roles), None)

    @cached_property
    def levels(self) -> dict[int, Level]:
        found = Level.objects.filter(ladder__is_default=True, retired_at=None)
        return {level.position: level for level in found}

    def standing(self, area: str, positions: tuple[int, ...]) -> "QuerySet[Member]":
        """Return who stands there, those who moved last before the others."""
        here = Q(standings__ladder__is_default=True, standings__level__position__in=positions)
        if area:
            here &= Q(belongings__unit__name=area) | Q(belongings__unit__parent__name=area)
        people = Member.objects.people().filter(here, status=Member.Status.MEMBER).distinct()
        moved = people.annotate(moved=Coalesce(Max("level_changes__on"), NEVER))
        return moved.order_by(F("moved").desc(), "folded")

    def view(self, name: str, people: tuple[str, tuple[int, ...]]) -> SavedView:
        """Return the shared view of this name, saved when there is none."""
        area, positions = people
        levels = tuple(f"level-{self.levels[position].pk}" for position in positions)
        parts = [Condition("place", "is", levels)]
        if area:
            parts.append(Condition("unit", "is", (str(Unit.objects.get(name=area).pk),)))
        told = {"owner": self.lead, "name": name, **stored(State(Tree("all", tuple(parts))))}
        view, _made = SavedView.objects.get_or_create(folded=fold(name), is_shared=True, deleted_at=None, defaults=told)
        return view

    @staticmethod
    def at(day: date) -> datetime:
        return datetime.combine(day, time(17), UTC)
