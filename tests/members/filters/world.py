"""A few people with every kind of field, and the slow, obvious way to say who fits a filter."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from members.filters.tree import Condition, Group, Node
from members.models import ContactPoint, Field, FieldValue, Member, Tag, Unit, UnitKind
from members.normal import fold
from organizations.permissions import Scope

DAY = timedelta(days=1)


def asking(organization: Any, member: Member) -> Any:
    """What a filter needs of a request."""
    return SimpleNamespace(organization=organization, member=member, roles=["director"], scope=Scope.ALL, session={})


class World:
    """Twelve people whose values are all written down here, by name of the field."""

    def __init__(self, organization: Any, organizer: Member) -> None:
        self.organization = organization
        self.organizer = organizer
        self.kind = UnitKind.objects.get()
        self.east = Unit.objects.create(kind=self.kind, name="Eastside", folded="eastside")
        self.elm = Unit.objects.create(kind=self.kind, name="Elm Court", folded="elm court", parent=self.east)
        self.tags = [Tag.objects.create(name=name, folded=fold(name)) for name in ("Phone tree", "Steward")]
        kinds = Field.Kind
        self.fields = {
            kind: Field.objects.create(name=f"Own {kind}", folded=f"own {kind}", kind=kind)
            for kind in (kinds.TEXT, kinds.NUMBER, kinds.DATE, kinds.YES_NO)
        }
        self.known: dict[Any, dict[str, set[Any]]] = {}
        self.people = [self._person(n) for n in range(12)]

    def name(self, kind: str) -> str:
        return f"field-{self.fields[Field.Kind(kind)].pk}"

    def _person(self, n: int) -> Member:
        """Make the nth of them: each field is known of some and unknown of others."""
        today = self.organization.today()
        status = ["contact", "member", "former"][n % 3]
        lead = self.organizer if n % 4 == 1 else None
        employer = ["", "Mill School", "mill", "50% _off"][n % 4]
        member = Member.objects.create(given_name=f"P{n}", status=status, organizer=lead, employer=employer)
        added = today - timedelta(days=n * 5)
        Member.objects.filter(pk=member.pk).update(
            created_at=datetime.combine(added, time(23, 59) if n % 2 else time(), ZoneInfo(self.organization.time_zone))
        )
        known: dict[str, set[Any]] = {"status": {status}, "added": {added}}
        known["organizer"] = {str(lead.pk)} if lead else {"nobody"}
        known["work"] = {employer} - {""}
        self._belongs(member, n, known)
        self._has(member, n, known)
        self.known[member.pk] = known
        return member

    def _belongs(self, member: Member, n: int, known: dict[str, set[Any]]) -> None:
        unit = [None, self.east, self.elm][n % 3]
        if unit:
            member.belongings.create(kind=self.kind, unit=unit)
        known["unit"] = {str(unit.pk)} | ({str(self.east.pk)} if unit == self.elm else set()) if unit else set()
        tags = [tag for m, tag in enumerate(self.tags) if n >> m & 1]
        for tag in tags:
            member.member_tags.create(tag=tag)
        known["tag"] = {str(tag.pk) for tag in tags}
        if n % 2:
            ContactPoint.objects.create(
                member=member,
                kind="phone",
                value="+15035550142",
                normal="+15035550142",
                may_call=["", "yes", "no"][n % 3],
            )
        known["phone"] = {"good"} if n % 2 else set()
        known["may-call"] = {["not-asked", "yes", "no"][n % 3]} if n % 2 else set()

    def _has(self, member: Member, n: int, known: dict[str, set[Any]]) -> None:
        """Write down the group's own fields; what does not fit its kind counts as unknown."""
        today = self.organization.today()
        values = {
            "text": ["", "Spanish", "some Spanish, Hmong"][n % 3],
            "number": ["", "12", "3.5", "many", "-7"][n % 5],
            "date": ["", (today - timedelta(days=n * 9)).isoformat(), (today + timedelta(days=n)).isoformat(), "soon"][
                n % 4
            ],
            "yes_no": ["", "yes", "no"][n % 3],
        }
        for kind, value in values.items():
            if value:
                FieldValue.objects.create(member=member, field=self.fields[Field.Kind(kind)], value=value)
        known[self.name("text")] = {values["text"]} - {""}
        known[self.name("number")] = {float(values["number"])} if values["number"] not in ("", "many") else set()
        is_day = values["date"] not in ("", "soon")
        known[self.name("date")] = {date.fromisoformat(values["date"])} if is_day else set()
        known[self.name("yes_no")] = {values["yes_no"]} - {""}

    def fits(self, member: Member, node: Node) -> bool:
        """Say in plain Python whether someone fits."""
        if isinstance(node, Group):
            found = [self.fits(member, part) for part in node.parts]
            return {"all": all(found), "any": any(found) or not found, "none": not any(found)}[node.how]
        has = self.known[member.pk][node.field]
        if node.op in ("filled", "empty"):
            return bool(has) == (node.op == "filled")
        return self.judges[node.field](node, has, self.organization.today())

    @property
    def judges(self) -> dict[str, Callable[[Condition, set[Any], date], bool]]:
        """Name what people are asked in these tests, with who judges it."""
        one = dict.fromkeys(("status", "organizer", "unit", "tag", "phone", "may-call", self.name("yes_no")), chosen)
        days, texts = (
            dict.fromkeys(("added", self.name("date")), dated),
            dict.fromkeys(("work", self.name("text")), said),
        )
        return {**one, **days, **texts, self.name("number"): numbered}


def chosen(asked: Condition, has: set[Any], _today: date) -> bool:
    given = set(asked.values)
    return {"is": bool(has & given), "not": not has & given, "all": given <= has}[asked.op]


def said(asked: Condition, has: set[Any], _today: date) -> bool:
    text, word = next(iter(has), "").lower(), asked.values[0].lower()
    found = {"has": word in text, "lacks": word in text, "is": text == word, "starts": text.startswith(word)}[asked.op]
    return not (has and found) if asked.op == "lacks" else bool(has) and found


def numbered(asked: Condition, has: set[Any], _today: date) -> bool:
    low, high = float(asked.values[0]), float(asked.values[-1])
    fits = {"is": lambda n: n == low, "over": lambda n: n > low, "under": lambda n: n < low}
    return any(fits.get(asked.op, lambda n: low <= n <= high)(number) for number in has)


def dated(asked: Condition, has: set[Any], today: date) -> bool:
    if asked.op in ("last", "older", "next"):
        ago = [(today - day).days for day in has]
        n = int(asked.values[0])
        fits = {
            "last": lambda days: 0 <= days <= n,
            "older": lambda days: days > n,
            "next": lambda days: -n <= days <= 0,
        }
        return any(map(fits[asked.op], ago))
    if asked.op == "in":
        return any((day.year, day.month) == (today.year, today.month) for day in has)
    first, last = date.fromisoformat(asked.values[0]), date.fromisoformat(asked.values[-1])
    spans = {
        "on": (first, first),
        "before": (date.min, first - DAY),
        "after": (first + DAY, date.max),
        "between": (first, last),
    }
    return any(spans[asked.op][0] <= day <= spans[asked.op][1] for day in has)
