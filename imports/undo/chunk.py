"""The people of one transaction of taking a list back: decided, then written; or decided only, to show it before."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models.functions import Now

from imports.models import ImportBatch, ImportChange, ImportKept, KeptAside
from imports.person import COLUMNS, NAMES
from imports.storing import folded
from imports.undo.since import Since
from imports.undo.slots import MEMBER, SHAPES, Slot, read
from imports.undo.tally import Tally
from imports.undo.verdicts import Verdict, judge
from ladders import history
from ladders.models import Assessment
from members.fields.people import is_id
from members.models import Member
from stpnet.db.updating import update_many


class Chunk:
    """Reads and decides at once; `locked` keeps everybody else from these people until the transaction ends."""

    def __init__(self, batch: ImportBatch, abouts: Collection[UUID], *, locked: bool) -> None:
        self.batch = batch
        people = Member.objects.filter(pk__in=abouts).order_by("pk")
        if locked:
            people = people.select_for_update(of=("self",))
        here = set(people.values_list("pk", flat=True))
        self.records: dict[UUID, list[ImportChange]] = defaultdict(list)
        for record in ImportChange.objects.filter(batch=batch, about__in=abouts).order_by("at", "pk"):
            if record.about in here:
                self.records[record.about].append(record)
        self.verdicts = self._judge()

    def _judge(self) -> list[Verdict]:
        first_at = {who: records[0].at for who, records in self.records.items()}
        new = [who for who, records in self.records.items() if made_by(records)]
        since, now = Since(self.batch, first_at, new), read(self.records)
        return [judge(records, now[who], since) for who, records in self.records.items()]

    def tally(self) -> Tally:
        """Count what happens to these people, and write down what stays of them."""
        total = Tally()
        for verdict in self.verdicts:
            total = total.plus(Tally.of(verdict))
        going = [verdict.who for verdict in self.verdicts if verdict.goes]
        levels = Assessment.objects.filter(member__in=going).count() if going else 0
        self._keep()
        aside = KeptAside.objects.filter(batch=self.batch, member__in=self.records).count()
        return total.plus(Tally(levels=levels, voided=self._voidable().count(), aside=aside))

    def _keep(self) -> None:
        ImportKept.objects.bulk_create(
            ImportKept(
                batch=self.batch,
                member_id=verdict.who,
                is_whole=verdict.is_new,
                why=told.why,
                fields=labels,
                by_id=told.by,
                at=told.at,
                elsewhere_id=told.elsewhere,
            )
            for verdict in self.verdicts
            for told, labels in verdict.stays.items()
        )

    def freed(self) -> Counter[UUID]:
        """Count for each unit, tag and field how many of its uses end with this."""
        ended: Counter[UUID] = Counter()
        for verdict in self.verdicts:
            ended.update(word for slot, stored in verdict.removed for word in _words(slot, stored.values))
            ended.update(
                UUID(stored.values["unit_id"]) for _slot, stored, back in verdict.restored if "unit_id" in back
            )
            values = [stored.values["value"] for _slot, stored, back in verdict.restored if "value" in back]
            ended.update(word for value in values for word in _ids(value))
        return ended

    def write(self) -> None:
        """Take these people back, and forget what was recorded of them."""
        KeptAside.objects.filter(batch=self.batch, member__in=self.records).delete()
        Member.objects.filter(pk__in=[verdict.who for verdict in self.verdicts if verdict.goes]).delete()
        staying = [verdict for verdict in self.verdicts if not verdict.goes]
        self._remove(staying)
        self._restore(staying)
        self._put_back(staying)
        self._void()
        self._mark(staying)

    def _remove(self, staying: list[Verdict]) -> None:
        gone: dict[str, list[UUID]] = defaultdict(list)
        for verdict in staying:
            for slot, stored in verdict.removed:
                gone[slot[0]].append(stored.id)
        for model, pks in gone.items():
            apps.get_model(model)._default_manager.filter(pk__in=pks).delete()  # noqa: SLF001

    def _restore(self, staying: list[Verdict]) -> None:
        updates: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
        for verdict in staying:
            for slot, stored, back in verdict.restored:
                values: dict[str, Any] = dict(back)
                if slot == MEMBER and set(back) & set(NAMES):
                    values["folded"] = folded({name: stored.values[name] for name in COLUMNS} | back)
                names = tuple(sorted(values))
                # An empty text is no key, and no day.
                cells = (values[name] or (None if name.endswith(("_id", "_on")) else "") for name in names)
                updates[slot[0], names].append((stored.id, *cells))
        for (model, names), rows in updates.items():
            update_many(model, names, rows)

    def _put_back(self, staying: list[Verdict]) -> None:
        rows: dict[str, list[Any]] = defaultdict(list)
        for verdict in staying:
            for (model, *key), pk in verdict.put_back:
                named = dict(zip(SHAPES[model].key, key, strict=True))
                rows[model].append(apps.get_model(model)(pk=pk, member_id=verdict.who, **named))
        for model, put in rows.items():
            apps.get_model(model)._default_manager.bulk_create(put)  # noqa: SLF001

    def _voidable(self) -> Any:
        staying = [verdict.who for verdict in self.verdicts if not verdict.goes]
        return Assessment.objects.filter(import_id=self.batch.pk, voided_at=None, member__in=staying)

    def _void(self) -> None:
        void(self._voidable(), self.batch)

    def _mark(self, staying: list[Verdict]) -> None:
        """Let an edit form that is open now be late, and one that was open before the list be in time again."""
        changed = [
            verdict
            for verdict in staying
            if not verdict.is_new and (verdict.seen or verdict.removed or verdict.restored or verdict.put_back)
        ]
        update_many("members.member", ["changed_at"], [(v.who, v.seen) for v in changed if v.seen])
        Member.objects.filter(pk__in=[v.who for v in changed if not v.seen]).update(changed_at=Now())


def void(assessments: Any, batch: ImportBatch) -> None:
    """Take levels of the list out of every count; they stay to be read, with the reason."""
    members = set(assessments.values_list("member_id", flat=True))
    if members:
        assessments.update(voided_at=Now(), voided_by=batch.undone_by, void_reason="import undone")
        history.rebuild(members=members)


def made_by(records: Iterable[ImportChange]) -> bool:
    """Whether these steps begin with nobody."""
    return any(tuple(of) == MEMBER and before is None for record in records for of, before, _after in record.steps)


def _words(slot: Slot, values: dict[str, str]) -> list[UUID]:
    """Return the ids of the unit, the tag, or the field and its choices that a row uses."""
    match slot:
        case ("members.belonging", _kind):
            return [UUID(values["unit_id"])]
        case ("members.membertag", tag):
            return [UUID(tag)]
        case ("members.fieldvalue", field):
            return [UUID(field), *_ids(values["value"])]
    return []


def _ids(value: str) -> list[UUID]:
    """Return the choices that a value names; none where it is something else."""
    parts = value.split()
    return [UUID(part) for part in parts] if all(map(is_id, parts)) else []
