"""Is this someone who is here already? Only an exact id, or an exact e-mail or phone with an agreeing name, says so."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports.names import agree, alike
from imports.person import Person
from members.models import ExternalId, Member
from members.normal import fold
from stpnet.db.arrays import array
from stpnet.db.wrapper import current

# A member who is here, or an earlier row of the same list (by its number) that will become one.
type Who = UUID | int
type Key = tuple[str, str]
# Who shares one phone or e-mail with more than that is compared by the very name alone: it is a hall's, or nobody's,
# and each of a thousand rows with it would be compared with a thousand names.
CROWD = 50


class Known(NamedTuple):
    """The name by which someone is here."""

    given: str
    family: str
    preferred: str

    @classmethod
    def of(cls, person: Person) -> "Known":
        return cls(person.given, person.family, person.columns.get("preferred_name", ""))

    @property
    def folded(self) -> str:
        """The very name, however it is written."""
        return f"{fold(self.given)}|{fold(self.family)}"

    def agrees(self, other: "Known") -> bool:
        """Whether the two names can be one person's, by either given name."""
        return any(
            agree(mine, self.family, theirs, other.family)
            for mine in (self.given, self.preferred or self.given)
            for theirs in (other.given, other.preferred or other.given)
        )

    def is_like(self, other: "Known") -> bool:
        """Whether the two names look like one name written in two ways."""
        return alike(self.given, self.family, other.given, other.family)

    def same_family(self, other: "Known") -> bool:
        """Whether these can be two people of one household who share a phone."""
        return bool(self.family and other.family) and agree("", self.family, "", other.family)


class Crowd:
    """The many who share one phone or e-mail, by their names."""

    def __init__(self) -> None:
        self.whos: set[Who] = set()
        self.named: dict[str, list[Who]] = {}

    def add(self, who: Who, known: Known) -> None:
        self.whos.add(who)
        for name in {known.folded, known._replace(given=known.preferred or known.given).folded}:
            same = self.named.setdefault(name, [])
            if len(same) < CROWD:
                same.append(who)


class Match(NamedTuple):
    """`who` is matched, `by_id` or by a contact; else a person has to say whether it is the `candidate`.

    `reason` says why it is asked, or that a phone is shared. No name stands in it: it would outlive an erased person.
    """

    who: Who | None = None
    by_id: bool = False
    candidate: Who | None = None
    reason: str = ""


NOBODY = Match()


