"""Which rows of a list hang together with some of them: a phone that is put right may make two rows one person."""

from collections.abc import Iterable

from django.db.models import Q

from imports.models import ImportBatch, ImportRow
from imports.person import Person
from members.models import ContactPoint, ExternalId
from stpnet.db.wrapper import current

_TABLE = ImportRow._meta.db_table  # noqa: SLF001 - the model's own table
# By their values alone, without kind or system: a few rows too many are looked at, and none too few.
_SHARING = f"""
    SELECT number FROM {_TABLE} WHERE batch_id = %s AND (
        EXISTS (SELECT FROM jsonb_array_elements(clean->'contacts') AS contact
                WHERE contact->>'kind' <> 'address' AND contact->>'normal' = ANY(%s))
        OR EXISTS (SELECT FROM jsonb_array_elements(clean->'external_ids') AS pair WHERE pair->>1 = ANY(%s))
    )
"""  # noqa: S608 - a constant

# Each round reads every row of the list: a chain that grows by a row a round is left to a worker.
ROUNDS = 10


class Together:
    """Grows from some rows to all whose fate may depend on theirs: no other row shares anything with any of them.

    Rows hang together by a phone, an e-mail or an id, through somebody who is here already, and by a person's word
    that one row is another.
    """

    def __init__(self, batch: ImportBatch, *, most: int) -> None:
        self.batch = batch
        self.most = most
        self.numbers: set[int] = set()
        self.contacts: set[str] = set()
        self.ids: set[str] = set()

    def grow(self, numbers: Iterable[int], people: Iterable[Person]) -> bool:
        """Start from these rows and what they say by now; False when it becomes more than can be looked at here."""
        new = set(numbers)
        self._learn(people)
        for _round in range(ROUNDS):
            self.numbers |= new
            if len(self.numbers) > self.most:
                return False
            rows = ImportRow.objects.filter(batch=self.batch, number__in=new)
            self._learn(Person.from_stored(clean) for clean in rows.values_list("clean", flat=True))
            self._learn_of_members()
            new = (self._sharing() | self._named(new)) - self.numbers
            if not new:
                return True
        return False

    def _learn(self, people: Iterable[Person]) -> None:
        for person in people:
            self.contacts |= {normal for _kind, normal in person.contact_keys()}
            self.ids |= {value for _system, value in person.external_ids}

    def _learn_of_members(self) -> None:
        """Add everything by which those who are here can be met again."""
        points = ContactPoint.objects.exclude(kind="address")
        ids = ExternalId.objects.order_by()
        here = set(points.filter(normal__in=self.contacts).values_list("member", flat=True))
        here |= set(ids.filter(value__in=self.ids).values_list("member", flat=True))
        self.contacts |= set(points.filter(member__in=here).values_list("normal", flat=True))
        self.ids |= set(ids.filter(member__in=here).values_list("value", flat=True))

    def _sharing(self) -> set[int]:
        with current().cursor() as cursor:
            cursor.execute(_SHARING, [self.batch.pk, list(self.contacts), list(self.ids)])
            return {row[0] for row in cursor.fetchall()}

    def _named(self, numbers: set[int]) -> set[int]:
        """Rows of which somebody said, or may say, that they are one of these, and those that these may be."""
        either = Q(candidate_row__in=numbers) | Q(number__in=numbers, candidate_row__isnull=False)
        rows = ImportRow.objects.filter(either, batch=self.batch)
        return {each for pair in rows.values_list("number", "candidate_row") for each in pair if each is not None}
