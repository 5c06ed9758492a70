"""Is this someone who is here already? Only an exact id, or an exact e-mail or phone with an agreeing name, says so."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from imports.names import agree
from imports.person import Person
from members.models import ContactPoint, ExternalId, Member

# A member who is here, or an earlier row of the same list (by its number) that will become one.
type Who = UUID | int


@dataclass(frozen=True)
class Known:
    """The name by which someone is here."""

    given: str
    family: str
    preferred: str

    def agrees(self, person: Person) -> bool:
        """Whether the two names can be one person's, by either given name."""
        return agree(self.given, self.family, person.given, person.family) or (
            bool(self.preferred) and agree(self.preferred, self.family, person.given, person.family)
        )

    def same_family(self, person: Person) -> bool:
        """Whether these can be two people of one household who share a phone."""
        return bool(self.family and person.family) and agree("", self.family, "", person.family)


@dataclass(frozen=True)
class Match:
    """`who` is matched, `by_id` or by a contact; else `candidate` shares an exact contact but has another name, and `reason` says so."""

    who: Who | None = None
    by_id: bool = False
    candidate: UUID | None = None
    reason: str = ""


@dataclass
class Index:
    """Who can be matched: members found in the database for a chunk, and rows of this list seen before."""

    by_id: dict[tuple[str, str], Who] = field(default_factory=dict)
    by_contact: dict[tuple[str, str], list[Who]] = field(default_factory=dict)
    known: dict[Who, Known] = field(default_factory=dict)
    # Members whom this very list made: who shares a phone with one of them is not asked about.
    own: set[UUID] = field(default_factory=set)

    def load(self, people: Iterable[Person], *, but_not_from: UUID | None = None) -> None:
        """Add the members who share an id or a contact with any of these people: three statements.

        `but_not_from` leaves out members whom this import made: lists kept row by row never match in themselves.
        """
        people = list(people)
        here = Member.objects.filter(kind=Member.Kind.PERSON, merged_into=None, erased_at=None)
        if but_not_from:
            here = here.exclude(import_rows__batch=but_not_from, import_rows__fate="created")
        ids = {pair for person in people for pair in person.external_ids}
        keys = {key for person in people for key in person.contact_keys()}
        found: set[UUID] = set()
        rows = ExternalId.objects.filter(value__in={value for _s, value in ids}, member__in=here)
        for system, value, member in rows.values_list("system", "value", "member_id"):
            self.by_id[system, value] = member
            found.add(member)
        points = ContactPoint.objects.filter(
            kind__in=["phone", "email"], normal__in={normal for _k, normal in keys}, member__in=here
        )
        for kind, normal, member in points.order_by("created_at", "pk").values_list("kind", "normal", "member_id"):
            self._add_contact((kind, normal), member)
            found.add(member)
        names = Member.objects.filter(pk__in=found).values_list("pk", "given_name", "family_name", "preferred_name")
        self.known |= {pk: Known(*rest) for pk, *rest in names}

    def add(self, who: Who, person: Person) -> None:
        """Add an earlier row of the list."""
        self.known[who] = Known(person.given, person.family, person.columns.get("preferred_name", ""))
        self.learn(who, person)

    def learn(self, who: Who, person: Person) -> None:
        """Let a row that was matched bring its further ids and contacts to the person it is."""
        for pair in person.external_ids:
            self.by_id.setdefault(pair, who)
        for key in person.contact_keys():
            self._add_contact(key, who)

    def _add_contact(self, key: tuple[str, str], who: Who) -> None:
        others = self.by_contact.setdefault(key, [])
        if who not in others:
            others.append(who)

    def find(self, person: Person) -> Match:
        """Decide for one person."""
        by_id = {self.by_id[pair] for pair in person.external_ids if pair in self.by_id}
        if len(by_id) == 1:
            return Match(who=by_id.pop(), by_id=True)
        sharing = Counter(who for key in person.contact_keys() for who in self.by_contact.get(key, []))
        agreeing = [who for who, _n in sharing.most_common() if self.known[who].agrees(person)]
        if by_id:
            agreeing = [who for who in agreeing if who in by_id]
        if agreeing:
            return Match(who=agreeing[0])
        return self._doubt(person, sharing)

    def _doubt(self, person: Person, sharing: Counter[Who]) -> Match:
        for who in sharing:
            if isinstance(who, UUID) and who not in self.own and not self.known[who].same_family(person):
                # No name in the reason: it would stay behind when that person is erased.
                return Match(candidate=who, reason=_("Same phone or e-mail as someone here, but another name."))
        return Match()