@dataclass
class Index:
    """Who can be matched: members found in the database for a chunk, and rows of this list seen before."""

    by_id: dict[Key, Who] = field(default_factory=dict)
    by_contact: dict[Key, list[Who]] = field(default_factory=dict)
    crowds: dict[Key, Crowd] = field(default_factory=dict)
    known: dict[Who, Known] = field(default_factory=dict)
    # Members whom this very list made: who shares a phone with one of them is not asked about for that alone.
    own: set[UUID] = field(default_factory=set)
    # Ids and contacts that rows have brought to somebody since these were looked for.
    brought: set[Key] = field(default_factory=set)

    def load(self, people: Iterable[Person], *, but_not_from: UUID | None = None) -> None:
        """Add the members who share an id or a contact with any of these people: three statements.

        `but_not_from` leaves out members whom this import made: lists kept row by row never match in themselves.
        """
        people = list(people)
        by_id = _sharing_ids({pair for person in people for pair in person.external_ids})
        by_contact = _sharing_contacts({key for person in people for key in person.contact_keys()})
        found = {member for *_key, member in by_id} | {member for *_key, member in by_contact}
        # Who is here is asked of those few only: joined to the others, it led to reading everybody for each chunk.
        here = Member.objects.filter(kind=Member.Kind.PERSON, merged_into=None, erased_at=None)
        if but_not_from:
            here = here.exclude(import_rows__batch=but_not_from, import_rows__fate="created")
        self.know(found, among=here)
        self.by_id |= {(system, value): member for system, value, member in by_id if member in self.known}
        for kind, normal, member in by_contact:
            if member in self.known:
                self._add_contact((kind, normal), member)

    def know(self, members: Collection[UUID], *, among: QuerySet[Member] | None = None) -> None:
        """Add the names of these members."""
        if members:
            here = (Member.objects.all() if among is None else among).filter(pk__in=members)
            names = here.values_list("pk", "given_name", "family_name", "preferred_name")
            self.known |= {pk: Known(*rest) for pk, *rest in names}

    def add(self, who: Who, person: Person) -> None:
        """Add an earlier row of the list."""
        self.known[who] = Known.of(person)
        self.learn(who, person)

    def learn(self, who: Who, person: Person) -> None:
        """Let a row that was matched bring its further ids and contacts to the person it is."""
        keys = person.contact_keys()
        for pair in person.external_ids:
            self.by_id.setdefault(pair, who)
        for key in keys:
            self._add_contact(key, who)
        self.brought.update(keys, person.external_ids)

    def has_news_of(self, person: Person) -> bool:
        """Whether looking again may find somebody else: else what was found stands."""
        return not self.brought.isdisjoint(person.keys())

    def _add_contact(self, key: Key, who: Who) -> None:
        others, crowd = self.by_contact.setdefault(key, []), self.crowds.get(key)
        if who in (crowd.whos if crowd else others):
            return
        others.append(who)
        if crowd:
            crowd.add(who, self.known[who])
        elif len(others) > CROWD:
            crowd = self.crowds[key] = Crowd()
            for each in others:
                crowd.add(each, self.known[each])

    def _compared(self, key: Key, name: Known) -> list[Who]:
        """Return who has a contact, of a crowd only those of this very name."""
        crowd = self.crowds.get(key)
        return crowd.named.get(name.folded, []) if crowd else self.by_contact[key]

    def find(self, person: Person, *, but_not: Collection[Who] = ()) -> Match:
        """Decide for one person; `but_not` are those of whom somebody said that they are someone else."""
        by_id = {self.by_id[pair] for pair in person.external_ids if pair in self.by_id} - set(but_not)
        if len(by_id) == 1:
            return Match(who=by_id.pop(), by_id=True)
        keys = [key for key in person.contact_keys() if key in self.by_contact]
        if not keys and not by_id:
            return NOBODY
        name = Known.of(person)
        sharing = Counter(who for key in keys for who in self._compared(key, name) if who not in but_not)
        if by_id:
            return self._one_of_several_ids(by_id, sharing, person)
        if not sharing:
            is_crowded = any(key in self.crowds for key in keys)
            return Match(reason=_("Shares a phone or e-mail with many others.")) if is_crowded else NOBODY
        agreeing = Counter({who: n for who, n in sharing.items() if self.known[who].agrees(name)})
        if agreeing:
            return self._best(agreeing, name)
        return self._doubt(name, sharing, keys)

    def _one_of_several_ids(self, by_id: set[Who], sharing: Counter[Who], person: Person) -> Match:
        """Two ids name two people: a contact with an agreeing name tells which, or a person does."""
        name = Known.of(person)
        agreeing = [who for who, _n in sharing.most_common() if who in by_id and self.known[who].agrees(name)]
        if agreeing:
            return Match(who=agreeing[0])
        first = min(by_id, key=str)
        return Match(candidate=first, reason=_("Its ids belong to more than one person."))

    def _best(self, agreeing: Counter[Who], name: Known) -> Match:
        """Take who shares most, then who has the very name. Where people of different names fit, it is asked."""
        most = max(agreeing.values())
        fitting = [who for who, n in agreeing.items() if n == most]
        exact = [who for who in fitting if self.known[who] == name]
        first, *others = exact or fitting
        if all(self.known[first].agrees(self.known[who]) for who in others):
            return Match(who=first)
        return Match(candidate=first, reason=_("Several people share this phone or e-mail, and the name fits each."))

    def _doubt(self, name: Known, sharing: Counter[Who], keys: Collection[Key]) -> Match:
        """A name written in another way is asked about; a household is not, nor are two of one list."""
        for who in sharing:
            if self.known[who].is_like(name):
                return Match(candidate=who, reason=_("Same phone or e-mail, and a similar name."))
        here = [who for who in sharing if isinstance(who, UUID) and who not in self.own]
        if not here:
            return Match()
        first = self.known[here[0]]
        if not first.same_family(name) and all(first.agrees(self.known[who]) for who in here):
            return Match(candidate=here[0], reason=_("Same phone or e-mail as someone here, but another name."))
        return Match(reason=_shared(len(here), by_phone=any(kind == "phone" for kind, _normal in keys)))


def _shared(n: int, *, by_phone: bool) -> str:
    """Say that a household's number is one."""
    if by_phone:
        return ngettext("Shares a phone with %d other here.", "Shares a phone with %d others here.", n) % n
    return ngettext("Shares an e-mail with %d other here.", "Shares an e-mail with %d others here.", n) % n


def _sharing_ids(pairs: Collection[Key]) -> list[tuple[str, str, UUID]]:
    """Return whom these ids belong to."""
    if not pairs:
        return []
    rows = ExternalId.objects.filter(value__in={value for _system, value in pairs}).order_by()
    return list(rows.values_list("system", "value", "member_id"))


def _sharing_contacts(keys: Collection[Key]) -> list[tuple[str, str, UUID]]:
    """Return who has these contacts, in the order they came. As arrays: a thousand parameters cost more than the search."""
    wanted = {kind: array(normal for of, normal in keys if of == kind) for kind in ("phone", "email")}
    with current().cursor() as cursor:
        cursor.execute(
            "SELECT kind, normal, member_id FROM members_contactpoint"
            " WHERE kind = 'phone' AND normal = ANY(%(phone)s::text[]) OR kind = 'email' AND normal = ANY(%(email)s::text[])"
            " ORDER BY created_at, id",
            wanted,
        )
        return list(cursor.fetchall())
