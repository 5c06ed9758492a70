"""Made-up histories of a few people: edits, and merges and partings between them, told twice.

Each edit is done to a contact, a tag or a value of one person. Told plainly, it is done to that person's own row; with
merges, to whoever stands for them then. If nothing is lost, both end alike.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from ladders.models import Assessment, Ladder, Place
from members.merging.actions import NotNow, merge, unmerge
from members.models import (
    Belonging,
    ContactPoint,
    Field,
    FieldValue,
    Member,
    MemberTag,
    MergeRecord,
    Relationship,
    Tag,
    Unit,
    UnitKind,
)

N = 4
PHONES = [f"+1503555010{n}" for n in range(3)]
DAY = date(2026, 3, 1)


class Step(NamedTuple):
    """`what` is done to person `who`; `n` chooses among a few values, or the other person of a merge."""

    what: str
    who: int
    n: int


EDITS = ("phone", "no text", "tag", "untag", "rename", "assess", "relate", "part ways")
WHATS = st.sampled_from([*EDITS, "merge", "merge", "merge", "part", "part"])
STEPS = st.lists(st.builds(Step, WHATS, st.integers(0, N - 1), st.integers(0, N - 1)), min_size=3, max_size=14)


class World:
    """A few people, each with a phone, a tag, a unit, a field, a level, made the same way each time."""

    def __init__(self) -> None:
        self.tags = [Tag.objects.create(name=f"T{n}", folded=f"t{n}") for n in range(3)]
        self.field = Field.objects.create(name="Shift", folded="shift")
        kind = UnitKind.objects.get(is_default=True)
        self.units = [Unit.objects.create(kind=kind, name=f"U{n}", folded=f"u{n}") for n in range(2)]
        self.ladder = Ladder.objects.get(is_default=True)
        self.levels = list(self.ladder.levels.order_by("position"))
        self.people = [self._made(n) for n in range(N)]
        self.day = DAY
        self.friend = Member.objects.create(given_name="Zoe")
        for n, one in enumerate(self.people):
            # All but one with somebody else, alike once they are put together; and each with the next.
            self._relate(one, self.friend, "friend" if n else "family")
            self._relate(one, self.people[(n + 1) % N], "coworker")

    def _made(self, n: int) -> Member:
        member = Member.objects.create(given_name=f"Ana{n}", family_name="Cruz", employer=("", "Mill")[n % 2])
        self._phone(member, PHONES[n % 2])
        MemberTag.objects.create(member=member, tag=self.tags[n % 2])
        if n != 1:
            FieldValue.objects.create(member=member, field=self.field, value=f"shift {n}")
            Belonging.objects.create(member=member, kind=self.units[0].kind, unit=self.units[n % 2])
        return member

    def _relate(self, one: Member, other: Member, kind: str) -> None:
        Relationship.objects.create(member=one, other=other, kind=kind)

    def _phone(self, member: Member, number: str) -> None:
        if not member.contact_points.filter(normal=number).exists():
            ContactPoint.objects.create(member=member, kind="phone", value=number, normal=number)

    def stands_for(self, who: int) -> Member:
        member = self.people[who]
        member.refresh_from_db()
        while member.merged_into is not None:
            member = member.merged_into
        return member

    def edit(self, what: str, who: int, nth: int) -> None:
        """Do one edit to somebody; `nth` makes it unlike every other, or says which earlier one is changed again."""
        member = self.people[who]
        match what:
            case "phone":
                self._phone(member, f"+1503555{nth:04}")
            case "no text":
                ContactPoint.objects.filter(normal=f"+1503555{nth:04}").update(may_text="no")
            case "tag":
                tag = Tag.objects.create(name=f"edit {nth}", folded=f"edit {nth}")
                MemberTag.objects.create(member=member, tag=tag)
            case "untag":
                MemberTag.objects.filter(tag__folded=f"edit {nth}").delete()
            case "rename":
                Member.objects.filter(pk=member.pk).update(given_name=f"Ana again {nth}")
            case "assess":
                self.assess(member, nth)
            case "relate":
                self._relate(member, Member.objects.create(given_name=f"New {nth}"), "coworker")
            case "part ways":
                Relationship.objects.filter(other__given_name=f"New {nth}").delete()

    def assess(self, member: Member, n: int) -> None:
        self.day += timedelta(days=1)
        Assessment.objects.create(
            member=member, ladder=self.ladder, place=Place.LEVEL, level=self.levels[n % len(self.levels)], on=self.day
        )

    def join(self, step: Step, by: Member) -> bool:
        survivor, merged = self.stands_for(step.who), self.stands_for(step.n)
        chosen = {"given_name": merged.given_name, "employer": merged.employer}
        chosen |= {f"field:{self.field.pk}": value.value for value in merged.field_values.all()}
        chosen |= {f"unit:{row.kind_id}": row.unit_id for row in merged.belongings.all()}
        try:
            merge(survivor, merged, by=by, chosen=chosen)
        except NotNow:
            return False
        return True

    def part(self, step: Step, by: Member) -> None:
        """Take apart one of those that are together, whichever it is."""
        records = list(MergeRecord.objects.filter(apart_at=None).order_by("merged_at", "pk"))
        if records:
            try:
                unmerge(records[(step.who + step.n) % len(records)], by=by)
            except NotNow:
                return

    def part_all(self, by: Member) -> None:
        while MergeRecord.objects.filter(apart_at=None).exists():
            for record in MergeRecord.objects.filter(apart_at=None, survivor__merged_into=None):
                unmerge(record, by=by)

    def stood(self) -> list[Any]:
        """Say all that the people have, by values and not by ids."""
        return [self._of(Member.objects.get(pk=member.pk)) for member in self.people]

    def _of(self, member: Member) -> tuple[Any, ...]:
        columns = (member.given_name, member.employer, member.merged_into_id)
        placed = member.assessments.order_by("on").values_list("level__position", flat=True)
        return (
            columns,
            sorted(member.contact_points.values_list("normal", "may_text")),
            sorted(member.member_tags.values_list("tag__name", flat=True)),
            sorted(member.field_values.values_list("value", flat=True)),
            sorted(member.belongings.values_list("unit__name", flat=True)),
            sorted(member.relationships.values_list("kind", "other__given_name")),
            list(placed),
            list(member.standings.values_list("level__position", flat=True)),
        )
