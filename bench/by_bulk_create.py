"""The same work as a good Django developer does it by hand: forms of the library, the ORM, `bulk_create` in batches.

For each row: clean it (phonenumbers, email-validator), ask by one query who has its phone or e-mail, compare the names.
For each batch of 500, in one transaction: people, contacts, units (get_or_create, remembered), assessments, undo
records and row reports by `bulk_create`, the history on the ladder by the same set-based SQL as ours. As the page shows
the effect before the button, the list is run once in a transaction that is rolled back, and then for good.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date
from itertools import batched
from typing import Any

import phonenumbers
from django.db import transaction
from django.db.models import Model, Q
from email_validator import validate_email

from imports.matching import Known
from imports.models import ImportBatch, ImportChange, ImportRow
from ladders import history
from ladders.models import Assessment, Ladder, Level
from members.models import Belonging, ContactPoint, Member, Unit, UnitKind
from members.normal import fold

BATCH = 500
ORDER = (Member, ContactPoint, Belonging, Assessment, ImportChange, ImportRow)


def preview(data: bytes, today: date) -> None:
    """Do it all and take it back: what would happen is known then."""
    with transaction.atomic():
        bring(data, today)
        transaction.set_rollback(True)


def bring(data: bytes, today: date) -> None:
    importer = Importer(today)
    reader = csv.DictReader(io.StringIO(data.decode()))
    for rows in batched(enumerate(reader, start=2), BATCH):
        with transaction.atomic():
            importer.bring(list(rows))


def cleaned(row: dict[str, str]) -> dict[str, str]:
    """Clean what a row says, by the libraries that everybody uses."""
    said = {name: " ".join(value.split()) for name, value in row.items()}
    number = phonenumbers.parse(said["Phone"], "US")
    if not phonenumbers.is_possible_number(number):
        raise ValueError("phone")
    said["Phone"] = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    said["Email"] = validate_email(said["Email"], check_deliverability=False).normalized
    return said


def find(said: dict[str, str]) -> Member | None:
    """Ask who has this phone or e-mail under an agreeing name."""
    same = Q(kind="phone", normal=said["Phone"]) | Q(kind="email", normal=said["Email"].lower())
    here = ContactPoint.objects.filter(
        same, member__kind="person", member__merged_into=None, member__erased_at=None
    ).select_related("member")
    name = Known(said["First"], said["Last"], "")
    people = [point.member for point in here]
    return next((one for one in people if Known(one.given_name, one.family_name, "").agrees(name)), None)


class Importer:
    """Remembers units, levels and the list, as nobody asks for them again for each row."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.ladder = Ladder.objects.get(is_default=True)
        self.levels = {str(level.position): level for level in Level.objects.filter(ladder=self.ladder)}
        self.kind = UnitKind.objects.get(is_default=True)
        self.units: dict[str, Unit] = {}
        self.batch = ImportBatch.objects.create(name="bulk.csv", status=ImportBatch.Status.APPLYING)

    def bring(self, rows: list[tuple[int, dict[str, str]]]) -> None:
        made: dict[type[Model], list[Any]] = {model: [] for model in ORDER}
        for number, row in rows:
            said = cleaned(row)
            if find(said) is not None:
                raise ValueError("The list of the bench names somebody who is here: only new people are measured.")
            made[Member].append(
                Member(
                    given_name=said["First"], family_name=said["Last"], folded=fold(f"{said['First']} {said['Last']}")
                )
            )
            made[ImportRow].append(self._report(number, row, said))
        Member.objects.bulk_create(made[Member], BATCH)
        for person, report in zip(made[Member], made[ImportRow], strict=True):
            report.member = person
            for each in self._about(person, report.clean):
                made[type(each)].append(each)
            made[ImportChange].append(self._undo(person, report.clean))
        for model in ORDER[1:]:
            model._default_manager.bulk_create(made[model], BATCH)  # type: ignore[attr-defined]  # noqa: SLF001
        history.rebuild(ladder=self.ladder, members=[person.pk for person in made[Member]])

    def _about(self, member: Member, said: dict[str, str]) -> Iterator[Model]:
        for kind, value in (("phone", said["Phone"]), ("email", said["Email"])):
            yield ContactPoint(member=member, kind=kind, value=value, normal=value.lower())
        yield Belonging(member=member, kind=self.kind, unit=self._unit(said["Home area"]))
        yield Assessment(
            member=member, ladder=self.ladder, place="level", level=self.levels[said["Level"]], on=self.today,
            source=Assessment.Source.IMPORT, import_id=self.batch.pk,
        )  # fmt: skip

    def _unit(self, name: str) -> Unit:
        if name not in self.units:
            self.units[name], _made = Unit.objects.get_or_create(
                kind=self.kind, folded=fold(name), defaults={"name": name}
            )
        return self.units[name]

    def _report(self, number: int, row: dict[str, str], said: dict[str, str]) -> ImportRow:
        return ImportRow(
            batch=self.batch, number=number, cells=row, clean=said, plan=ImportRow.Fate.CREATED,
            fate=ImportRow.Fate.CREATED,
        )  # fmt: skip

    def _undo(self, member: Member, said: dict[str, str]) -> ImportChange:
        contacts = [
            [["members.contactpoint", kind, said[name].lower()], None, {"value": said[name]}]
            for kind, name in (("phone", "Phone"), ("email", "Email"))
        ]
        steps = [[["members.member"], None, {"given_name": said["First"], "family_name": said["Last"]}], *contacts]
        unit = [["members.belonging", str(self.kind.pk)], None, {"unit_id": str(self._unit(said["Home area"]).pk)}]
        return ImportChange(batch=self.batch, about=member.pk, at=member.created_at, steps=[*steps, unit])
